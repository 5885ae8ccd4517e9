// The pane beside a workbook, in a real Chromium under its own content policy, with the real service behind it. Office.js
// alone is stood in for.
import {readFileSync} from 'node:fs';
import {check, fitsAt320, nothingFound} from './browser.mjs';
import {standIn} from './stand_in.mjs';

const library = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

export async function keyOf(browser, base, person, grants) {
  const context = await browser.newContext({ignoreHTTPSErrors: true});
  const page = await context.newPage();
  await page.goto(base + '/sign-in');
  await page.locator('form', {has: page.locator(`input[name=person][value="${person}"]`)}).locator('button').click();
  await page.goto(base + '/account');
  const made = await page.evaluate(async (grants) => (await fetch('/api/v1/keys', {
    method: 'POST', body: JSON.stringify({label: 'Excel', days: 7, grants}),
    headers: {'content-type': 'application/json', 'x-csrf-token': document.querySelector('input[name=csrf]').value},
  })).json(), grants);
  check(/^stp_/.test(made.secret), person + ' has a key: ' + JSON.stringify(made));
  await context.close();
  return made.secret;
}

// A pane beside the workbook of this file; `page.sent` are the API's addresses it asked.
export async function open(browser, base, path, more = {}) {
  const context = await browser.newContext({ignoreHTTPSErrors: true, viewport: {width: 350, height: 800}});
  const page = await context.newPage();
  page.sent = [];
  page.expected = new Set();
  await page.route(library, (route) => route.fulfill({contentType: 'text/javascript', body: more.library ?? standIn({
    url: 'C:\\Returns\\' + path.split('/').pop(), base64: readFileSync(path).toString('base64'), sheets: more.sheets ?? [],
    selected: more.selected ?? {sheet: 'Cover', cell: 'A1'}, host: more.host,
  })}));
  page.on('request', (request) => {
    const url = request.url();
    check(url.startsWith(base) || url === library, 'the pane asks ' + url);
    if (url.startsWith(base + '/api/')) page.sent.push(request.method() + ' ' + url.slice((base + '/api/v1/').length));
  });
  page.on('console', (message) => {
    const status = Number(/status of (\d+)/.exec(message.text())?.[1] ?? 0);
    if (message.type() === 'error' && !page.expected.has(status)) check(false, 'the pane says on the console: ' + message.text());
  });
  page.on('pageerror', (error) => check(false, 'the pane throws ' + error));
  const answer = await page.goto(base + '/excel/task-pane.html');
  page.policy = answer.headers()['content-security-policy'];
  check(answer.headers()['x-frame-options'] === undefined, 'Excel on the web may show the pane in its page');
  return page;
}

export const status = (page) => page.locator('#status').innerText();
export async function told(page, words, what) {
  try {
    await page.waitForFunction(([id, words]) => new RegExp(words).test(document.getElementById(id).textContent), ['status', words.source], {timeout: 60000});
    check(true, what);
  } catch {
    check(false, `${what}: the pane says "${await status(page)}" and "${await page.locator('#trouble').innerText()}"`);
  }
}

export async function looksRight(page, what, pictures) {
  await nothingFound(page, what);
  await fitsAt320(page, what);
  if (pictures) await page.screenshot({path: pictures + '/' + what.replace(/[^a-z0-9]+/gi, '-') + '.png', fullPage: true});
}

export async function signIn(page, key) {
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', {name: 'Sign in'}).click();
  await page.locator('#work').waitFor({timeout: 30000});
}
