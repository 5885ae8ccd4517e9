// Everything by keyboard alone: every page as every role, and one whole job.
import {check, keyboard, person, sees} from './browser.mjs';
import {links, kind} from './walk.mjs';

const same_for_everybody = /^\/(rules|lines|functions|templates|api)/;

async function pagesOf(browser, base, name, done) {
  const page = await person(browser, base, name);
  page.expected.add(404);
  const seen = new Set(), waiting = [base + '/'];
  while (waiting.length > 0 && seen.size < 60) {
    const address = waiting.shift(), its = kind(address);
    if (seen.has(its) || (same_for_everybody.test(its) && done.has(its))) continue;
    seen.add(its);
    done.add(its);
    await page.goto(address);
    waiting.push(...await links(page, base));
    await keyboard(page, name + ' at ' + its);
  }
  check(seen.size > 4, `${name} reaches ${seen.size} kinds of page by keyboard`);
  await page.context().close();
}

// Where no link leads: before one has signed in.
async function doors(browser, base) {
  const page = await person(browser, base, '');
  page.expected.add(404).add(409).add(410).add(422).add(403).add(400);
  for (const path of ['/sign-in', '/set-up', '/set-password?link=old', '/nothing-here']) {
    await page.goto(base + path);
    await keyboard(page, path);
  }
  await page.context().close();
}

// Presses Tab until what is focused says these words.
async function to(page, words) {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      return [one.getAttribute('aria-label'), one.labels?.[0]?.textContent, one.textContent].find((text) => text?.trim())?.trim() ?? '';
    });
    if (words.test(at)) return true;
  }
  check(false, 'Tab does not come to ' + words + ' on ' + page.url());
  return false;
}
async function follow(page, words, where) {
  if (!await to(page, words)) return;
  await Promise.all([page.waitForURL(where), page.keyboard.press('Enter')]);
}

// Sign in, send, read, look at the cell, accept with a reason, submit: without a mouse.
async function wholeJob(browser, base, made) {
  const page = await person(browser, base, '');
  const chooser = page.waitForEvent('filechooser', {timeout: 120000});  // asked for early: the browser must know before the key is pressed
  await page.goto(base + '/sign-in');
  await follow(page, /^Made-up person: reviewer, Leeds|reviewer, Leeds/, base + '/');
  await follow(page, /^Send workbooks$/, '**/upload');
  await to(page, /^Workbooks$/);
  await page.keyboard.press('Space');
  await (await chooser).setFiles([made + '/leeds-warnings.xlsx']);
  await sees(page, 'NOT SENT YET', 'by keyboard, too, a chosen file is not sent yet');
  await follow(page, /^Send now$/, '**/receipts?of=*');
  await sees(page, 'has been checked', 'by keyboard a file is sent and checked');
  await keyboard(page, 'the page of receipts');
  await follow(page, /^Our return$/, '**/places/LE/returns/*');
  await sees(page, 'Warnings open', 'the findings are there to read');
  await follow(page, /^cell [A-Z]+\d+/, '**/cells?*');
  check(await page.locator('td.marked').count() === 1, 'the cell stands in its neighbourhood');
  await follow(page, /^Our return$/, '**/places/LE/returns/*');
  await follow(page, /^Accept all \d+ with one reason/, '**/accept?*');
  await keyboard(page, 'the page that asks for a reason');
  await to(page, /^Why is it right/);
  await page.keyboard.type('The CCGs agreed these to the pound with their auditor.');
  await follow(page, /^Accept with this reason$/, '**/places/LE/returns/*');
  await sees(page, 'The reason was recorded.', 'by keyboard a warning is accepted with a reason');
  await follow(page, /^Submit the return$/, '**/decide?*');
  await keyboard(page, 'the page that asks to confirm');
  await follow(page, /^Submit the return$/, '**/places/LE/returns/*');
  await sees(page, 'The return was submitted.', 'by keyboard the return is submitted');
  await page.context().close();
}

export async function keys(browser, base, made) {
  await wholeJob(browser, base, made);
  await doors(browser, base);
  const done = new Set();
  for (const name of ['leeds.lead', 'leeds.reviewer', 'leeds.approver', 'region', 'administrator', 'auditor'])
    await pagesOf(browser, base, name, done);
  await forcedColours(browser, base);
}

// With the colours a person chose for everything: the focus is an outline, a state is a word and a shape.
async function forcedColours(browser, base) {
  const page = await person(browser, base, 'region', {forcedColors: 'active'});
  for (const path of ['/', '/places/KI/returns/2016-09-16', '/footprint', '/footprint/mismatches']) {
    await page.goto(base + path);
    const states = await page.$$eval('.state', (all) => all.filter((one) => one.checkVisibility()).map((one) =>
      ({words: one.textContent.trim(), shape: one.querySelector('svg') !== null})));
    check(states.length > 0 && states.every(({words, shape}) => words.length > 3 && shape),
      path + ' has a state that is a colour only');
    const outlined = await page.evaluate(() => {
      const all = [...document.querySelectorAll('main a[href], main button, main summary, main select, [tabindex="0"]')].filter((one) => one.checkVisibility());
      return all.filter((one) => { one.focus({focusVisible: true}); return getComputedStyle(one).outlineStyle === 'none'; })
        .map((one) => one.outerHTML.slice(0, 90)).slice(0, 3);
    });
    check(outlined.length === 0, path + ' shows no outline in chosen colours at ' + outlined.join(' | '));
  }
  await page.context().close();
}
