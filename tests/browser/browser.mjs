// The real browser and what every page is held to: no request but to the server, no console error, nothing axe finds, no
// sideways scrolling at 320 pixels.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const failures = [];
let checks = 0;
export function check(good, words) {
  checks++;
  if (!good) {
    failures.push(words);
    console.log('FAILED: ' + words);
  }
}
// Addresses that were held to everything below, for the comparison with the table of routes.
export const lookedAt = new Set();
export const checksMade = () => checks;

export const start = () =>
  chromium.launch({
    executablePath: process.env.STP_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--no-first-run'],
  });

// A person of the demonstration, signed in, in a window of their own.
export async function person(browser, base, name, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  context.setDefaultTimeout(40000);  // a machine that builds something else at the same time is slow
  const page = await context.newPage();
  page.expected = new Set();  // statuses of refusals that a step means to see; 'network': a line that breaks
  page.on('request', (request) => {
    const url = request.url();
    check(url.startsWith(base) || url.startsWith('data:'), 'a request left for ' + url);
  });
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const refused = /status of (\d+)/.exec(message.text());
    if (refused && page.expected.has(Number(refused[1]))) return;
    if (page.expected.has('network') && message.text().includes('net::ERR_')) return;
    check(false, page.url() + ' says on the console: ' + message.text());
  });
  page.on('pageerror', (error) => check(false, page.url() + ' throws ' + error));
  if (name) {
    await page.goto(base + '/sign-in');
    await page.locator('form', {has: page.locator(`input[name=person][value="${name}"]`)}).locator('button').click();
    check(await page.getByRole('button', {name: 'Sign out'}).count() === 1, name + ' is signed in');
  }
  return page;
}

export async function sees(page, words, what) {
  try {
    await page.getByText(words).first().waitFor();
    check(true, what);
  } catch {
    check(false, what + ': "' + words + '" is not on ' + page.url());
  }
}

