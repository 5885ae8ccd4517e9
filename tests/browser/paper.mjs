// On paper: nothing to click, nothing cut, words dark enough to read.
import {mkdirSync} from 'node:fs';
import {check, person} from './browser.mjs';

const a4 = 718;  // pixels between the margins Chromium leaves

// Runs in the page: what of it would not print well.
function troubles() {
  const shown = (one) => one.checkVisibility() && one.getClientRects().length > 0;
  const said = (all) => [...all].slice(0, 3).map((one) => one.outerHTML.slice(0, 90)).join(' | ');
  const within = document.documentElement.clientWidth + 1;
  const main = [...document.querySelectorAll('main *')].filter(shown);
  const light = (text) => {
    const [r, g, b] = /rgba?\((\d+), (\d+), (\d+)/.exec(text).slice(1).map((one) => {
      const part = Number(one) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return {
    clickable: said([...document.querySelectorAll('nav, form, button, select, input:not([type=hidden]), .no-print')].filter(shown)),
    cut: said(main.filter((one) => one.getBoundingClientRect().right > within)),
    hidden: said(main.filter((one) => ['hidden', 'auto', 'scroll'].includes(getComputedStyle(one).overflowX) &&
      one.scrollWidth > one.clientWidth + 1 && !one.classList.contains('nhsuk-u-visually-hidden'))),
    pale: said(main.filter((one) => one.matches('a[href], .state, .quiet') && 1.05 / (light(getComputedStyle(one).color) + 0.05) < 4.5)),
  };
}

export async function paper(browser, base, pictures) {
  const page = await person(browser, base, 'region', {viewport: {width: a4, height: 1000}});
  const figure = '/footprint/explain?line=F8240&year=2020/21';
  for (const path of ['/', '/places/KI/returns/2016-09-16', '/footprint', '/footprint/figures', '/footprint/bridge',
    '/footprint/compare', figure, '/footprint/mismatches?all=yes', '/rules', '/admin/log']) {
    await page.emulateMedia({media: 'screen'});
    await page.goto(base + path);
    await page.emulateMedia({media: 'print'});
    const {clickable, cut, hidden, pale} = await page.evaluate(troubles);
    check(clickable === '', path + ' on paper still has ' + clickable);
    check(cut === '', path + ' on paper is wider than the sheet at ' + cut);
    check(hidden === '', path + ' on paper hides part of ' + hidden);
    check(pale === '', path + ' on paper is too pale to read at ' + pale);
    if (pictures) mkdirSync(pictures, {recursive: true});
    const name = 'paper' + path.replace(/[^a-z0-9]+/gi, '-') + '.pdf';
    const pdf = await page.pdf({format: 'A4', ...(pictures ? {path: pictures + '/' + name} : {})});
    check(pdf.length > 10000 && pdf.includes('/Type /Page'), path + ' prints');
  }
  await page.context().close();
}
