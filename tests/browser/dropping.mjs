// Workbooks dropped onto the page as a hand drops them, over a line that can stall and break.
import {writeFileSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {check, nothingFound, person, sees} from './browser.mjs';

// A line to the service. Held, it passes so many bytes of a connection and no more; cut, every connection breaks.
async function line(base) {
  const passed = 256 * 1024;
  const state = {held: false, down: false, open: new Set()};
  const server = createServer((client) => {
    if (state.down) return client.destroy();
    const service = connect(Number(new URL(base).port), '127.0.0.1');
    let count = 0;
    const both = {go: () => client.resume(), end: () => { client.destroy(); service.destroy(); state.open.delete(both); }};
    state.open.add(both);
    client.on('data', (bytes) => {
      service.write(bytes);
      count += bytes.length;
      if (state.held && count > passed) client.pause();
    });
    service.on('data', (bytes) => client.write(bytes));
    for (const one of [client, service]) one.on('error', both.end).on('close', both.end);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    base: 'http://127.0.0.1:' + server.address().port,
    hold: () => { state.held = true; },
    go: () => { state.held = state.down = false; state.open.forEach((one) => one.go()); },
    cut: () => { state.down = true; state.open.forEach((one) => one.end()); },
    close: () => { state.open.forEach((one) => one.end()); server.close(); },
  };
}

// The browser itself drops the files, as it does for a person: enter, over, drop.
async function drop(page, files) {
  const box = await page.locator('.drop').boundingBox();
  const session = await page.context().newCDPSession(page);
  const at = {x: Math.round(box.x + box.width / 2), y: Math.round(box.y + 20)};
  const data = {items: [], files, dragOperationsMask: 1};
  for (const type of ['dragEnter', 'dragOver']) await session.send('Input.dispatchDragEvent', {type, ...at, data});
  check(await page.locator('.drop--over').count() === 1, 'the box shows that files can be let go over it');
  await session.send('Input.dispatchDragEvent', {type: 'drop', ...at, data});
  await session.detach();
  check(await page.locator('.drop--over').count() === 0, 'and no longer once they are');
}

const send = (page) => page.getByRole('button', {name: 'Send now'}).click();
const chosen = (page) => page.locator('.files li');

// One file that takes its time: chosen, sent in part, broken off, kept, sent again.
async function brokenOff(page, over, file) {
  await page.goto(over.base + '/upload');
  await drop(page, [file]);
  await sees(page, 'One workbook is chosen and NOT SENT YET', 'a dropped file is said not to be sent');
  check((await chosen(page).innerText()).includes('not sent yet'), 'beside its name, too');
  over.hold();
  await send(page);
  const bar = page.getByRole('progressbar');
  await bar.waitFor();
  await page.waitForFunction(() => document.querySelector('progress')?.value > 0);
  const part = await bar.evaluate((one) => one.value);
  check(part > 0 && part < 1, `while it is on its way the bar shows how far, not ${part}`);
  check(!(await chosen(page).innerText()).includes('receipt'), 'and nothing is called sent');
  await nothingFound(page, 'the form while it sends');
  page.expected.add('network');
  over.cut();
  await sees(page, 'NOT SENT. The service cannot be reached', 'a line that breaks is said');
  await sees(page, 'One workbook is chosen and NOT SENT YET', 'and that nothing was sent');
  check(await chosen(page).count() === 1, 'the choice is kept');
  await nothingFound(page, 'the form after the line broke');
  over.go();
  await send(page);
  await page.waitForURL('**/receipts?of=*');
  check(await page.locator('tbody tr').count() === 1, 'sent again it gets its receipt');
}

// Of many one is refused: the others have their receipts, and what was not sent is named with the reason.
async function oneRefused(page, over, files, refused) {
  await page.goto(over.base + '/upload');
  await drop(page, [...files, refused]);
  check(await chosen(page).count() === files.length + 1, 'many files are dropped at once');
  await sees(page, files.length + 1 + ' workbooks are chosen and NOT SENT YET', 'none of them is sent by that');
  page.expected.add(422);
  await send(page);
  await sees(page, 'NOT TAKEN. This file is empty. Save the workbook again and send that.', 'the refused one says why');
  check(await page.locator('.files li', {hasText: ': sent, receipt '}).count() === files.length, 'the others have receipts');
  await sees(page, 'NOT TAKEN: empty.xlsx. This file is empty.', 'it is named, with what to do');
  await sees(page, 'Take it off the list, and choose the mended workbook.', 'and what to do with the list');
  const status = await page.locator('#upload [role=status]').innerText();
  check(!status.includes('NOT SENT YET'), 'nothing says that pressing the button would send it, not ' + status);
  await nothingFound(page, 'the form with one file refused');
  await page.getByRole('button', {name: /^Take .*empty.*off the list/}).click();
  check(await chosen(page).count() === files.length, 'what cannot be sent is taken off the list');
  await page.getByRole('link', {name: /^The receipts of the \d that were sent/}).click();
  await page.waitForURL('**/receipts?of=*');
  check(await page.locator('tbody tr').count() === files.length, 'the receipts are a link away');
}

export async function dropping(browser, base, demonstration, made) {
  const over = await line(base);
  const large = made + '/large.xlsx', empty = made + '/empty.xlsx';
  writeFileSync(large, Buffer.alloc(24 << 20, 'no workbook '));
  writeFileSync(empty, '');
  const page = await person(browser, over.base, 'leeds.lead');
  await brokenOff(page, over, large);
  const ours = (section) => `${demonstration}/returns/leeds/2016-09-16/leeds-${section}-2016-09-16.xlsx`;
  await oneRefused(page, over, [ours('finance'), ours('activity')], empty);
  await page.goto(over.base + '/upload');
  await drop(page, ['finance', 'activity', 'workforce'].map(ours));
  await send(page);
  await page.waitForURL('**/receipts?of=*');
  check(await page.locator('tbody tr').count() === 3, 'each of many dropped files has its receipt');
  await page.context().close();
  over.close();
}
