// Conveniences; every page does its work without them. Drag and drop with progress, pages that look again by
// themselves, focus on what went wrong, and everything open when printed.
'use strict';

function whenReady() {
  document.querySelectorAll('[data-scripted]').forEach((one) => { one.hidden = false; });
  document.querySelector('[data-focus]')?.focus();
  document.querySelectorAll('.table-scroll, .chart').forEach((box) => {
    if (box.scrollWidth <= box.clientWidth) box.removeAttribute('tabindex');
  });
  const upload = document.getElementById('upload');
  if (upload) prepareUpload(upload);
  const live = document.querySelector('[data-live]');
  if (live) watch(live);
}

// Printing -------------------------------------------------------------------------------------------------------

let openedForPrint = [];
addEventListener('beforeprint', () => {
  openedForPrint = [...document.querySelectorAll('details:not([open])')];
  openedForPrint.forEach((one) => { one.open = true; });
});
addEventListener('afterprint', () => openedForPrint.forEach((one) => { one.open = false; }));

// Looking again --------------------------------------------------------------------------------------------------

function pauseButton(live) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small no-print';
  const say = () => {
    button.textContent = live.dataset.paused ? 'Go on updating this page' : 'Stop updating this page';
  };
  button.addEventListener('click', () => {
    if (live.dataset.paused) delete live.dataset.paused; else live.dataset.paused = 'yes';
    say();
  });
  say();
  return button;
}

function watch(live) {
  const words = document.createElement('p');
  words.setAttribute('role', 'status');
  words.className = 'quiet small';
  live.before(words);
  live.before(pauseButton(live));
  let looks = 0;
  const again = async () => {
    if (Number(live.dataset.live) >= 20 && ++looks > 90) {  // so that a page left open does not keep its session
      words.textContent = 'This page no longer updates itself. Load it again to go on.';
      return;
    }
    if (!document.hidden && !live.dataset.paused && !live.contains(document.activeElement)) {
      try {
        const answer = await fetch(location.href, {headers: {Accept: 'text/html'}, credentials: 'same-origin'});
        if (answer.ok) show(live, new DOMParser().parseFromString(await answer.text(), 'text/html'), words);
      } catch { words.textContent = 'The service cannot be reached at the moment. Trying again.'; }
    }
    if (live.dataset.live) setTimeout(again, Number(live.dataset.live) * 1000);
  };
  setTimeout(again, Number(live.dataset.live) * 1000);
}

// Without what its reader and this script did to it.
function asItCame(box) {
  const copy = box.cloneNode(true);
  copy.querySelectorAll('details').forEach((one) => { one.open = false; });
  copy.querySelectorAll('.table-scroll, .chart').forEach((one) => one.removeAttribute('tabindex'));
  return copy.innerHTML;
}

function show(live, fetched, words) {
  const fresh = fetched.getElementById(live.id);
  if (!fresh) return;
  if (fresh.dataset.live) live.dataset.live = fresh.dataset.live;
  else if (live.dataset.live) {
    delete live.dataset.live;
    live.previousElementSibling.remove();
  }
  if (asItCame(fresh) === asItCame(live)) return;
  const named = (one) => one.querySelector('summary')?.textContent;
  const open = [...live.querySelectorAll('details[open]')].map(named);
  live.replaceChildren(...fresh.childNodes);
  live.querySelectorAll('details').forEach((one) => { if (open.includes(named(one))) one.open = true; });
  words.textContent = 'Updated at ' + new Date().toLocaleTimeString('en-GB') + '.';
}

// Upload ---------------------------------------------------------------------------------------------------------

