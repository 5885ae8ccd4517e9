// What a finance lead does with the pane: sign in, look at findings, go to cells, fill, explain, hand in, sign out.
import {check} from './browser.mjs';
import {keyOf, looksRight, open, signIn, status, told} from './pane.mjs';

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
  const unit = page.locator('details.cause summary', {hasText: 'UNI-01'});
  check(/^1 error: .{10,} \(UNI-01\)$/.test((await unit.innerText()).trim()), 'a rule has its title: ' + await unit.innerText());
  check(await page.locator('li.finding').count() === expected.findings, 'each finding of the command line is listed');
  await looksRight(page, 'pane, findings', pictures);
  await press(page, 'Go to G28 on Gtr Huddersfield CCG finance');
  await told(page, /G28 on Gtr Huddersfield CCG finance is selected/, 'a click goes to the cell');
  const book = await look(page);
  check(book.active === 'Gtr Huddersfield CCG finance' && book.selected.cell === 'G28', 'the cell is selected: ' + JSON.stringify(book.selected));
  await page.screenshot({path: pictures + '/beside-findings.png'});
  check(book.filesOpen === 0, 'Excel may forget the file that was read');
}

async function explanation(page, pictures) {
  await press(page, 'Explain the selected cell');
  await told(page, /G28 on Gtr Huddersfield CCG finance is explained/, 'the selected cell is explained');
  const shown = await page.locator('#explanation').innerText();
  check(shown.includes('F2180') && shown.includes('03A') && shown.includes('15,378,000'), 'it is the figure of the line: ' + shown);
  await looksRight(page, 'pane, explained', pictures);
  await page.evaluate(() => { workbook.selected.cell = 'A1'; });
  page.expected.add(422);
  await press(page, 'Explain the selected cell');
  await page.getByText('No figure of a line stands in this cell.').waitFor();
  check(await page.locator('#explanation').innerText() === '', 'nothing is explained of a heading');
  await looksRight(page, 'pane, nothing to explain', pictures);
}

async function calculatedCell(browser, base, key, path, sheets, at, pictures) {
  const page = await open(browser, base, path, {sheets, selected: at});
  await signIn(page, key);
  await press(page, 'Explain the selected cell');
  await told(page, /is explained/, 'a calculated cell is explained');
  check(await page.locator('#explanation .tree > li').count() > 1, 'down to what it is made of');
  await looksRight(page, 'pane, a calculated cell', pictures);
  await page.screenshot({path: pictures + '/beside-calculated.png'});
  await page.context().close();
}

async function handingIn(page, pictures) {
  await press(page, 'Hand in this workbook now');
  await told(page, /It was received and checked for KI, round 2016-09-16: \d+ errors/, 'the outcome of the check is told');
  const receipt = await page.locator('#receipt').innerText();
  check(/[0-9a-f]{64}/.test(receipt) && receipt.includes('kirklees-finance-2016-09-16.xlsx'), 'the receipt is shown: ' + receipt);
  check((await page.locator('#round').innerText()).includes('2016-09-16'), 'the round is named');
  await looksRight(page, 'pane, handed in', pictures);
  await page.locator('#receipt').scrollIntoViewIfNeeded();
  await page.screenshot({path: pictures + '/beside-receipt.png'});
}

const address = ({sheet, cell}) => sheet + '!' + cell;
const guardedAsBefore = async (page, sheets, what) => {
  const {guarded} = await look(page);
  check(guarded.length === sheets.length && sheets.every((one) => guarded.includes(one)), what + ': the sheets are protected: ' + guarded);
};

async function written(page, sheets) {
  const book = await look(page);
  check(new Set(book.written.map((one) => one.sync)).size === 1, 'in one batch');
  check(book.written.length >= 3 && book.written.every((one) => one.kind === 'values' && typeof one.value === 'number' && sheets.includes(one.sheet)),
    'only the cells in question are written: ' + JSON.stringify(book.written.slice(0, 3)));
  await guardedAsBefore(page, sheets, 'written');
  return book.written;
}

