// What a finance lead, a reviewer and the regional team do, with and without script, by keyboard, and on paper.
import {statSync} from 'node:fs';
import {check, fitsAt320, nothingFound, person, readable, sees, settled} from './browser.mjs';

const corrected = (demonstration, place, section) =>
  `${demonstration}/returns/${place}/2016-09-16/${place}-${section}-2016-09-16.xlsx`;

async function sendWithScript(browser, base, demonstration, pictures) {
  const page = await person(browser, base, 'kirklees.lead');
  await sees(page, 'Mend', 'the lead is told what to do next');
  await page.goto(base + '/upload');
  await page.locator('input[type=file]').setInputFiles([corrected(demonstration, 'kirklees', 'finance'),
    corrected(demonstration, 'kirklees', 'activity')]);
  await sees(page, 'NOT SENT YET', 'chosen files are said not to be sent');
  await nothingFound(page, 'the form with chosen files');
  if (pictures) await page.screenshot({path: pictures + '/upload-chosen.png', fullPage: true});
  await page.getByRole('button', {name: 'Send now'}).click();
  await page.waitForURL('**/receipts?*');
  check(await page.locator('tbody tr').count() === 2, 'each file has its receipt');
  await sees(page, 'has been checked', 'the receipts page looks again by itself until the checks are done');
  if (pictures) await page.screenshot({path: pictures + '/receipts.png', fullPage: true});
  await page.goto(base + '/places/KI');
  await sees(page, 'version', 'the return lists what was sent');
  await page.context().close();
}

async function sendWithoutScript(browser, base, demonstration) {
  const page = await person(browser, base, 'leeds.lead', {javaScriptEnabled: false});
  await page.goto(base + '/upload');
  await page.locator('input[type=file]').setInputFiles([corrected(demonstration, 'leeds', 'finance')]);
  await page.getByRole('button', {name: 'Send now'}).click();
  check(page.url().includes('/receipts?of='), 'without script the form leads to the receipts');
  check(await page.locator('tbody tr').count() === 1, 'without script there is a receipt');
  await page.locator('tbody a').first().click();
  check((await page.locator('h1').innerText()).includes('leeds-finance'), 'the file has its page');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', {name: 'The file as sent'}).click()]);
  check(statSync(await file.path()).size === statSync(corrected(demonstration, 'leeds', 'finance')).size,
    'the file as sent comes back whole');
  page.expected.add(400);
  await page.goto(base + '/upload');
  await page.getByRole('button', {name: 'Send now'}).click();
  check((await page.title()).startsWith('Error:'), 'sending nothing is said in the title');
  await page.context().close();
}

// Who sends after the return was submitted is told before and after that this takes it back.
async function takesItBack(browser, base, made) {
  const reviewer = await person(browser, base, 'leeds.reviewer', {javaScriptEnabled: false});
  await reviewer.goto(base + '/places/LE');
  await reviewer.getByRole('link', {name: 'Submit the return'}).click();
  await reviewer.getByRole('button', {name: 'Submit the return'}).click();
  await sees(reviewer, 'The return was submitted.', 'the reviewer submits');
  const lead = await person(browser, base, 'leeds.lead');
  await lead.goto(base + '/upload');
  await sees(lead, 'the return is submitted. A new workbook without errors takes that back', 'the lead is warned before sending');
  await sent(lead, base, made + '/leeds-warnings.xlsx');
  await lead.goto(base + '/places/LE');
  await sees(lead, 'because a new workbook was handed in', 'the return says that it was taken back');
  await lead.context().close();
  await reviewer.goto(base + '/');
  await sees(reviewer, 'because a new workbook was handed in', 'the reviewer is told on Home');
  await reviewer.context().close();
}

