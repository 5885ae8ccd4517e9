// Calls of functions made within one moment go to the service together: a thousand cells are one request. Equal calls
// are asked once. A call that nobody waits for any more is not sent, and a request nobody waits for is given up.
//   ask(calls, signal): promise of one answer for each call, in their order
//   limits: {calls, cells, bytes} of one request, {wait} in milliseconds, {requests} under way at a time
const mostForOneBatch = 64;  // requests that may be spent on finding the call that is refused

const cellsOf = (argument) => Array.isArray(argument) ? argument.length * argument[0].length : 1;

// Of its arguments and of the answer they can make.
export function weigh(call) {
  let given = 0, rows = 1, columns = 1;
  for (const one of call.arguments) {
    given += cellsOf(one);
    if (!Array.isArray(one)) continue;
    rows = Math.max(rows, one.length);
    columns = Math.max(columns, one[0].length);
  }
  return given + rows * columns;
}

export function makeQueue(ask, limits) {
  let waiting = new Map();  // by the call's text
  let timer = null, underWay = 0;
  const batches = [];

  const weight = (entry) => ({cells: weigh(entry.call), bytes: 2 * entry.text.length + 1});  // of UTF-8 at most, as a rule

  function cut() {
    timer = null;
    let batch = [], cells = 0, bytes = 0;
    for (const entry of waiting.values()) {
      const one = weight(entry);
      const full = batch.length >= limits.calls || cells + one.cells > limits.cells || bytes + one.bytes > limits.bytes;
      if (full && batch.length > 0) {
        batches.push(batch);
        batch = [];
        cells = bytes = 0;
      }
      batch.push(entry);
      cells += one.cells;
      bytes += one.bytes;
    }
    if (batch.length > 0) batches.push(batch);
    waiting = new Map();
    next();
  }

  function next() {
    while (underWay < limits.requests && batches.length > 0) {
      underWay++;
      carry(batches.shift()).finally(() => { underWay--; next(); });
    }
  }

  async function carry(entries, left = {requests: mostForOneBatch}) {
    const batch = entries.filter((entry) => entry.takers.size > 0);
    if (batch.length === 0) return;
    const control = new AbortController();
    for (const entry of batch)
      entry.left = () => { if (batch.every((one) => one.takers.size === 0)) control.abort(); };
    try {
      const answers = await ask(batch.map((entry) => entry.call), control.signal);
      batch.forEach((entry, i) => entry.takers.forEach((taker) => taker.resolve(answers[i])));
    } catch (trouble) {
      // What is refused may be one call's doing: the others must not suffer for it.
      left.requests -= 2;
      if (trouble.kind === 'refused' && batch.length > 1 && left.requests > 0) {
        const half = batch.length >> 1;
        await carry(batch.slice(0, half), left);
        await carry(batch.slice(half), left);
      } else {
        batch.forEach((entry) => entry.takers.forEach((taker) => taker.reject(trouble)));
      }
    }
  }

  return function call(asked, onCancel = () => {}) {
    const text = JSON.stringify(asked);
    let entry = waiting.get(text);
    if (!entry) waiting.set(text, entry = {call: asked, text, takers: new Set(), left: () => {}});
    timer ??= setTimeout(cut, limits.wait);
    return new Promise((resolve, reject) => {
      const taker = {resolve, reject};
      entry.takers.add(taker);
      onCancel(() => { entry.takers.delete(taker); entry.left(); });
    });
  };
}
