// The pages in a real browser, against the service at the address given: every page as each role, then the journeys; or
// the ways of working: dropped files, no script, keyboard alone, chosen colours, paper.
//   node run.mjs pages|ways http://127.0.0.1:PORT FOLDER_OF_THE_DEMONSTRATION FOLDER_OF_MADE_WORKBOOKS TABLE_OF_ROUTES FOLDER_FOR_PICTURES
import {administration} from './administration.mjs';
import {checksMade, failures, lookedAt, narrowed, settled, start, walkedByKeyboard} from './browser.mjs';
import {charts} from './charts.mjs';
import {dropping} from './dropping.mjs';
import {journeys} from './journeys.mjs';
import {keys} from './keys.mjs';
import {paper} from './paper.mjs';
import {reading} from './reading.mjs';
import {everyRoute} from './routes.mjs';
import {unscripted} from './unscripted.mjs';
import {walk} from './walk.mjs';

const [part, base, demonstration, made, table, pictures] = process.argv.slice(2);
const browser = await start();

async function pages() {
  const kinds = new Set();
  for (const name of ['region', 'kirklees.lead', 'administrator', 'auditor'])
    for (const kind of await walk(browser, base, name, pictures)) kinds.add(kind);
  await reading(browser, base);
  await journeys(browser, base, demonstration, made, pictures);
  await administration(browser, base);
  everyRoute(table, lookedAt, 'looked at');
  everyRoute(table, narrowed, 'looked at with a zoom of 400%');
  console.log(kinds.size + ' kinds of page');
}

async function ways() {
  await charts(browser, base);
  await paper(browser, base, pictures);
  await keys(browser, base, made);
  everyRoute(table, walkedByKeyboard, 'walked by keyboard');
  await dropping(browser, base, demonstration, made);
}

try {
  await settled(browser, base);
  if (part === 'pages') await pages(); else if (part === 'ways') await ways(); else await unscripted(browser, base, demonstration, made);
  console.log(checksMade() + ' checks, ' + failures.length + ' failed');
} finally {
  await Promise.race([browser.close(), new Promise((done) => setTimeout(done, 5000))]);  // one that crashed never answers
}
process.exit(failures.length === 0 ? 0 : 1);
