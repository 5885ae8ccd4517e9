// What a finance lead, a reviewer and the regional team do, with and without script, by keyboard, and on paper.
import {statSync} from 'node:fs';
import {check, nothingFound, person} from './browser.mjs';

const corrected = (demonstration, place, section) =>
  `${demonstration}/returns/${place}/2016-09-16/${place}-${section}-2016-09-16.xlsx`;

async function sees(page, words, what) {
  try {
    await page.getByText(words).first().waitFor({timeout: 30000});
    check(true, what);
  } catch {
    check(false, what + ': "' + words + '" is not on ' + page.url());
  }
}

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

async function decide(browser, base, pictures) {
  const reviewer = await person(browser, base, 'leeds.reviewer');
  await reviewer.goto(base + '/places/LE');
  await reviewer.getByRole('link', {name: 'Submit the return'}).click();
  await nothingFound(reviewer, 'the page that asks to confirm');
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

async function strangerIsStopped(browser, base) {
  const lead = await person(browser, base, 'leeds.lead');
  for (const path of ['/places/KI/returns/2016-09-16', '/footprint', '/footprint/total.json']) {
    lead.expected.add(403);
    check((await lead.goto(base + path)).status() === 403, 'another place is kept out of ' + path);
  }
  await nothingFound(lead, 'a refusal');
  await lead.context().close();
}

// Tab alone reaches the skip link first, then everything that can be used, each with a focus one can see.
async function keyboard(browser, base) {
  const page = await person(browser, base, 'region');
  await page.goto(base + '/');
  const wanted = await page.$$eval('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
    (all) => all.filter((one) => one.checkVisibility()).length);
  let first = '', reached = 0, hidden = [];
  const seen = new Set();
  for (let i = 0; i < wanted + 5; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const style = getComputedStyle(one);
      one.dataset.at ??= String(Math.random());
      return {key: one.dataset.at, words: one.textContent.trim().slice(0, 40),
        seen: style.outlineStyle !== 'none' && style.outlineWidth !== '0px' || style.boxShadow !== 'none'};
    });
    if (!at) continue;
    if (!first) first = at.words;
    if (!seen.has(at.key)) reached++;
    seen.add(at.key);
    if (!at.seen) hidden.push(at.words);
  }
  check(first === 'Skip to main content', 'the first stop is the skip link, not ' + first);
  check(reached >= wanted, `Tab reaches ${reached} of ${wanted}`);
  check(hidden.length === 0, 'focus cannot be seen at ' + hidden.join(', '));
  await page.context().close();
}

async function onPaper(browser, base, pictures) {
  const page = await person(browser, base, 'region');
  await page.goto(base + '/footprint');
  await page.emulateMedia({media: 'print'});
  const shown = await page.$$eval('nav, form, .no-print', (all) => all.filter((one) => one.checkVisibility() && one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 80)));
  check(shown.length === 0, 'on paper there is still ' + shown.join(' | '));
  const pdf = await page.pdf({format: 'A4', ...(pictures ? {path: pictures + '/footprint.pdf'} : {})});
  check(pdf.length > 10000, 'the footprint prints');
  await page.context().close();
}

export async function journeys(browser, base, demonstration, pictures) {
  await keyboard(browser, base);
  await onPaper(browser, base, pictures);
  await strangerIsStopped(browser, base);
  await sendWithoutScript(browser, base, demonstration);
  await decide(browser, base, pictures);
  await sendWithScript(browser, base, demonstration, pictures);
}
