// What the administrator looks after: users and their links, folders, health, the log.
import {check, nothingFound, person, readable} from './browser.mjs';

// A new user gets a link, chooses a password by it, and signs in.
async function users(browser, base) {
  const office = await person(browser, base, 'administrator');
  await office.goto(base + '/admin/users');
  await office.getByText('Make a user').click();
  await office.getByLabel('Name to sign in with').fill('wakefield.lead');
  await office.getByLabel('Name as others see it').fill('Finance lead, Wakefield');
  await office.getByRole('group', {name: 'Wakefield'}).getByLabel(/^preparer/).check();
  await office.getByRole('button', {name: 'Make the user'}).click();
  await nothingFound(office, 'the page with a one-time link');
  const link = /http\S+\/set-password\?link=\S+/.exec(await office.locator('main').innerText())[0];
  await office.context().close();
  const page = await person(browser, base, '');
  await page.goto(base + '/sign-in');
  await readable(page, 'the page to sign in');
  await page.goto(link);
  await readable(page, 'the page to set a password');
  for (const field of await page.locator('input[type=password]').all()) await field.fill('four-plain-words-here');
  await page.getByRole('button', {name: 'Set the password and sign in'}).click();
  check(await page.getByRole('link', {name: 'Finance lead, Wakefield'}).count() === 1, 'the new user is signed in');
  page.expected.add(404).add(409).add(410).add(422).add(403);
  await page.goto(link);
  check(await page.locator('input[type=password]').count() === 0, 'a link works once');
  await page.goto(base + '/set-up');
  await readable(page, 'a set-up page without its link');
  await page.context().close();
}

async function lookedAfter(browser, base) {
  const page = await person(browser, base, 'administrator');
  await page.goto(base + '/admin/health');
  check(await page.getByText('Everything works').count() === 1, 'the health page says that everything works');
  check(await page.getByText(/^\d+ files? waiting|^none waiting/i).count() === 1, 'and what waits');
  await page.goto(base + '/admin/folders');
  check(await page.getByText('Nothing is wrong.').count() === 1, 'nothing is wrong in the folder');
  check(await page.locator('tr', {hasText: '/inbox/leeds/in'}).count() === 1, 'each place has its folder');
  await page.goto(base + '/admin/log');
  await page.getByText('Show only some records').click();
  await page.getByLabel('What').selectOption({label: 'user made'});
  await page.getByRole('button', {name: 'Show'}).click();
  const rows = await page.locator('tbody tr').count();
  check(rows > 0 && await page.locator('tbody tr', {hasText: 'user made'}).count() === rows,
    'the log shows only what was asked for');
  await page.goto(base + '/admin/log');
  await page.getByRole('link', {name: 'Check that nothing was changed'}).click();
  check(await page.getByText(/^Yes: \d+ records/).count() === 1, 'the log is as it was written');
  await page.context().close();
}

export async function administration(browser, base) {
  await users(browser, base);
  await lookedAfter(browser, base);
}
