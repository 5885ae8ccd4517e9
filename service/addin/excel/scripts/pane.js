// The task pane: signs in with a key, and does the four things one does with the open workbook.
import {associateAll} from './functions.js';
import {explanationShown} from './explanation.js';
import {countsOf, findingsShown} from './findings.js';
import {forgetKey, keepKey, keptKey} from './key.js';
import {button, byId, make, paragraph, plural, when as dateOf} from './page.js';
import {outcomeOf, receiptShown} from './receipt.js';
import {ask, send} from './service.js';
import {Trouble, asTrouble} from './trouble.js';
import {calculateAgain, goTo, openWorkbook, selectedCell, takeBack, writeCells} from './workbook.js';

const lookAgain = 1000, looks = 90;  // for the outcome of a check: every second, so many times

const say = (words) => { byId('status').textContent = words; };

function complain(error) {
  const trouble = asTrouble(error);
  byId('trouble').replaceChildren(make('div', {class: 'nhsuk-error-summary', tabindex: '-1'},
    make('h2', {class: 'nhsuk-error-summary__title'}, trouble.kind === 'away' ? 'The service is away' : 'There is a problem'),
    paragraph(trouble.message), trouble.remedy ? paragraph(trouble.remedy) : null));
  byId('trouble').firstChild.focus();
  say('');
}

// One thing at a time: its button waits, its outcome is said, its trouble is told.
async function during(control, words, work) {
  if (control.getAttribute('aria-disabled') === 'true') return;
  byId('trouble').replaceChildren();
  control.setAttribute('aria-disabled', 'true');
  say(words);
  try {
    say(await work() ?? '');
  } catch (error) {
    complain(error);
  } finally {
    control.removeAttribute('aria-disabled');
  }
}

const when = (id, words, work) => byId(id).addEventListener('click', () => during(byId(id), words, work));
const show = (id, ...parts) => byId(id).replaceChildren(...parts.filter(Boolean));
const toCell = (sheet, cell) => goTo(sheet, cell).then(() => say(cell + ' on ' + sheet + ' is selected.'), complain);

async function check() {
  show('findings');
  const [report, {rules}] = await Promise.all([send('check', {files: await openWorkbook()}), ask('rules')]);
  show('findings', findingsShown(report, new Map(rules.map(({id, title}) => [id, title])), toCell));
  const place = report.returns[0]?.place;
  if (place && byId('place').querySelector(`option[value="${CSS.escape(place)}"]`)) byId('place').value = place;
  return countsOf(report);
}

function takingBack(written) {
  const back = button('Take ' + plural(written.length, 'cell') + ' back', () => during(back, 'Emptying what was written.', async () => {
    const emptied = await takeBack(written), kept = written.length - emptied;
    show('filling');
    byId('fill').focus();
    return plural(emptied, 'cell') + ' emptied again.' + (kept > 0 ? ' Something else stands in ' + plural(kept, 'cell') + ' by now, and stays.' : '');
  }));
  show('filling', back);
  back.focus();
}

async function fill() {
  show('filling');
  const {cells, references} = await send('fill?format=cells', {file: await openWorkbook()});
  if (cells.length === 0) return 'Every reference value stands there already: nothing to write.';
  const write = button('Write ' + plural(cells.length, 'cell'), () => during(write, 'Writing into the workbook.', async () => {
    takingBack(await writeCells(cells));
    return plural(cells.length, 'cell') + ' written.';
  }), '');
  show('filling', paragraph('Blank cells that have a reference value: ' + references + '. Cells with something in them stay as they are.'),
    make('ul', {class: 'pane__list'}, ...cells.slice(0, 20).map((one) =>
      make('li', {}, one.sheet + ' ' + one.cell + ': ' + one.value))),
    cells.length > 20 ? paragraph('and ' + (cells.length - 20) + ' more.') : null, write);
  return 'Nothing is written yet.';
}

