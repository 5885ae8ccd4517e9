// The open workbook: its bytes as it stands, cells to go to, to read the selection of and to write.
import {Trouble} from './trouble.js';

const sliceSize = 4194304;  // the most Excel gives at a time

const settled = (start) => new Promise((resolve, reject) => start((result) => {
  if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
  else reject(new Trouble('workbook', 'Excel does not give this workbook: ' + result.error.message,
    'Finish the cell you are editing, then try once more.'));
}));

function nameOfWorkbook() {
  let name = (Office.context.document.url ?? '').split(/[\\/]/).pop().split('?')[0];
  try { name = decodeURIComponent(name); } catch { /* a plain name with a per cent sign */ }
  return /\.xls[xm]$/i.test(name) ? name : (name || 'workbook') + '.xlsx';
}

// Excel keeps two such files at most, so it is closed whatever happens.
export async function openWorkbook() {
  const file = await settled((done) => Office.context.document.getFileAsync(Office.FileType.Compressed, {sliceSize}, done));
  try {
    const parts = [];
    for (let i = 0; i < file.sliceCount; i++)
      parts.push(new Uint8Array((await settled((done) => file.getSliceAsync(i, done))).data));
    return new File(parts, nameOfWorkbook(), {type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'});
  } finally {
    file.closeAsync();
  }
}

async function sheetNamed(context, name) {
  const sheet = context.workbook.worksheets.getItemOrNullObject(name);
  sheet.load('name');
  await context.sync();
  if (sheet.isNullObject)
    throw new Trouble('workbook', 'This workbook has no sheet "' + name + '" any more.', 'Check the workbook again.');
  return sheet;
}

export const goTo = (sheet, cell) => Excel.run(async (context) => {
  const found = await sheetNamed(context, sheet);
  found.activate();
  found.getRange(cell).select();
  await context.sync();
});

// "'Leeds CCG''s sheet'!$G$28" -> sheet and cell
export function placeOf(address) {
  const at = address.lastIndexOf('!');
  let sheet = address.slice(0, at);
  if (sheet.startsWith("'")) sheet = sheet.slice(1, -1).replace(/''/g, "'");
  return {sheet, cell: address.slice(at + 1).replace(/\$/g, '')};
}

export const selectedCell = () => Excel.run(async (context) => {
  const cell = context.workbook.getActiveCell();
  cell.load('address');
  await context.sync();
  return placeOf(cell.address);
});

function put(range, {kind, value}) {
  if (kind === 'formula') range.formulas = [['=' + value]];
  else if (kind === 'number') range.values = [[Number(value)]];
  else if (kind === 'boolean') range.values = [[value === '1']];
  else if (kind === 'blank') range.values = [['']];
  else range.values = [["'" + value]];  // a text, whatever it looks like
}

// The sheets of these cells, by name, with what guards them.
async function sheetsOf(context, cells) {
  const sheets = new Map();
  for (const {sheet} of cells) if (!sheets.has(sheet)) sheets.set(sheet, await sheetNamed(context, sheet));
  for (const sheet of sheets.values()) sheet.protection.load('protected,options');
  await context.sync();
  return sheets;
}

async function guardAgain(context, guarded) {
  for (const {sheet} of guarded) sheet.protection.load('protected');
  await context.sync();
  for (const {sheet, options} of guarded) if (!sheet.protection.protected) sheet.protection.protect(options);
  await context.sync();
}

// The form's sheets are protected, without a password, against slips; what is changed here is the form's own. All in one
// batch; what was protected is so again, whatever happens.
async function unguarded(context, sheets, change) {
  const guarded = [...sheets.values()].filter((sheet) => sheet.protection.protected)
    .map((sheet) => ({sheet, options: sheet.protection.options}));
  try {
    for (const {sheet} of guarded) sheet.protection.unprotect();
    change();
    await context.sync();
  } catch (error) {
    await guardAgain(context, guarded).catch(() => {});
    throw error;
  }
  await guardAgain(context, guarded);
}

// What stands in these cells now, as it would be typed.
async function standing(context, sheets, cells) {
  const ranges = cells.map((one) => sheets.get(one.sheet).getRange(one.cell));
  for (const range of ranges) range.load('formulas');
  await context.sync();
  return ranges.map((range) => range.formulas[0][0]);
}

// Only into cells that are still blank, and all of them or none. Answers with what stands in each afterwards.
export const writeCells = (cells) => Excel.run(async (context) => {
  const sheets = await sheetsOf(context, cells);
  const before = await standing(context, sheets, cells);
  const taken = cells.filter((_, i) => String(before[i]).trim() !== '');
  if (taken.length > 0)
    throw new Trouble('workbook', 'The workbook has changed: something stands in ' + taken[0].cell + ' on ' + taken[0].sheet +
      (taken.length > 1 ? ' and in ' + (taken.length - 1) + ' more of these cells' : '') + ' now. Nothing was written.',
      'Find the reference values again.');
  await unguarded(context, sheets, () => { for (const one of cells) put(sheets.get(one.sheet).getRange(one.cell), one); });
  const after = await standing(context, sheets, cells);
  return cells.map(({sheet, cell}, i) => ({sheet, cell, stands: after[i]}));
});

// Empties what writeCells wrote, but for cells where something else stands by now. Answers with how many were emptied.
export const takeBack = (written) => Excel.run(async (context) => {
  const sheets = await sheetsOf(context, written);
  const now = await standing(context, sheets, written);
  const ours = written.filter((one, i) => now[i] === one.stands);
  await unguarded(context, sheets, () => { for (const one of ours) put(sheets.get(one.sheet).getRange(one.cell), {kind: 'blank'}); });
  return ours.length;
});

// Every function of the workbook is asked again: after signing in, or when the service has newer figures.
export const calculateAgain = () => Excel.run(async (context) => {
  context.workbook.application.calculate('Full');
  await context.sync();
});