// axe is put in from outside the page, past its content policy, which stays on for the page itself.
export async function nothingFound(page, what) {
  lookedAt.add(new URL(page.url()).pathname);
  const session = await page.context().newCDPSession(page);
  const {executionContextId} = await (async () => {
    const {frameTree} = await session.send('Page.getFrameTree');
    return session.send('Page.createIsolatedWorld', {frameId: frameTree.frame.id, worldName: 'axe'});
  })();
  await session.send('Runtime.evaluate', {expression: axe, contextId: executionContextId});
  const {result, exceptionDetails} = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, {runOnly: ${JSON.stringify(tags)}}).then((found) => JSON.stringify({passes: ` +
      'found.passes.length, violations: found.violations.map((one) => ({id: one.id, nodes: one.nodes.map((node) => ' +
      'node.html.slice(0, 200) + " " + (node.any[0]?.message ?? node.all[0]?.message ?? "")).slice(0, 3)}))}))',
    contextId: executionContextId, awaitPromise: true, returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) return check(false, what + ': axe could not run: ' + exceptionDetails.text);
  const found = JSON.parse(result.value);
  check(found.passes > 5, what + ': axe looked at the page');
  for (const one of found.violations) check(false, what + ': axe finds ' + one.id + ' at ' + one.nodes.join(' | '));
}

// 320 by 256 is what a zoom of 400% leaves of 1280 by 1024.
export const narrowed = new Set();
export async function fitsAt320(page, what) {
  narrowed.add(new URL(page.url()).pathname);
  const before = page.viewportSize();
  await page.setViewportSize({width: 320, height: 256});
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return '';
    const within = (node) => node.closest('.table-scroll, .chart');
    return [...document.querySelectorAll('body *')].filter((node) => !within(node) && node.getBoundingClientRect().right > limit + 1)
      .slice(-3).map((node) => node.outerHTML.slice(0, 120)).join(' | ') || 'something';
  });
  check(wide === '', what + ' scrolls sideways at 320 pixels because of ' + wide);
  const stuck = await page.$$eval('body *', (all) => all.filter((one) =>
    ['fixed', 'sticky'].includes(getComputedStyle(one).position)).map((one) => one.outerHTML.slice(0, 80)));
  check(stuck.length === 0, what + ' keeps part of a small window for ' + stuck.join(' | '));
  await page.setViewportSize(before);
}

// A page held to both, also where no walk leads.
export async function readable(page, what) {
  await nothingFound(page, what);
  await fitsAt320(page, what);
}

// Until everything handed in so far is checked and added up: the home page then no longer looks again by itself.
export async function settled(browser, base) {
  const page = await person(browser, base, 'region', {javaScriptEnabled: false});
  for (let i = 0; i < 300; i++) {
    await page.goto(base + '/');
    if (await page.locator('[data-live="4"]').count() === 0) break;
    await new Promise((later) => setTimeout(later, 400));
  }
  check(await page.locator('[data-live="4"]').count() === 0, 'what was handed in is checked');
  await page.context().close();
}

// Every chart says in words what it shows, from where to where, and has the same as a table; its bars start at zero or
// where the last one ended, and what goes down differs by its hatching and its sign, too.
export async function chartsAreSaid(page, what, least = 0) {
  const charts = await page.$$eval('figure:has(.chart)', (all) => all.map((one) => {
    const number = (text) => Number(text.replace(/[^0-9.\u2212-]/g, '').replace('\u2212', '-'));
    const box = (bar) => [Number(bar.getAttribute('x')), Number(bar.getAttribute('x')) + Number(bar.getAttribute('width'))];
    const zero = Number([...one.querySelectorAll('svg line')].find((line) => line.getAttribute('stroke-width') === '2')?.getAttribute('x1'));
    const steps = [...one.querySelectorAll('svg g')].map((row) => {
      const bar = box(row.querySelector('rect')), said = row.querySelector('title').textContent.split(': ').at(-1);
      return {bar, said, hatched: row.querySelector('rect').getAttribute('fill').startsWith('url('), arrow: row.querySelectorAll('polygon').length};
    });
    const stands = [...one.querySelectorAll('tbody tr')].map((row) => row.lastElementChild.textContent.trim());
    return {words: one.querySelector('p').textContent, zero, steps, stands, numbers: stands.map(number)};
  }));
  check(charts.length >= least, `${what} has ${charts.length} charts, ${least} are wanted`);
  for (const {words, zero, steps, stands, numbers} of charts) {
    check(words.trim().length >= 40 && words.includes(stands[0]) && words.includes(stands.at(-1)),
      `${what} says in words from ${stands[0]} to ${stands.at(-1)}: ${words}`);
    check(stands.length >= 2 && steps.length >= 2, what + ' has the steps as a table, too');
    check(steps.every(({said, hatched, arrow}) => arrow === 0 || hatched === /^[-\u2212]/.test(said)),
      what + ' hatches what goes down, and nothing else');
    const pixel = steps[0].bar;  // the first bar starts at zero and ends at the first position
    check(Math.min(Math.abs(pixel[0] - zero), Math.abs(pixel[1] - zero)) < 1.5, what + ' starts its bars at zero');
    const crosses = numbers.some((now, i) => i > 0 && i < numbers.length && now * numbers[i - 1] < 0);
    const across = steps.some(({bar}) => bar[0] < zero - 0.5 && bar[1] > zero + 0.5);
    check(crosses === across, `${what} has a bar across zero where the figures change sign: ${stands}`);
    if (across) page.across = (page.across ?? 0) + 1;
  }
  return charts.length;
}

// Tab alone reaches the skip link first, then everything that can be used, each with a focus one can see, and then
// leaves the page: nothing holds it. What is folded away is unfolded first. The skip link leads past the navigation.
export const walkedByKeyboard = new Set();
export async function keyboard(page, what) {
  walkedByKeyboard.add(new URL(page.url()).pathname);
  const wanted = await page.evaluate(() => {
    document.querySelectorAll('details').forEach((one) => { one.open = true; });
    window.stops = [];
    document.addEventListener('focusin', ({target}) => {
      const style = getComputedStyle(target);
      window.stops.push({target, words: target.textContent.trim().slice(0, 40) || target.outerHTML.slice(0, 80),
        seen: style.outlineStyle !== 'none' && style.outlineWidth !== '0px' || style.boxShadow !== 'none'});
    });
    document.activeElement?.blur();
    window.wanted = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
      .filter((one) => one.checkVisibility() && !one.disabled && !(one.type === 'radio' && !one.checked));
    return window.wanted.length;
  });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  check(await page.evaluate(() => document.activeElement?.closest('main') !== null && document.activeElement !== document.body),
    what + ': the skip link does not lead to the main part');
  const parts = 8 * await page.locator('input[type=datetime-local]').count();  // each part of a date and time is a stop
  const presses = wanted + parts + 12;
  for (let i = 0; i < presses; i++) await page.keyboard.press('Tab');
  const {first, missed, hidden, again} = await page.evaluate(() => {
    const reached = new Set(window.stops.map(({target}) => target));
    return {first: window.stops[0]?.words, again: window.stops.slice(1).some(({target}) => target === window.stops[0].target),
      missed: window.wanted.filter((one) => !reached.has(one)).map((one) => one.outerHTML.slice(0, 90)),
      hidden: window.stops.filter(({target, seen}) => !seen && target.tabIndex >= 0).map(({words}) => words)};
  });
  check(first === 'Skip to main content', what + ': the first stop is the skip link, not ' + first);
  check(missed.length === 0, `${what}: Tab does not reach ${missed.slice(0, 3).join(' | ')}`);
  check(hidden.length === 0, what + ': focus cannot be seen at ' + hidden.join(', '));
  check(again, what + ': Tab does not leave the page and come back to its start');
}