async function calculate() {
  await calculateAgain();
  return 'Every function of this workbook is asked again.';
}

async function explain() {
  show('explanation');
  const {sheet, cell} = await selectedCell();
  const told = await send('explain?format=json', {file: await openWorkbook(), sheet, cell, depth: '3'});
  show('explanation', explanationShown(told, toCell));
  return cell + ' on ' + sheet + ' is explained below.';
}

async function checked(sha256, place) {
  for (let i = 0; ; i++) {
    const now = await ask('submissions/' + sha256 + '?' + new URLSearchParams({place}));
    if (i >= looks || now.state === 'checked' || now.state === 'refused') return now;
    await new Promise((again) => setTimeout(again, lookAgain));
  }
}

async function handIn() {
  show('receipt');
  const place = byId('place').value;
  if (!place) throw new Trouble('workbook', 'No place is chosen.', 'Choose the place whose return this is.');
  const {submissions: [one]} = await send('submissions', {file: await openWorkbook(), place},
    {headers: {'idempotency-key': crypto.randomUUID()}});
  show('receipt', receiptShown(one));
  say('It was received. The check is under way.');
  return outcomeOf(await checked(one.receipt.sha256, place));
}

async function prepareHandIn(key) {
  const [{items: places}, {items: rounds}] = await Promise.all([ask('places', {key}), ask('rounds', {key})]);
  const own = places.filter((one) => one.may_hand_in);
  show('place', ...(own.length === 1 ? [] : [make('option', {value: ''}, 'Choose a place')]),
    ...own.map((one) => make('option', {value: one.code}, one.name)));
  const open = rounds.find((one) => one.open);
  byId('round').textContent = open ? 'Round ' + open.code + ' (' + open.label + ') is being collected' +
    (open.soft_deadline ? ', until ' + dateOf(open.soft_deadline) : '') + '.' : 'No round is being collected just now.';
  byId('hand-in-form').hidden = own.length === 0;
  byId('no-places').hidden = own.length > 0;
}

function showSignedIn(signedIn) {
  byId('sign-in').hidden = signedIn;
  byId('work').hidden = !signedIn;
}

async function signIn(event) {
  event.preventDefault();
  const field = byId('key');
  await during(byId('keep'), 'Asking the service.', async () => {
    const key = field.value.trim();
    if (!/^[\x21-\x7e]+$/.test(key)) throw new Trouble('key', 'This is no API key.', 'Copy the whole key as the service showed it.');
    await prepareHandIn(key);
    keepKey(key);
    field.value = '';
    showSignedIn(true);
    byId('check').focus();
    return 'You are signed in.';
  });
}

function signOut() {
  forgetKey();
  for (const id of ['trouble', 'findings', 'filling', 'explanation', 'receipt', 'place']) show(id);
  showSignedIn(false);
  byId('key').focus();
  say('You are signed out. The key is forgotten here; to end it everywhere, end it on your account page.');
}

async function begin() {
  byId('sign-in-form').addEventListener('submit', signIn);
  byId('sign-out').addEventListener('click', signOut);
  when('check', 'Checking the workbook.', check);
  when('fill', 'Looking for reference values.', fill);
  when('explain', 'Looking for what made this cell.', explain);
  when('hand-in', 'Handing in the workbook.', handIn);
  when('calculate', 'Calculating.', calculate);
  showSignedIn(keptKey() !== '');
  if (keptKey() !== '') await prepareHandIn(keptKey()).catch(complain);
}

// The library comes from Excel's maker, and this page may be looked at where it cannot be had.
if (globalThis.Office) {
  if (globalThis.CustomFunctions) associateAll();
  Office.onReady(({host}) => {
    byId('loading').hidden = true;
    if (host === Office.HostType.Excel) return begin();
    byId('not-excel').hidden = false;
  });
} else {
  byId('loading').hidden = true;
  byId('no-library').hidden = false;
}
