// The add-in for Excel, against the service at the address given:
//   node run.mjs https://127.0.0.1:PORT SETTING.json FOLDER_FOR_PICTURES
import {mkdirSync, mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {check, checksMade, failures, fitsAt320, nothingFound, start} from './browser.mjs';
import {functions} from './functions.mjs';
import {journeys} from './journeys.mjs';
import {brokenManifest, manifest, metadata} from './manifest.mjs';
import {keyOf} from './pane.mjs';
import {queues} from './queue.mjs';

const [base, settings, pictures] = process.argv.slice(2);
const setting = JSON.parse(readFileSync(settings, 'utf8'));
const folder = mkdtempSync(tmpdir() + '/stp-excel-');
mkdirSync(pictures, {recursive: true});

async function installPage(browser) {
  const context = await browser.newContext({ignoreHTTPSErrors: true});
  const page = await context.newPage();
  check((await page.goto(base + '/excel')).status() === 200, 'the page that says how to install it');
  check(await page.getByRole('link', {name: 'Download the manifest'}).count() === 1, 'the manifest can be had');
  await nothingFound(page, 'the page that says how to install it');
  await fitsAt320(page, 'the page that says how to install it');
  await page.screenshot({path: pictures + '/install.png', fullPage: true});
  await context.close();
}

const browser = await start();
try {
  await queues();
  const {request} = await browser.newContext({ignoreHTTPSErrors: true});
  await manifest(base, request, folder);
  await brokenManifest(folder);
  const declared = await metadata(base, request, folder);
  await installPage(browser);
  const key = await keyOf(browser, base, 'kirklees.lead', ['preparer KI']);
  await functions(browser, base, setting, declared);
  await journeys(browser, base, {...setting, key}, pictures);
  console.log(declared.length + ' functions, ' + checksMade() + ' checks, ' + failures.length + ' failed');
} finally {
  await browser.close();
}
process.exit(failures.length === 0 ? 0 : 1);
