// The API key: kept in the add-in's own store of this browser or this Excel, never in the workbook. Excel on the web
// gives each place it stands in a partition of its own.
const name = () => (globalThis.Office?.context?.partitionKey ?? '') + 'stp-api-key';

export const keptKey = () => localStorage.getItem(name()) ?? '';
export const keepKey = (key) => localStorage.setItem(name(), key);
export const forgetKey = () => localStorage.removeItem(name());