// One press takes everything back, but for what somebody typed over since.
async function takenBack(page, cells, sheets) {
  await page.evaluate((at) => { workbook.cells[at] = 0.5; }, address(cells[0]));
  const back = page.getByRole('button', {name: `Take ${cells.length} cells back`});
  check(await back.evaluate((one) => one === document.activeElement), 'the way back has the focus');
  await back.click();
  await told(page, /emptied again\. Something else stands in 1 cell by now, and stays/, 'they are taken back');
  const book = await look(page);
  check(book.cells[address(cells[0])] === 0.5 && cells.slice(1).every((one) => book.cells[address(one)] === ''), 'only what was written: ' + JSON.stringify(book.cells));
  await guardedAsBefore(page, sheets, 'taken back');
}

async function changedMeanwhile(page, cells, sheets) {
  const before = (await look(page)).written.length;
  await press(page, 'Find reference values to fill in');
  await page.locator('#filling button').click();
  await page.getByText('The workbook has changed: something stands in ' + cells[0].cell).waitFor();
  check((await look(page)).written.length === before, 'nothing is written into a workbook that changed');
  await guardedAsBefore(page, sheets, 'changed meanwhile');
}

async function withPassword(page, cells, sheets) {
  await page.evaluate(([at, sheet]) => { delete workbook.cells[at]; workbook.locked.push(sheet); }, [address(cells[0]), cells[0].sheet]);
  await page.locator('#filling button').click();
  await page.getByText('Excel could not do this: The password').waitFor();
  await guardedAsBefore(page, sheets, 'with a password');
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
  const cells = await written(page, sheets);
  await looksRight(page, 'pane, filled', pictures);
  await takenBack(page, cells, sheets);
  await changedMeanwhile(page, cells, sheets);
  await withPassword(page, cells, sheets);
  await page.context().close();
}

// What is open is no return: each thing says so, and nothing else happens.
async function noReturn(browser, base, key, path, pictures) {
  const page = await open(browser, base, path, {sheets: ['Sheet1']});
  await signIn(page, key);
  page.expected.add(422);
  await press(page, 'Check this workbook');
  await told(page, /cannot be checked|There is no return in this workbook/, 'a workbook of something else cannot be checked');
  await looksRight(page, 'pane, no return', pictures);
  for (const name of ['Find reference values to fill in', 'Explain the selected cell']) {
    await press(page, name);
    await page.locator('#trouble h2').waitFor();
    check(/There is a problem\s.{20,}/s.test(await page.locator('#trouble').innerText()), name + ' says why not');
  }
  await press(page, 'Calculate the functions again');
  await told(page, /is asked again/, 'the functions are calculated');
  check((await look(page)).calculated.join() === 'Full' && (await look(page)).written.length === 0, 'all of them');
  await page.context().close();
}

// The key is ended at the service while the pane is open.
async function endedKey(browser, base, path) {
  const key = await keyOf(browser, base, 'kirklees.reviewer', ['reviewer KI']);
  const page = await open(browser, base, path);
  await signIn(page, key);
  const ended = await page.evaluate(async (authorization) => {
    const {items} = await (await fetch('/api/v1/keys', {headers: {authorization}})).json();
    return Promise.all(items.map(async ({id}) => (await fetch('/api/v1/keys/' + id, {method: 'DELETE', headers: {authorization}})).status));
  }, 'Bearer ' + key);
  check(ended.join() === '200', 'the key is ended: ' + ended);
  page.expected.add(401);
  await press(page, 'Check this workbook');
  await page.getByText('does not know this API key').waitFor();
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
  for (const id of ['check', 'explain', 'fill', 'calculate', 'place', 'hand-in', 'sign-out'])
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

export async function journeys(browser, base, {key, findings: count, errors, mistakes, mistakenSheets, blank, blankSheets, whole, wholeSheets, wholeAt, other}, pictures) {
  const page = await open(browser, base, mistakes, {sheets: mistakenSheets});
  await signingIn(page, key, pictures);
  await keyboard(page);
  await findings(page, {findings: count, errors}, pictures);
  await explanation(page, pictures);
  await handingIn(page, pictures);
  await away(page, pictures);
  await signingOut(page);
  await page.context().close();
  await calculatedCell(browser, base, key, whole, wholeSheets, wholeAt, pictures);
  await filling(browser, base, key, blank, blankSheets, pictures);
  await noReturn(browser, base, key, other, pictures);
  await endedKey(browser, base, mistakes);
  await elsewhere(browser, base, mistakes);
}