async function decide(browser, base, pictures) {
  const reviewer = await person(browser, base, 'leeds.reviewer');
  await reviewer.goto(base + '/places/LE');
  await reviewer.getByRole('link', {name: 'Submit the return'}).click();
  await readable(reviewer, 'the page that asks to confirm');
  await reviewer.getByRole('button', {name: 'Submit the return'}).click();
  await sees(reviewer, 'The return was submitted.', 'the reviewer submits');
  await reviewer.context().close();
  const approver = await person(browser, base, 'leeds.approver', {javaScriptEnabled: false});
  await approver.goto(base + '/places/LE');
  await approver.getByRole('link', {name: 'Send the return back'}).click();
  approver.expected.add(422);
  await approver.getByRole('button', {name: 'Send the return back'}).click();
  check((await approver.title()).startsWith('Error:'), 'sending back needs a reason');
  await approver.locator('textarea').fill('The workforce plan changed on Monday; please send it again.');
  await approver.getByRole('button', {name: 'Send the return back'}).click();
  await sees(approver, 'The return was sent back.', 'the approver sends back with a reason');
  if (pictures) await approver.screenshot({path: pictures + '/sent-back.png', fullPage: true});
  await approver.context().close();
}

async function sent(page, base, file) {
  await page.goto(base + '/upload');
  await page.locator('input[type=file]').setInputFiles([file]);
  await page.getByRole('button', {name: 'Send now'}).click();
  await page.waitForURL('**/receipts?*');
  await sees(page, 'has been checked', file + ' is checked');
  await readable(page, 'the page of receipts');
}

// The preparer sends and cannot accept; the reviewer accepts one, then the rest of the rule, each with a reason.
async function acceptWarnings(browser, base, made) {
  const lead = await person(browser, base, 'leeds.lead');
  await sent(lead, base, made + '/leeds-warnings.xlsx');
  await lead.goto(base + '/places/LE');
  await sees(lead, 'Warnings open', 'the lead sees that warnings are open');
  check(await lead.getByRole('link', {name: 'with a reason'}).count() === 0, 'a preparer is not offered to accept');
  lead.expected.add(403);
  check((await lead.goto(base + '/places/LE/returns/2016-09-16/accept?rule=DAT-06')).status() === 403,
    'a preparer may not accept');
  await lead.context().close();
  const reviewer = await person(browser, base, 'leeds.reviewer', {javaScriptEnabled: false});
  await reviewer.goto(base + '/places/LE');
  await reviewer.getByRole('link', {name: 'Accept this warning with a reason'}).first().click();
  const seeing = await person(browser, base, 'leeds.reviewer');  // axe needs a page that runs scripts
  await seeing.goto(reviewer.url());
  await readable(seeing, 'the page that asks for a reason');
  await seeing.context().close();
  reviewer.expected.add(422);
  await reviewer.getByRole('button', {name: 'Accept with this reason'}).click();
  check((await reviewer.title()).startsWith('Error:'), 'a warning is accepted with a reason only');
  await reviewer.getByRole('textbox').fill('The CCG agreed this figure to the pound with its auditor.');
  await reviewer.getByRole('button', {name: 'Accept with this reason'}).click();
  await sees(reviewer, 'The reason was recorded.', 'the reason is recorded');
  await sees(reviewer, 'agreed this figure to the pound', 'the reason stands at its warning');
  await reviewer.getByRole('link', {name: /^Accept all \d+ with one reason/}).click();
  await reviewer.getByRole('textbox').fill('These too were agreed to the pound.');
  await reviewer.getByRole('button', {name: 'Accept with this reason'}).click();
  await reviewer.goto(base + '/places/LE');
  await sees(reviewer, 'Ready to submit', 'with every warning accepted the return can be submitted');
  await reviewer.context().close();
}

