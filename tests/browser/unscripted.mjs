// The whole job without script: sent, mended, accepted, submitted, approved, added up, looked into, locked, audited.
import {check, person, sees} from './browser.mjs';

const round = '2016-09-16';
const rows = (page) => page.locator('tbody tr').count();

async function as(browser, base, name, steps) {
  const page = await person(browser, base, name, {javaScriptEnabled: false});
  await steps(page);
  await page.context().close();
}

// Without script a page does not look again by itself; a person does.
async function looksUntilDone(page, what) {
  for (let i = 0; i < 200 && await page.locator('[data-live="4"]').count() > 0; i++) {
    await new Promise((later) => setTimeout(later, 250));
    await page.reload();
  }
  check(await page.locator('[data-live="4"]').count() === 0, what + ' still waits on ' + page.url());
}

async function sends(page, base, files) {
  await page.goto(base + '/upload');
  check(await page.locator('[data-scripted]:visible').count() === 0, 'without script nobody is told to drop files');
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByRole('button', {name: 'Send now'}).click();
  check(await rows(page) === files.length, `each of ${files.length} files has its receipt`);
  await looksUntilDone(page, 'a receipt');
  await sees(page, 'has been checked', 'the receipts say when the check is done');
}

async function preparesAndReviews(browser, base, made, whole) {
  await as(browser, base, 'leeds.lead', async (page) => {
    await sends(page, base, [made + '/leeds-warnings.xlsx', ...whole]);
    await page.getByRole('link', {name: 'Our return'}).click();
    await looksUntilDone(page, 'the return');
    await sees(page, 'Warnings open', 'the return says what is open');
    await page.getByRole('link', {name: /^cell [A-Z]+\d+/}).first().click();
    check(await page.locator('td.marked').count() === 1, 'a finding leads to its cell in its neighbourhood');
  });
  await as(browser, base, 'leeds.reviewer', async (page) => {
    await page.getByRole('link', {name: 'Our return'}).click();
    await page.getByRole('link', {name: /^Accept all \d+ with one reason/}).click();
    await page.getByRole('textbox').fill('Agreed to the pound with the auditor.');
    await page.getByRole('button', {name: 'Accept with this reason'}).click();
    await sees(page, 'Ready to submit', 'with the warnings accepted the return is ready');
    await page.getByRole('link', {name: 'Submit the return'}).click();
    await page.getByRole('button', {name: 'Submit the return'}).click();
    await sees(page, 'The return was submitted.', 'the reviewer submits');
  });
  await as(browser, base, 'leeds.approver', async (page) => {
    await page.getByRole('link', {name: 'Our return'}).click();
    await page.getByRole('link', {name: 'Approve the return'}).click();
    await page.getByRole('button', {name: 'Approve the return'}).click();
    await sees(page, 'The return was approved.', 'the approver approves');
  });
}

async function looksInto(page, base) {
  await page.getByRole('link', {name: 'Footprint', exact: true}).click();
  check(await rows(page) > 20, 'the total shows its figures');
  await page.getByRole('link', {name: 'By sector and organisation'}).click();
  await page.getByLabel('Year').selectOption({label: '2018/19'});
  await page.getByRole('button', {name: 'Show'}).click();
  await sees(page, '2018/19, £000', 'another year is chosen without script');
  await page.getByRole('link', {name: 'From figure to cell'}).first().click();
  for (let i = 0; i < 8 && await page.locator('.tree details:not([open]) > summary:visible').count() > 0; i++)
    await page.locator('.tree details:not([open]) > summary:visible').first().click();
  await page.locator('.tree a[href*="/cells?"]:visible').first().click();
  check(await page.locator('td.marked').count() === 1, 'from a figure one comes down to its cell');
  await page.goto(base + '/footprint/bridge');
  await page.getByText('The same as a table').click();
  check(await page.locator('figure tbody tr:visible').count() > 2, 'the chart is there as a table');
  await page.goto(base + '/footprint/compare');
  await page.getByRole('button', {name: 'Compare'}).click();
  await sees(page, 'the move, £000', 'two totals are compared');
  await page.goto(base + '/footprint/mismatches');
  check(await rows(page) > 1, 'both sides of a payment are shown');
}

async function looksAfter(browser, base) {
  await as(browser, base, 'region', async (page) => {
    await page.getByRole('link', {name: 'Leeds', exact: true}).first().click();
    await page.getByRole('link', {name: 'Lock the return'}).click();
    await page.getByRole('button', {name: 'Lock the return'}).click();
    await sees(page, 'The return was locked.', 'the regional team locks');
    await looksInto(page, base);
    await page.goto(base + '/admin/rounds');
    const form = page.locator('details[open] form');
    await form.getByLabel('Please send by').fill('2026-12-03T12:00');
    await form.getByRole('button', {name: 'Save'}).click();
    await sees(page, 'The round was saved.', 'a deadline is moved');
  });
  await as(browser, base, 'administrator', async (page) => {
    await page.goto(base + '/admin/users');
    await page.getByText('Make a user').click();
    await page.getByLabel('Name to sign in with').fill('harrogate.lead');
    await page.getByLabel('Name as others see it').fill('Finance lead, Harrogate');
    await page.getByRole('group', {name: 'Harrogate'}).getByLabel(/^preparer/).check();
    await page.getByRole('button', {name: 'Make the user'}).click();
    await sees(page, '/set-password?link=', 'a user is made');
  });
  await as(browser, base, 'auditor', async (page) => {
    await page.goto(base + '/admin/log');
    check(await page.locator('tbody tr', {hasText: 'return locked'}).count() > 0, 'the auditor reads what was done');
    await page.getByRole('link', {name: 'Check that nothing was changed'}).click();
    await sees(page, 'each chained to the one before', 'and that nothing was changed');
  });
}

export async function unscripted(browser, base, demonstration, made) {
  const ours = (section) => `${demonstration}/returns/leeds/${round}/leeds-${section}-${round}.xlsx`;
  await preparesAndReviews(browser, base, made, [ours('activity'), ours('workforce')]);
  await looksAfter(browser, base);
}
