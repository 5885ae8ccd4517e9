// The queue of calls by itself: what goes together, what is asked once, what is given up.
import {makeQueue} from './scripts/queue.js';
import {check} from './browser.mjs';

const limits = {calls: 10000, cells: 50000, bytes: 900000, wait: 1, requests: 2};
const call = (i) => ({function: 'grow', arguments: [i]});
const refused = Object.assign(new Error('no'), {kind: 'refused'});

// A service that keeps what it was asked and answers each call with its first argument.
function service(answer = (calls) => calls.map((one) => one.arguments[0])) {
  const asked = [];
  const queueOf = (more = {}) => makeQueue(async (calls, signal) => {
    asked.push(calls.length);
    return answer(calls, signal);
  }, {...limits, ...more});
  return {asked, queueOf};
}

async function together() {
  const {asked, queueOf} = service();
  const queue = queueOf();
  const answers = await Promise.all([...Array(1000).keys()].map((i) => queue(call(i))));
  check(asked.join() === '1000', 'a thousand calls are one request: ' + asked);
  check(answers.every((one, i) => one === i), 'each call has its own answer');
  await Promise.all([queue(call(1)), queue(call(1)), queue(call(2))]);
  check(asked.join() === '1000,2', 'equal calls are asked once: ' + asked);
}

async function cut() {
  const {asked, queueOf} = service();
  await Promise.all([...Array(25).keys()].map((i) => queueOf({calls: 10})(call(i))));
  check(asked.every((one) => one === 1), 'queues do not share');
  asked.length = 0;
  const byCalls = queueOf({calls: 10});
  await Promise.all([...Array(25).keys()].map((i) => byCalls(call(i))));
  check(asked.join() === '10,10,5', 'cut by calls: ' + asked);
  asked.length = 0;
  const byCells = queueOf({cells: 50});
  const range = (i) => ({function: 'grow', arguments: [[[i], [2], [3], [4], [5]]]});  // five in, five out
  await Promise.all([...Array(12).keys()].map((i) => byCells(range(i))));
  check(asked.join() === '5,5,2', 'cut by cells: ' + asked);
  asked.length = 0;
  const byBytes = queueOf({bytes: 400});
  await Promise.all([...Array(12).keys()].map((i) => byBytes(call('x'.repeat(60) + i))));
  check(asked.length > 3 && asked.reduce((sum, one) => sum + one) === 12, 'cut by bytes: ' + asked);
}

async function oneBadCall() {
  const {asked, queueOf} = service((calls) => {
    if (calls.some((one) => one.arguments[0] === 13)) throw refused;
    return calls.map((one) => one.arguments[0]);
  });
  const queue = queueOf();
  const outcomes = await Promise.allSettled([...Array(64).keys()].map((i) => queue(call(i))));
  check(outcomes.every(({status}, i) => (status === 'rejected') === (i === 13)), 'a call that is refused leaves the others alone');
  check(asked.length <= 13, 'it is found in ' + asked.length + ' requests');
}

async function allBad() {
  const {asked, queueOf} = service(() => { throw refused; });
  const queue = queueOf();
  const outcomes = await Promise.allSettled([...Array(1000).keys()].map((i) => queue(call(i))));
  check(outcomes.every(({status}) => status === 'rejected') && asked.length < 70, 'all refused: ' + asked.length + ' requests');
}

async function cancelled() {
  let aborted = false;
  const {asked, queueOf} = service((calls, signal) => new Promise((resolve, reject) =>
    signal.addEventListener('abort', () => { aborted = true; reject(new Error('given up')); })));
  const leave = [];
  const early = queueOf();
  early(call(1), (one) => leave.push(one)).catch(() => {});
  leave.pop()();
  await new Promise((then) => setTimeout(then, 20));
  check(asked.length === 0, 'what nobody waits for is not sent');
  for (const i of [1, 2]) early(call(i), (one) => leave.push(one)).catch(() => {});
  await new Promise((then) => setTimeout(then, 20));
  leave.pop()();
  check(asked.join() === '2' && !aborted, 'somebody still waits');
  leave.pop()();
  await new Promise((then) => setTimeout(then, 5));
  check(aborted, 'a request nobody waits for is given up');
}

export async function queues() {
  await together();
  await cut();
  await oneBadCall();
  await allBad();
  await cancelled();
}
