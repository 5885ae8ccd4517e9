// What a finance lead does with the pane: sign in, look at findings, go to cells, fill, explain, hand in, sign out.
import {check} from './browser.mjs';
import {looksRight, open, signIn, status, told} from './pane.mjs';

const press = (page, name) => page.getByRole('button', {name, exact: true}).click();
const look = (page) => page.evaluate(() => workbook);

async function signingIn(page, key, pictures) {
  check(/script-src 'self' https:\/\/appsforoffice\.microsoft\.com; /.test(page.policy) && !page.policy.includes('unsafe'), 'the policy is ' + page.policy);
  await looksRight(page, 'pane, signing in', pictures);
  page.expected.add(401);
  await page.getByLabel('API key').fill('stp_0000_wrong');
  await page.getByRole('button', {name: 'Sign in'}).click();
  await page.getByText('does not know this API key').waitFor();
  await looksRight(page, 'pane, a wrong key', pictures);
  check(await page.evaluate(() => Object.keys(localStorage).length) === 0, 'a wrong key is not kept');
  await signIn(page, key);
  check(await page.evaluate((key) => localStorage.getItem('partitionstp-api-key') === key, key), 'the key is kept in the store of the add-in');
  check(await page.getByLabel('API key').inputValue() === '', 'the field forgets the key');
}

async function findings(page, expected, pictures) {
  await press(page, 'Check this workbook');
  await told(page, new RegExp(expected.errors + ' errors, 0 warnings, 0 notes in KI, round 2016-09-16'), 'the findings are counted');
  check(await page.locator('details.cause').count() >= 3, 'they are grouped by rule');
  check(await page.locator('li.finding').count() === expected.findings, 'each finding of the command line is listed');
  await looksRight(page, 'pane, findings', pictures);
  await press(page, 'Go to G28 on Gtr Huddersfield CCG finance');
  await told(page, /G28 on Gtr Huddersfield CCG finance is selected/, 'a click goes to the cell');
  const book = await look(page);
  check(book.active === 'Gtr Huddersfield CCG finance' && book.selected.cell === 'G28', 'the cell is selected: ' + JSON.stringify(book.selected));
  check(book.filesOpen === 0, 'Excel may forget the file that was read');
}

async function explanation(page, pictures) {
  await press(page, 'Explain the selected cell');
  await told(page, /G28 on Gtr Huddersfield CCG finance is explained/, 'the selected cell is explained');
  const shown = await page.locator('#explanation').innerText();
  check(shown.includes('F2180') && shown.includes('03A') && shown.includes('15,378,000'), 'it is the figure of the line: ' + shown);
  await page.evaluate(() => { workbook.selected.cell = 'A1'; });
  page.expected.add(422);
  await press(page, 'Explain the selected cell');
  await page.getByText('No figure of a line stands in this cell.').waitFor();
  check(await page.locator('#explanation').innerText() === '', 'nothing is explained of a heading');
  await looksRight(page, 'pane, nothing to explain', pictures);
}

async function calculatedCell(browser, base, key, path, sheets, at) {
  const page = await open(browser, base, path, {sheets, selected: at});
  await signIn(page, key);
  await press(page, 'Explain the selected cell');
  await told(page, /is explained/, 'a calculated cell is explained');
  check(await page.locator('#explanation .tree > li').count() > 1, 'down to what it is made of');
  await page.context().close();
}

async function handingIn(page, pictures) {
  await press(page, 'Hand in this workbook now');
  await told(page, /It was received and checked for KI, round 2016-09-16: \d+ errors/, 'the outcome of the check is told');
  const receipt = await page.locator('#receipt').innerText();
  check(/[0-9a-f]{64}/.test(receipt) && receipt.includes('kirklees-finance-2016-09-16.xlsx'), 'the receipt is shown: ' + receipt);
  check((await page.locator('#round').innerText()).includes('2016-09-16'), 'the round is named');
  await looksRight(page, 'pane, handed in', pictures);
}