// On one page of a cause: its findings stand under their sheets, each sheet once, and each finding leads to its cell on
// that very sheet.
async function sheetsOnPage(page, what) {
  const sheets = await page.$$eval('.cause .cause', (all) => all.map((one) => ({
    title: one.querySelector('summary .cause__title').textContent.trim(),
    count: one.querySelector('summary .quiet').textContent.trim(),
    open: one.open,
    findings: [...one.querySelectorAll('article.finding')].map((finding) => ({
      where: finding.querySelector('.pairs').textContent,
      sheet: new URL(finding.querySelector('a[href*="/cells?"]').href).searchParams.get('sheet'),
    })),
  })));
  check(new Set(sheets.map(({title}) => title)).size === sheets.length, what + ' has each sheet once');
  check(sheets.every(({open}) => open), what + ' has its sheets open');
  check(sheets.reduce((all, {findings}) => all + findings.length, 0) === await page.locator('article.finding').count(),
    what + ' has every finding under a sheet');
  for (const {title, findings} of sheets)
    check(findings.length > 0 && findings.every(({where, sheet}) => title === 'Sheet ' + sheet && where.includes('sheet ' + sheet)),
      title + ' has only what stands on it');
  return sheets;
}

// Over all pages of a cause: the headings say how many there are of each sheet, and how many of them the page has.
async function bySheet(page, what) {
  const shown = new Map(), said = new Map();
  await page.goto(page.url().replace(/page=\d+/, 'page=1'));
  for (let more = true; more;) {
    for (const {title, count, findings} of await sheetsOnPage(page, what)) {
      const [, here, all] = /^(?:(\d+) of )?(\d+) findings?$/.exec(count);
      check(Number(here ?? all) === findings.length, `${title} says ${count} and shows ${findings.length}`);
      shown.set(title, (shown.get(title) ?? 0) + findings.length);
      said.set(title, Number(all));
    }
    const next = page.getByRole('link', {name: /Next/});
    more = await next.count() === 1;
    if (more) await next.click();
  }
  check(said.size > 1, `${what} has headings of ${said.size} sheets`);
  for (const [title, all] of said) check(all === shown.get(title), `${title} says ${all} and has ${shown.get(title)} findings`);
  await page.locator('.cause .cause').last().locator('a[href*="/cells?"]').last().click();
  const asked = new URL(page.url()).searchParams, marked = page.locator('td.marked');
  check(await marked.count() === 1 && (await marked.innerText()).includes('The cell asked for'), 'the cell is marked, in words, too');
  check(await page.locator('table.grid caption').innerText() === `Cells around ${asked.get('cell')} of sheet ${asked.get('sheet')}`,
    'its neighbourhood is that of the sheet it was found on');
  check(await page.locator('table.grid td').count() > 10, 'there are cells around it');
}

// A few findings stand with their cells in the page itself.
async function inTheirNeighbourhood(browser, base) {
  const page = await person(browser, base, 'kirklees.lead');
  await page.goto(base + '/places/KI');
  const all = await page.$$eval('article.finding', (findings) => findings.map((one) => ({
    cell: one.querySelector('a[href*="/cells?"]')?.textContent.match(/[A-Z]+\d+/)?.[0],
    grids: one.querySelectorAll('table.grid').length,
    caption: one.querySelector('table.grid caption')?.textContent ?? '',
    marked: one.querySelectorAll('table.grid td.marked').length,
    around: one.querySelectorAll('table.grid td').length,
    letters: [...one.querySelectorAll('table.grid thead th')].slice(1).map((letter) => letter.textContent),
    headed: one.querySelector('table.grid td')?.textContent === 'Code',
    named: [...one.querySelector('table.grid td.marked').parentNode.cells].slice(1, 3).map((name) => name.textContent),
  })));
  check(all.length >= 7, `the return has ${all.length} findings`);
  check(all.every(({cell, grids, caption, marked, around}) => grids === 1 && marked === 1 && around > 10 &&
    caption.startsWith('Cells around ' + cell + ' of sheet ')), 'each finding shows its cell, marked, in its neighbourhood');
  check(all.every(({letters, headed, named}) => letters[0] === 'A' && letters[1] === 'B' && headed &&
    /^[A-Z]\d{4}$/.test(named[0]) && named[1].length > 4), 'with the code and the name of its line, and their headings');
  check(all.some(({letters}) => letters[2] === '…' && letters[3] !== 'C') && all.every(({letters}) =>
    (letters[2] === '…') === (letters[2] !== 'C')), 'a gap shows where columns are left out');
  await page.context().close();
}

