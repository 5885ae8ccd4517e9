// A service nobody has used yet: what each page says, and the way from the set-up link to the first open round.
//   node fresh.mjs http://127.0.0.1:PORT SET_UP_LINK FOLDER_FOR_PICTURES
import {checksMade, failures, person, readable, sees, start} from './browser.mjs';

const [base, link, pictures] = process.argv.slice(2);
const browser = await start();

async function shown(page, path, words) {
  await page.goto(base + path);
  await sees(page, words, 'a fresh service at ' + path);
  await readable(page, 'a fresh service at ' + path);
  if (pictures) await page.screenshot({path: pictures + '/fresh' + path.replace(/[^a-z0-9]+/gi, '-') + '.png', fullPage: true});
}

// Makes a user with this role and follows the link that is handed over.
async function made(office, name, group, role) {
  await office.goto(base + '/admin/users');
  await office.getByText('Make a user').click();
  await office.getByLabel('Name to sign in with').fill(name);
  await office.getByLabel('Name as others see it').fill('A person of the ' + (group || 'region'));
  await (group ? office.getByRole('group', {name: group}) : office).getByLabel(role).first().check();
  await office.getByRole('button', {name: 'Make the user'}).click();
  const to = /http\S+\/set-password\?link=\S+/.exec(await office.locator('main').innerText())[0];
  const page = await person(browser, base, '');
  await page.goto(to);
  for (const field of await page.locator('input[type=password]').all()) await field.fill('four-plain-words-here');
  await page.getByRole('button', {name: 'Set the password and sign in'}).click();
  return page;
}

async function emptyPages() {
  const office = await person(browser, base, '');
  await office.goto(link);
  await readable(office, 'the set-up page');
  await office.getByLabel('Name to sign in with').fill('office');
  await office.getByLabel('Your name').fill('The office');
  for (const field of await office.locator('input[type=password]').all()) await field.fill('four-plain-words-here');
  await office.getByRole('button', {name: 'Make the first administrator'}).click();
  await shown(office, '/', 'The people of the places and of the regional team need an account each.');
  await shown(office, '/admin/users', 'The office');
  const lead = await made(office, 'lead', 'Leeds', /^preparer/);
  await shown(lead, '/', 'No round is open');
  await shown(lead, '/upload', 'No round is open. A workbook sent now is kept');
  const region = await made(office, 'region', '', /^regional/);
  await shown(region, '/footprint', 'There is no footprint total yet');
  await shown(region, '/footprint/mismatches', 'No round is open.');
  await shown(region, '/admin/folders', 'No folder is watched');
  await shown(region, '/', 'No round is open');
  await region.getByRole('link', {name: 'Open a round'}).click();
  await region.getByText(/^Finance return, 16 Sep 2016/).click();
  const form = region.locator('details[open] form');
  await form.getByLabel('State').selectOption('Open');
  await form.getByRole('button', {name: 'Save'}).click();
  await sees(region, 'The round was saved.', 'the region opens the first round');
  await shown(region, '/', 'Still to come from');
  await shown(region, '/places/LE/returns/2016-09-16', 'Nothing has been checked yet.');
  await shown(region, '/footprint', 'It is worked out as soon as the first return has been checked.');
  await shown(region, '/footprint/mismatches', 'There is no footprint total');
  await shown(lead, '/', 'Send the workbook for');
  await shown(lead, '/places/LE/returns/2016-09-16', 'Nothing has been checked yet.');
  await shown(lead, '/upload', 'Choose one or many workbooks');
  for (const page of [office, lead, region]) await page.context().close();
}

try {
  await emptyPages();
  console.log(checksMade() + ' checks, ' + failures.length + ' failed');
} finally {
  await Promise.race([browser.close(), new Promise((done) => setTimeout(done, 5000))]);
}
process.exit(failures.length === 0 ? 0 : 1);
