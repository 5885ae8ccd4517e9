// The custom functions: each id of the table is bound to one call of the service.
import {post} from './service.js';
import {makeQueue} from './queue.js';
import {functions, limits} from './table.js';
import {asTrouble} from './trouble.js';

const patience = 60000, longestWait = 8000;  // milliseconds

// Excel holds binary floating point and shows 15 digits of it; what it shows is what is meant.
function value(cell) {
  if (cell === '' || cell === null || cell === undefined) return null;
  return typeof cell === 'number' ? Number(cell.toPrecision(15)) : cell;
}

function argument(given) {
  if (!Array.isArray(given)) return value(given);
  const rows = given.map((row) => Array.isArray(row) ? row.map(value) : [value(row)]);
  return rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows;
}

// Those left out at the end are not sent.
export function argumentsOf(given) {
  const all = given.map(argument);
  while (all.length > 0 && all[all.length - 1] === null) all.pop();
  return all;
}

const codes = () => ({
  '#VALUE!': CustomFunctions.ErrorCode.invalidValue,
  '#DIV/0!': CustomFunctions.ErrorCode.divisionByZero,
  '#NUM!': CustomFunctions.ErrorCode.invalidNumber,
  '#N/A': CustomFunctions.ErrorCode.notAvailable,
  '#REF!': CustomFunctions.ErrorCode.invalidReference,
});

export function cellOf({kind, value: text, reason}) {
  switch (kind) {
    case 'number': return Number(text);
    case 'yes-no': return text === 'yes';
    case 'blank': return '';
    case 'error': return new CustomFunctions.Error(codes()[text] ?? CustomFunctions.ErrorCode.invalidValue, reason);
    default: return text;
  }
}

// A service with its hands full says so; a thousand cells must not be calculated again by hand for that.
async function answersTo(calls, signal) {
  for (let wait = 500; ; wait *= 2) {
    try {
      return (await post('functions', {calls}, {signal, patience})).answers;
    } catch (trouble) {
      if (trouble.kind !== 'busy' || wait > longestWait || signal.aborted) throw trouble;
      await new Promise((again) => setTimeout(again, wait));
    }
  }
}

const queue = makeQueue(answersTo, {...limits, wait: 20, requests: 2});

export async function answer(id, given, invocation) {
  const onCancel = (leave) => { if (invocation && 'onCanceled' in invocation) invocation.onCanceled = leave; };
  try {
    const {cells} = await queue({function: id.toLowerCase(), arguments: argumentsOf(given)}, onCancel);
    return cells.map((row) => row.map(cellOf));
  } catch (error) {
    const trouble = asTrouble(error);
    const again = trouble.kind === 'away' ? ' Then calculate again: Ctrl+Alt+F9.' : '';
    throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, trouble.sentence + again);
  }
}

// Excel hands over the invocation after the arguments, whether it is asked for or not.
export function associateAll() {
  for (const id of functions)
    CustomFunctions.associate(id, (...given) => answer(id, given.slice(0, -1), given[given.length - 1]));
}
