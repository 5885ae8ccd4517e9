// Whether every page of the table of routes was looked at. tests/service/serve holds the table equal to the program's.
import {readFileSync} from 'node:fs';
import {check} from './browser.mjs';

// Files to download, and what only leads to another page.
const no_page = [/^\/api\/v1\//, /^\/assets\//, /\/(file|filled|workbook)$/, /\.(html|json|csv|text|txt|xlsx|xml|js|png)$/,
  /^\/places\/\{place\}$/, /^\/sign-in\/provider/];

export function everyRoute(table, paths, what) {
  const patterns = readFileSync(table, 'utf8').split('\n').map((line) => /^GET\s+(\S+)/.exec(line)?.[1])
    .filter((pattern) => pattern && !no_page.some((one) => one.test(pattern)));
  check(patterns.length > 25, `the table has ${patterns.length} pages`);
  for (const pattern of patterns) {
    const fits = new RegExp('^' + pattern.replace(/\{\w+\}/g, '[^/]+') + '$');
    check([...paths].some((path) => fits.test(path)), pattern + ' was not ' + what);
  }
}
