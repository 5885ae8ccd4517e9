// Walks every page that can be reached by links, as each role, and holds each to the same standards.
import {mkdirSync} from 'node:fs';
import {chartsAreSaid, check, fitsAt320, nothingFound, person} from './browser.mjs';

// One of each kind is enough: addresses that differ in their values only are the same page.
export function kind(address) {
  const {pathname, searchParams} = new URL(address);
  const path = pathname.replace(/[0-9a-f]{64}/, '{sha256}').replace(/^\/places\/[A-Z]+/, '/places/{place}')
    .replace(/\/returns\/[\d-]+/, '/returns/{round}').replace(/^\/(rules|lines)\/[^/]+/, '/$1/{code}').replace(/^\/functions\/(?!in-)[^/]+/, '/functions/{name}')
    .replace(/^\/admin\/users\/[^/]+/, '/admin/users/{name}');
  const asked = [...searchParams.keys()].filter((name) => ['all', 'rule', 'decision'].includes(name)).sort();
  return path + (asked.length ? '?' + asked.join('&') : '');
}

const isFile = (path) => /\.(xlsx|json|txt|csv|html|text|pdf)$/.test(path) || /\/(file|filled|workbook)$/.test(path) ||
  path.startsWith('/api/');

// The pages of this service that this one leads to.
export async function links(page, base) {
  const all = await page.$$eval('a[href]', (every) => every.map((one) => one.href.split('#')[0]));
  return all.filter((link) => link.startsWith(base) && !isFile(new URL(link).pathname));
}

const with_chart = new Set(['/', '/footprint/bridge']), sees_figures = new Set(['region', 'auditor']);

// Who only reads is offered nothing that changes anything, but on the page of their own account.
async function changesNothing(page, what) {
  if (new URL(page.url()).pathname === '/account') return;
  const offered = await page.$$eval('form', (all) => all.filter((one) =>
    one.method === 'post' && !one.action.endsWith('/sign-out')).map((one) => one.action));
  check(offered.length === 0, what + ' offers to change something: ' + offered.join(', '));
}

export async function walk(browser, base, name, pictures) {
  const page = await person(browser, base, name);
  page.expected.add(404);
  const seen = new Map();
  const waiting = [base + '/'];
  while (waiting.length > 0 && seen.size < 60) {
    const address = waiting.shift();
    if (seen.has(kind(address))) continue;
    const answer = await page.goto(address);
    seen.set(kind(address), address);
    const what = name + ' at ' + kind(address);
    check(answer.status() === 200, what + ' is answered with ' + answer.status());
    check(await page.locator('h1').count() === 1, what + ' has one main heading');
    await nothingFound(page, what);
    await fitsAt320(page, what);
    await chartsAreSaid(page, what, with_chart.has(kind(address)) && sees_figures.has(name) ? 1 : 0);
    if (name === 'auditor') await changesNothing(page, what);
    if (pictures) {
      mkdirSync(pictures, {recursive: true});
      await page.screenshot({path: pictures + '/' + name + kind(address).replace(/[^a-z0-9]+/gi, '-') + '.png', fullPage: true});
    }
    waiting.push(...await links(page, base));
  }
  await page.context().close();
  return [...seen.keys()];
}