async function filling(browser, base, key, blank, sheets, pictures) {
  const page = await open(browser, base, blank, {sheets});
  await signIn(page, key);
  await press(page, 'Find reference values to fill in');
  await told(page, /Nothing is written yet|nothing to write/, 'reference values are looked for');
  const offered = page.locator('#filling button');
  if (await offered.count() === 0) check(false, 'the blank workbook has reference values to fill in: ' + await status(page));
  await looksRight(page, 'pane, filling', pictures);
  await offered.click();
  await told(page, /cells? written/, 'they are written');
  const book = await look(page);
  check(new Set(book.written.map((one) => one.sync)).size === 1, 'in one batch');
  check(book.guarded.length === sheets.length, 'the sheets are protected again: ' + book.guarded);
  check(book.written.length >= 1 && book.written.every((one) => one.kind === 'values' && typeof one.value === 'number' && sheets.includes(one.sheet)),
    'only the cells in question are written: ' + JSON.stringify(book.written.slice(0, 3)));
  await page.context().close();
}

async function away(page, pictures) {
  await page.route('**/api/v1/**', (route) => route.abort());
  page.expected.add(0);
  await press(page, 'Check this workbook');
  await page.getByText('The service is away').waitFor();
  const words = await page.locator('#trouble').innerText();
  check(words.includes('cannot be reached') && words.includes('network'), 'what to do is said: ' + words);
  check(await page.evaluate(() => document.activeElement.closest('#trouble') !== null), 'the trouble has the focus');
  await looksRight(page, 'pane, the service is away', pictures);
  await page.unroute('**/api/v1/**');
}

async function signingOut(page) {
  await press(page, 'Sign out and forget the key');
  check(await page.evaluate(() => localStorage.length) === 0, 'the key is forgotten');
  check(await page.locator('#work').isHidden() && await page.locator('#findings').innerText() === '', 'nothing of the workbook is left');
  await page.reload();
  await page.locator('#sign-in').waitFor();
}

async function keyboard(page) {
  await page.locator('body').press('Tab');
  const seen = [];
  for (let i = 0; i < 40; i++) {
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      return one === document.body ? '' : (one.id || one.textContent.trim().slice(0, 30)) +
        (style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 235, 59)' ? '' : ' UNSEEN');
    });
    if (at) seen.push(at);
    await page.keyboard.press('Tab');
  }
  for (const id of ['check', 'explain', 'fill', 'place', 'hand-in', 'sign-out'])
    check(seen.includes(id) || (id === 'place' && seen.includes('place')), 'Tab reaches ' + id + ': ' + seen.join(', '));
  check(!seen.some((one) => one.endsWith('UNSEEN')), 'the focus is seen: ' + seen.join(', '));
}

async function elsewhere(browser, base, path) {
  const word = await open(browser, base, path, {host: 'Word'});
  await word.getByText('This page belongs into Excel.').waitFor();
  await word.context().close();
  const without = await open(browser, base, path, {library: ''});
  await without.getByText('could not be had from appsforoffice.microsoft.com').waitFor();
  await without.context().close();
}

export async function journeys(browser, base, {key, findings: count, errors, mistakes, mistakenSheets, blank, blankSheets, whole, wholeSheets, wholeAt}, pictures) {
  const page = await open(browser, base, mistakes, {sheets: mistakenSheets});
  await signingIn(page, key, pictures);
  await keyboard(page);
  await findings(page, {findings: count, errors}, pictures);
  await explanation(page, pictures);
  await handingIn(page, pictures);
  await away(page, pictures);
  await signingOut(page);
  await page.context().close();
  await calculatedCell(browser, base, key, whole, wholeSheets, wholeAt);
  await filling(browser, base, key, blank, blankSheets, pictures);
  await elsewhere(browser, base, mistakes);
}
