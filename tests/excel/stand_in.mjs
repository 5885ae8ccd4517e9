// Office.js stood in for, as a script for the page: its objects are office-addin-mock's, so that what was not loaded and
// synchronised cannot be read, as in Excel. The workbook behind them is a plain record the tests look into (`workbook`).
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const folder = require.resolve('office-addin-mock').replace(/main\.js$/, '');
const {OfficeApp} = require('office-addin-manifest');

// The mock's modules, each within a function, as its own require finds them.
const modules = ['possibleErrors', 'host', 'officeMockObject'].map((name) =>
  `modules['./${name}'] = (exports, require) => {\n${readFileSync(folder + name + '.js', 'utf8')}\n};`).join('\n');

function inPage(workbook, OfficeMockObject) {
  const settle = (done, value) => setTimeout(() => done({status: 'succeeded', value}));
  const fail = (done, message) => setTimeout(() => done({status: 'failed', error: {message}}));

  // The file as it stands, in slices; two at most may be open.
  function getFileAsync(type, {sliceSize}, done) {
    if (type !== 'compressed') return fail(done, 'no such type');
    if (workbook.editing) return fail(done, 'The document is being edited.');
    if (workbook.filesOpen >= 2) return fail(done, 'Two files are open already.');
    workbook.filesOpen++;
    const bytes = Uint8Array.from(atob(workbook.base64), (one) => one.charCodeAt(0));
    settle(done, {
      size: bytes.length,
      sliceCount: Math.ceil(bytes.length / sliceSize),
      getSliceAsync: (index, got) => settle(got, {index, data: [...bytes.slice(index * sliceSize, (index + 1) * sliceSize)]}),
      closeAsync: () => { workbook.filesOpen--; },
    });
  }

  const mock = (properties) => new OfficeMockObject(properties, 'excel');
  function makeContext() {
    const tracked = [], ready = [];
    const track = (one) => { tracked.push(one); return one; };
    const told = (sheet, cell) => `${/^\w+$/.test(sheet) ? sheet : `'${sheet.replace(/'/g, "''")}'`}!${cell}`;
    function getRange(sheet, cell) {
      const at = sheet + '!' + cell;
      const range = track(mock({address: told(sheet, cell), formulas: [[workbook.cells[at] ?? '']],
        select: () => ready.push(() => { workbook.selected = {sheet, cell}; })}));
      // What is written comes through the proxy; the mock's own bookkeeping does not.
      return new Proxy(range, {
        get: (target, name) => typeof target[name] === 'function' ? target[name].bind(target) : target[name],
        set: (target, kind, value) => {
          ready.push(() => {
            if (workbook.guarded.includes(sheet)) throw new Error('AccessDenied');
            workbook.written.push({sheet, cell, kind, value: value[0][0], sync: workbook.syncs});
            workbook.cells[at] = value[0][0];
          });
          return true;
        },
      });
    }
    function getSheet(name, orNull) {
      const missing = !workbook.sheets.includes(name);
      const options = {allowFormatColumns: true, allowInsertRows: false};
      const protection = {
        protected: workbook.guarded.includes(name), options,
        unprotect: () => ready.push(() => {
          if (workbook.locked.includes(name)) throw new Error('The password you supplied is not correct.');
          workbook.guarded = workbook.guarded.filter((one) => one !== name);
          sheet.protection.setValue('protected', false);
        }),
        protect: (given) => ready.push(() => {
          if (given.allowFormatColumns !== true || workbook.guarded.includes(name)) throw new Error('InvalidArgument');
          workbook.guarded.push(name);
          sheet.protection.setValue('protected', true);
        }),
      };
      const sheet = track(mock({name, protection, activate: () => ready.push(() => { workbook.active = name; }), getRange: (cell) => getRange(name, cell)}));
      ready.push(() => {
        if (missing && !orNull) throw new Error('ItemNotFound');
        sheet.isNullObject = missing;
      });
      return sheet;
    }
    const worksheets = mock({getItem: (name) => getSheet(name, false), getItemOrNullObject: (name) => getSheet(name, true)});
    return {
      workbook: {worksheets, application: {calculate: (kind) => ready.push(() => workbook.calculated.push(kind))},
        getActiveCell: () => getRange(workbook.selected.sheet, workbook.selected.cell)},
      async sync() {
        workbook.syncs++;
        for (const one of tracked) await one.sync();
        for (const one of ready.splice(0)) one();
      },
    };
  }

  globalThis.workbook = workbook;
  globalThis.Excel = {run: async (work) => work(makeContext())};
  globalThis.Office = {
    AsyncResultStatus: {Succeeded: 'succeeded', Failed: 'failed'},
    FileType: {Compressed: 'compressed'},
    HostType: {Excel: 'Excel'},
    context: {partitionKey: 'partition', document: {url: workbook.url, getFileAsync}},
    onReady: (then) => Promise.resolve({host: workbook.host ?? 'Excel', platform: 'PC'}).then(then),
  };
  class FunctionError extends Error {
    constructor(code, message) { super(message); this.code = code; }
  }
  const bound = new Map();
  globalThis.CustomFunctions = {
    ErrorCode: {invalidValue: '#VALUE!', notAvailable: '#N/A', divisionByZero: '#DIV/0!', invalidNumber: '#NUM!',
      nullReference: '#NULL!', invalidName: '#NAME?', invalidReference: '#REF!'},
    Error: FunctionError,
    associate: (id, work) => bound.set(id, work),
  };
  // A cell with a formula, calculated as Excel does by the declared shapes: ranges as rows, what is left out as null, and the
  // invocation last. Errors come back as "#N/A reason".
  const shown = (value) => value instanceof FunctionError ? value.code + ' ' + value.message : value;
  globalThis.calculate = async (declared, given, onInvocation = () => {}) => {
    const values = declared.parameters.map(({dimensionality}, i) => given[i] === undefined ? null :
      dimensionality === 'matrix' && !Array.isArray(given[i]) ? [[given[i]]] : given[i]);
    const invocation = {address: 'Sheet1!A1', isInValuePreview: false, ...(declared.options?.cancelable ? {onCanceled: undefined} : {})};
    const work = bound.get(declared.id);
    if (!work) return '#NAME?';
    try {
      const promise = work(...values, invocation);
      onInvocation(invocation);
      const result = await promise;
      if (!Array.isArray(result) || !result.every((row) => Array.isArray(row) && row.length === result[0].length))
        return 'no matrix: ' + JSON.stringify(result);
      return result.map((row) => row.map(shown));
    } catch (error) {
      return error instanceof FunctionError ? shown(error) : 'threw ' + error;
    }
  };
  globalThis.bound = bound;
}

// `workbook`: sheets, selected, url, base64.
export const standIn = (workbook) => `(() => {
const modules = {'office-addin-manifest': (exports) => { exports.OfficeApp = ${JSON.stringify(OfficeApp)}; }}, loaded = {};
const require = (name) => { if (!loaded[name]) modules[name](loaded[name] = {}, require); return loaded[name]; };
${modules}
(${inPage})(${JSON.stringify({filesOpen: 0, syncs: 0, written: [], calculated: [], cells: {}, locked: [], guarded: [...workbook.sheets], ...workbook})}, require('./officeMockObject').OfficeMockObject);
})();`;
