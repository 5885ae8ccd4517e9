// The pages in a real browser, against the service at the address given: every page as each role, then the journeys.
//   node run.mjs http://127.0.0.1:PORT FOLDER_OF_THE_DEMONSTRATION FOLDER_OF_MADE_WORKBOOKS TABLE_OF_ROUTES FOLDER_FOR_PICTURES
import {administration} from './administration.mjs';
import {checksMade, failures, settled, start} from './browser.mjs';
import {journeys} from './journeys.mjs';
import {reading} from './reading.mjs';
import {everyRoute} from './routes.mjs';
import {walk} from './walk.mjs';

const [base, demonstration, made, table, pictures] = process.argv.slice(2);
const browser = await start();
try {
  await settled(browser, base);
  const pages = new Set();
  for (const name of ['region', 'kirklees.lead', 'administrator', 'auditor'])
    for (const kind of await walk(browser, base, name, pictures)) pages.add(kind);
  await reading(browser, base);
  await journeys(browser, base, demonstration, made, pictures);
  await administration(browser, base);
  everyRoute(table);
  console.log(pages.size + ' kinds of page, ' + checksMade() + ' checks, ' + failures.length + ' failed');
} finally {
  await Promise.race([browser.close(), new Promise((done) => setTimeout(done, 5000))]);  // one that crashed never answers
}
process.exit(failures.length === 0 ? 0 : 1);
