// The custom functions in the page as Excel calls them: every example of the table, a thousand cells at once, errors with
// their reasons, cancelling, and a service that is away.
import {check} from './browser.mjs';
import {keyOf, open, signIn} from './pane.mjs';

const functionCalls = (page) => page.sent.filter((one) => one === 'POST functions').length;

// "60;40|20;10" as rows; "2.1%" as the number a cell holds.
function cellOf(text, kind) {
  if (text === '') return '';
  if (kind === 'text') return text;
  if (/^-?[\d.]+%$/.test(text)) return Number((Number(text.slice(0, -1)) / 100).toPrecision(15));
  return Number.isNaN(Number(text)) ? text : Number(text);
}
const argumentOf = (text, kind) => text === '' ? undefined : text.split('|').map((row) => row.split(';').map((one) => cellOf(one, kind)));

// The digits Excel shows of what the example says.
const close = (got, expected) => String(got) === expected || got === (expected === 'yes') && expected !== '' ||
  Number(Number(expected).toPrecision(15)) === Number(Number(got).toPrecision(15)) && expected !== '' ||
  expected.startsWith('#') && String(got).startsWith(expected);

async function examples(page, table, declared) {
  let made = 0;
  for (const one of table.functions)
    for (const {arguments: given, result, needs_file: needsFile} of one.examples) {
      if (needsFile) continue;
      const values = one.arguments.map(({kind}, i) => argumentOf(given[i] ?? '', kind));
      const got = await page.evaluate(([to, values]) => calculate(to, values), [declared.find(({id}) => id === one.name), values]);
      const shown = Array.isArray(got) ? got : [[got]];
      const expected = result.split('|').map((row) => row.split(';'));
      check(shown.flat().length === expected.flat().length && shown.flat().every((cell, i) => close(cell, expected.flat()[i])),
        `${one.name}(${given.join(', ')}) is ${JSON.stringify(got)}, the table says ${result}`);
      made++;
    }
  check(made >= table.functions.filter((one) => one.examples.some((two) => !two.needs_file)).length, made + ' examples were calculated');
}

async function aThousandCells(page, grow) {
  const before = functionCalls(page);
  const results = await page.evaluate((grow) => Promise.all([...Array(1000).keys()].map((i) => calculate(grow, [i + 1, 0.021, 5]))), grow);
  check(functionCalls(page) === before + 1, 'a thousand cells make one request, not ' + (functionCalls(page) - before));
  check(results.every(([[one]], i) => Math.abs(one - (i + 1) * 1.021 ** 5) < 1e-9), 'each has its own result');
}

