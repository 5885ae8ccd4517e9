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
  page.expected = new Set();  // statuses of refusals that a step means to see
  page.on('request', (request) => {
    const url = request.url();
    check(url.startsWith(base) || url.startsWith('data:'), 'a request left for ' + url);
  });
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const refused = /status of (\d+)/.exec(message.text());
    if (refused && page.expected.has(Number(refused[1]))) return;
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
export async function fitsAt320(page, what) {
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

// Until everything handed in so far is checked and added up: the home page then no longer looks again by itself.
export async function settled(browser, base) {
  const page = await person(browser, base, 'region', {javaScriptEnabled: false});
  for (let i = 0; i < 300; i++) {
    await page.goto(base + '/');
    if (await page.locator('[data-live]').count() === 0) break;
    await new Promise((later) => setTimeout(later, 400));
  }
  check(await page.locator('[data-live]').count() === 0, 'what was handed in is checked');
  await page.context().close();
}

// Every chart says in words what it shows, and has the same as a table.
export async function chartsAreSaid(page, what) {
  const unsaid = await page.$$eval('figure:has(.chart)', (all) => all.filter((one) =>
    one.querySelector('p').textContent.trim().length < 40 || one.querySelectorAll('tbody tr').length < 2).length);
  check(unsaid === 0, `${what} has ${unsaid} charts without words or table`);
  return page.locator('.chart').count();
}

// Tab alone reaches the skip link first, then everything that can be used, each with a focus one can see.
export async function keyboard(page, what) {
  const wanted = await page.$$eval('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
    (all) => all.filter((one) => one.checkVisibility() && !(one.type === 'radio' && !one.checked)).length);
  let first = '', reached = 0;
  const hidden = [], seen = new Set();
  await page.evaluate(() => document.activeElement?.blur());
  for (let i = 0; i < wanted + 5; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const style = getComputedStyle(one);
      one.dataset.at ??= String(Math.random());
      return {key: one.dataset.at, words: one.textContent.trim().slice(0, 40) || one.outerHTML.slice(0, 80),
        seen: style.outlineStyle !== 'none' && style.outlineWidth !== '0px' || style.boxShadow !== 'none'};
    });
    if (!at) continue;
    if (!first) first = at.words;
    if (!seen.has(at.key)) reached++;
    seen.add(at.key);
    if (!at.seen) hidden.push(at.words);
  }
  check(first === 'Skip to main content', what + ': the first stop is the skip link, not ' + first);
  check(reached >= wanted, `${what}: Tab reaches ${reached} of ${wanted}`);
  check(hidden.length === 0, what + ': focus cannot be seen at ' + hidden.join(', '));
}
