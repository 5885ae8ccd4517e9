// What there is to read: the books.
import {check, person} from './browser.mjs';

const rows = (page) => page.locator('tbody tr').count();

// A book that shows nothing looks right to every rule about pages.
async function books(browser, base) {
  const page = await person(browser, base, 'kirklees.lead', {javaScriptEnabled: false});
  for (const [book, label, least] of [['/rules', 'rules', 30], ['/lines', 'lines', 100]]) {
    await page.goto(base + book);
    const all = await rows(page);
    check(all >= least, `the book ${book} has ${all} entries`);
    await page.locator('tbody a').first().click();
    check((await page.locator('h1').innerText()).length > 10, 'an entry of ' + book + ' has its page');
    await page.goto(base + book);
    await page.getByLabel('With these words').fill('surplus');
    await page.getByRole('button', {name: 'Show'}).click();
    const some = await rows(page);
    check(some > 0 && some < all, `${some} of ${all} ${label} are about a surplus`);
  }
  await page.goto(base + '/templates');
  const round = page.getByLabel('Round');
  check(await round.inputValue() === '2016-09-16', 'the open round is chosen for a blank workbook');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Download'}).click()]);
  check(file.suggestedFilename() === 'kirklees-2016-09-16.xlsx', 'the blank workbook is ' + file.suggestedFilename());
  await page.context().close();
}

export async function reading(browser, base) {
  await books(browser, base);
}