async function errors(page, grow) {
  const [words] = (await page.evaluate((grow) => calculate(grow, ['many', 0.021, 5]), grow)).flat();
  check(/^#VALUE! .{10,}/.test(words), 'what is no number is answered with a reason: ' + words);
  const range = await page.evaluate((grow) => calculate(grow, [[[100], ['x'], [300]], 0.1, 1]), grow);
  check(range.length === 3 && Math.abs(range[0][0] - 110) < 1e-9 && /^#VALUE!/.test(range[1][0]) && Math.abs(range[2][0] - 330) < 1e-9,
    'in a range one wrong cell leaves the others alone: ' + JSON.stringify(range));
  page.expected.add(422);
  const unknown = {...grow, id: grow.id};
  const both = await page.evaluate(async (grow) => {
    const {answer} = await import('/excel/scripts/functions.js');
    return Promise.all([answer('NOTHING', [[[1]]]).catch((error) => error.code + ' ' + error.message), calculate(grow, [100, 0.1, 1])]);
  }, unknown);
  check(/^#N\/A .*NOTHING|^#N\/A .*nothing/i.test(both[0]) && Math.abs(both[1][0][0] - 110) < 1e-9,
    'a call the service does not know leaves the others alone: ' + JSON.stringify(both));
}

async function cancelled(page, grow) {
  const before = functionCalls(page);
  await page.evaluate((grow) => { calculate(grow, [987654, 0.1, 1], (invocation) => invocation.onCanceled()); }, grow);
  await page.waitForTimeout(200);
  check(functionCalls(page) === before, 'a cell that was cleared is not asked for');
}

// Twice it has no time, then it has.
async function busy(page, grow) {
  let turned = 0;
  const busyAnswer = {status: 503, contentType: 'application/problem+json', headers: {'retry-after': '1'},
    body: JSON.stringify({code: 'busy', detail: 'The service is busy.', remedy: 'Try again in a moment.'})};
  await page.route('**/api/v1/functions', (route) => ++turned > 2 ? route.continue() : route.fulfill(busyAnswer));
  page.expected.add(503);
  const got = await page.evaluate((grow) => calculate(grow, [200, 0.5, 1]), grow);
  check(turned === 3 && got[0][0] === 300, 'a busy service is asked again: ' + turned + ' times, ' + got);
  await page.unroute('**/api/v1/functions');
}

async function away(page, grow) {
  await page.route('**/api/v1/functions', (route) => route.abort());
  page.expected.add(0);
  const words = await page.evaluate((grow) => calculate(grow, [5, 0.1, 1]), grow);
  check(/^#N\/A The service at .* cannot be reached.*Ctrl\+Alt\+F9/.test(words), 'the cell says what to do: ' + words);
  await page.unroute('**/api/v1/functions');
}

// What the service holds, for whom it may be shown to; a place between commas that is left blank.
async function figures(browser, base, {mistakes, positions}, declared) {
  const [line, total, verdict] = ['LINE', 'TOTAL', 'CHECK'].map((id) => declared.find((one) => one.id === id));
  const asked = (page, to, ...given) => page.evaluate(([to, given]) => calculate(to, given), [to, given]);
  const page = await open(browser, base, mistakes);
  const stranger = (await asked(page, line, 'RR8', 'F3290', '2020/21')).flat();
  check(/^#N\/A .*(sign|key)/s.test(stranger[0]), 'without a key a cell says why it has no figure: ' + stranger);
  await signIn(page, await keyOf(browser, base, 'leeds.lead', ['preparer LE']));
  const before = functionCalls(page);
  const [years, whole, holds] = await Promise.all([asked(page, line, 'RR8', 'F3290', [['2019/20', '2020/21']]),
    asked(page, total, '', 'F8260', '2020/21'), asked(page, verdict, 'ARI-02', 'RR8')]);
  check(functionCalls(page) === before + 1, 'figures and amounts share a request');
  const named = (await asked(page, line, 'RR8', 'F3290', '2020/21', '', 'service')).flat();
  check(String(named[0]) === positions[1], 'a formula written for Calc gives the same here: ' + named);
  check(years[0].map(String).join() === positions.join(), 'the figures are those of the return: ' + JSON.stringify(years) + ', not ' + positions);
  check(/^#N\/A The footprint total is not for/.test(whole[0][0]), 'a place does not see the total: ' + whole);
  check(holds[0][0] === 'holds', 'a rule holds: ' + holds);
  await page.context().close();
  const region = await open(browser, base, mistakes);
  await signIn(region, await keyOf(browser, base, 'region', ['regional']));
  const of_all = (await asked(region, total, '', 'F8260', '2020/21')).flat();
  check(typeof of_all[0] === 'number' || /^#N\/A F8260/.test(of_all[0]), 'the region asks for the footprint by a blank: ' + of_all);
  const of_one = (await asked(region, total, 'RR8', 'F3290', '2020/21', '')).flat();
  check(String(of_one[0]) === positions[1], 'and for an organisation in it: ' + of_one);
  await region.context().close();
}

export async function functions(browser, base, setting, declared) {
  const page = await open(browser, base, setting.mistakes);
  await page.locator('#sign-in').waitFor();
  check(declared.every(({id}) => /^[A-Z][A-Z0-9_.]*$/.test(id)), 'ids are what Excel takes');
  const bound = await page.evaluate(() => [...globalThis.bound.keys()]);
  check(bound.join() === declared.map(({id}) => id).join(), 'each function that is declared is bound: ' + bound);
  const table = await page.evaluate(async () => (await fetch('/api/v1/functions')).json());
  const grow = declared.find(({id}) => id === 'GROW');
  await examples(page, table, declared);
  await aThousandCells(page, grow);
  await errors(page, grow);
  await cancelled(page, grow);
  await busy(page, grow);
  await away(page, grow);
  await page.context().close();
  await figures(browser, base, setting, declared);
}