// More than 300 findings stay readable: grouped by cause, a page of each, quick, and nothing for axe to find.
async function hundredsOfFindings(browser, base, made, pictures) {
  const page = await person(browser, base, 'kirklees.lead');
  await sent(page, base, made + '/kirklees-many-errors.xlsx');
  await page.goto(base + '/places/KI');
  const errors = Number(await page.locator('.figures strong').first().innerText());
  check(errors >= 300, `the return has ${errors} errors`);
  const shown = await page.locator('article.finding').count();
  check(shown > 0 && shown <= 100, `${shown} of them stand in the page`);
  const {bytes, wait} = await page.evaluate(() => {
    const [one] = performance.getEntriesByType('navigation');
    return {bytes: one.decodedBodySize, wait: one.responseStart - one.requestStart};
  });
  check(bytes < 300000, `the page has ${bytes} bytes`);
  check(wait < 5000, `the page was there after ${Math.round(wait)} ms`);
  await nothingFound(page, 'a return with hundreds of findings');
  await fitsAt320(page, 'a return with hundreds of findings');
  if (pictures) await page.screenshot({path: pictures + '/hundreds.png', fullPage: true});
  await page.locator('summary', {hasText: 'SGN-01'}).first().click();
  await page.getByRole('link', {name: /^The other \d+/}).first().click();
  await page.waitForURL('**rule=SGN-01**');
  check(await page.getByRole('link', {name: /Next/}).count() === 1, 'a long cause goes on, page by page');
  await nothingFound(page, 'a page of one cause');
  await bySheet(page, 'a page of one cause');
  await page.context().close();
}

// The regional team leaves Home open with nothing awaited; a place sends, and the page shows it without anybody's doing.
async function watchesArrivals(browser, base, demonstration) {
  const watching = await person(browser, base, 'region');
  await watching.clock.install();
  await watching.goto(base + '/');
  const row = watching.locator('main tr', {hasText: 'Harrogate'}).first();
  check((await row.innerText()).includes('Not sent'), 'Harrogate has not sent when Home is opened');
  check(await watching.locator('[data-live]').getAttribute('data-live') === '20', 'nothing is awaited then');
  check((await watching.locator('main').innerText()).includes('Figures with errors are in this total') &&
    (await watching.locator('main').innerText()).includes('Kirklees, Finance: '), 'Home names the file with errors that counts');
  check((await watching.locator('.figures').first().innerText()).includes('not known'),
    'a gap without Harrogate is said to be not known');
  const sending = await person(browser, base, 'region');
  for (const section of ['activity', 'finance', 'workforce'])
    await sent(sending, base, corrected(demonstration, 'harrogate', section));
  await sending.context().close();
  await settled(browser, base);
  await watching.clock.fastForward(21000);
  await sees(watching, 'Updated at', 'Home says that it has looked again');
  check(!(await row.innerText()).includes('Not sent'), 'Home shows that Harrogate has sent');
  await watching.context().close();
}

async function strangerIsStopped(browser, base) {
  const lead = await person(browser, base, 'leeds.lead');
  for (const path of ['/places/KI/returns/2016-09-16', '/footprint', '/footprint/total.json']) {
    lead.expected.add(403);
    check((await lead.goto(base + path)).status() === 403, 'another place is kept out of ' + path);
  }
  await nothingFound(lead, 'a refusal');
  await lead.context().close();
}

export async function journeys(browser, base, demonstration, made, pictures) {
  await strangerIsStopped(browser, base);
  await inTheirNeighbourhood(browser, base);
  await watchesArrivals(browser, base, demonstration);
  await sendWithoutScript(browser, base, demonstration);
  await decide(browser, base, pictures);
  await takesItBack(browser, base, made);
  await acceptWarnings(browser, base, made);
  await hundredsOfFindings(browser, base, made, pictures);
  await sendWithScript(browser, base, demonstration, pictures);
}