function prepareUpload(form) {
  const input = form.querySelector('input[type=file]');
  const listed = document.createElement('ul');
  listed.className = 'files';
  listed.setAttribute('aria-label', 'Chosen workbooks');
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  const button = form.querySelector('button');
  button.before(listed, status);
  const rows = new Map();
  const unsent = () => [...rows.values()].filter((row) => !row.sent && !row.unsendable);
  const unsendable = () => [...rows.values()].filter((row) => row.unsendable);

  const tell = () => {
    status.replaceChildren([waitingWords(unsent().length), unsendableWords(unsendable())].filter(Boolean).join(' '));
    const sent = [...rows.values()].filter((row) => row.sent);
    if (sent.length > 0) status.append(' ', receiptsLink(sent));
  };
  const add = (files) => {
    for (const file of files) {
      const key = [file.name, file.size, file.lastModified].join('|');
      if (rows.has(key)) continue;
      const row = fileRow(file, () => { rows.delete(key); tell(); input.focus(); });
      listed.append(row.row);
      rows.set(key, row);
    }
    tell();
  };
  input.addEventListener('change', () => { add(input.files); input.value = ''; });
  prepareDrop(form, add);
  addEventListener('beforeunload', (event) => {
    if (unsent().length + unsendable().length > 0) event.preventDefault();
  });
  form.addEventListener('submit', async (event) => {
    if (rows.size === 0) return;
    event.preventDefault();
    button.disabled = true;
    for (const row of unsent()) await send(form, row);
    button.disabled = false;
    tell();
    if ([...rows.values()].every((row) => row.sent)) location.assign(receiptsOf([...rows.values()])); else button.focus();
  });
}

function waitingWords(count) {
  return count === 0 ? '' : count === 1 ? 'One workbook is chosen and NOT SENT YET. Press the button to send it.' :
    count + ' workbooks are chosen and NOT SENT YET. Press the button to send them.';
}

// What the service has refused for itself is refused again, however often it is sent.
function unsendableWords(rows) {
  if (rows.length === 0) return '';
  return 'NOT TAKEN: ' + rows.map((row) => row.file.name + '. ' + row.why).join(' ') + ' Take ' +
    (rows.length === 1 ? 'it' : 'them') + ' off the list, and choose ' +
    (rows.length === 1 ? 'the mended workbook.' : 'the mended workbooks.');
}

const receiptsOf = (sent) => '/receipts?' + sent.map((row) => 'of=' + encodeURIComponent(row.sha256)).join('&');

function receiptsLink(sent) {
  const link = document.createElement('a');
  link.href = receiptsOf(sent);
  link.textContent = sent.length === 1 ? 'The receipt of the one that was sent' :
    'The receipts of the ' + sent.length + ' that were sent';
  return link;
}

function fileRow(file, gone) {
  const row = document.createElement('li');
  const words = document.createElement('span');
  words.textContent = file.name + ' (' + Math.ceil(file.size / 1024) + ' kB): not sent yet';
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small';
  remove.textContent = 'Take off the list';
  remove.setAttribute('aria-label', 'Take ' + file.name + ' off the list');
  remove.addEventListener('click', () => { row.remove(); gone(); });
  row.append(words, document.createElement('br'), remove);
  return {file, row, words, remove, sent: false};
}

function prepareDrop(form, add) {
  const box = form.closest('.drop') ?? form;
  for (const kind of ['dragenter', 'dragover']) {
    box.addEventListener(kind, (event) => { event.preventDefault(); box.classList.add('drop--over'); });
  }
  for (const kind of ['dragleave', 'drop']) box.addEventListener(kind, () => box.classList.remove('drop--over'));
  box.addEventListener('drop', (event) => { event.preventDefault(); add(event.dataTransfer.files); });
}

function send(form, row) {
  const bar = document.createElement('progress');
  bar.max = 1;
  bar.setAttribute('aria-label', 'Sending ' + row.file.name);
  row.row.append(bar);
  row.remove.hidden = true;
  row.words.textContent = row.file.name + ': sending';
  const fields = new FormData(form);
  fields.delete('file');
  fields.append('file', row.file, row.file.name);
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'application/json');
  request.responseType = 'json';
  request.upload.addEventListener('progress', (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
  return new Promise((done) => {
    request.addEventListener('loadend', () => {
      bar.remove();
      const receipt = request.status === 200 && request.response?.receipts?.[0];
      row.sent = row.remove.hidden = Boolean(receipt);
      row.sha256 = receipt?.sha256;
      row.why = receipt ? '' : whyNot(request);
      row.unsendable = !receipt && [400, 413, 415, 422].includes(request.status);
      row.words.textContent = row.file.name + (receipt ? ': sent, receipt ' + receipt.sequence :
        (row.unsendable ? ': NOT TAKEN. ' : ': NOT SENT. ') + row.why);
      done();
    });
    request.send(fields);
  });
}

function whyNot(request) {
  if (request.status === 0) return 'The service cannot be reached. Press the button to try again.';
  const problem = request.response ?? {};
  return [problem.detail ?? problem.title ?? 'The service could not take it.', problem.remedy ?? 'Try again later.'].join(' ');
}

addEventListener('DOMContentLoaded', whenReady);
