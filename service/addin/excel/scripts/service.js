// Asks the service this page came from, with the kept key. Answers are JSON; everything else is a Trouble.
import {keptKey} from './key.js';
import {Trouble} from './trouble.js';

const usualPatience = 120000;  // milliseconds

const away = (why) => new Trouble('away', 'The service at ' + location.host + ' cannot be reached (' + why + ').',
  'Is this computer on the network that reaches it? Open its address in a browser; if that fails too, tell the people who run it.');

async function troubleOf(answer) {
  let told = {};
  try { told = await answer.json(); } catch { /* not ours: a proxy answered in its own words */ }
  if (answer.status === 401)
    return new Trouble('key', 'The service does not know this API key, or it has ended.', 'Sign out and enter a new one.');
  if (answer.status >= 500 && !told.code) return away('it answered ' + answer.status);
  const where = told.where ? ' (' + told.where + ')' : '';
  const busy = answer.status === 503 || answer.status === 429;
  return new Trouble(busy ? 'busy' : 'refused', (told.detail ?? 'The service answered ' + answer.status + '.') + where, told.remedy ?? '', told.code ?? '');
}

// A signal of the caller's and the end of patience, in one.
function limited(signal, patience) {
  const control = new AbortController();
  const stop = () => control.abort();
  const timer = setTimeout(stop, patience);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  return {signal: control.signal, done: () => { clearTimeout(timer); signal?.removeEventListener('abort', stop); }};
}

export async function ask(path, {method = 'GET', body, headers = {}, key = keptKey(), patience = usualPatience, signal} = {}) {
  const limit = limited(signal, patience);
  try {
    const answer = await fetch('/api/v1/' + path, {
      method, body, signal: limit.signal, credentials: 'omit', cache: 'no-store', redirect: 'error',
      headers: {accept: 'application/json', ...(key ? {authorization: 'Bearer ' + key} : {}), ...headers},
    });
    if (!answer.ok) throw await troubleOf(answer);
    return await answer.json();
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw away(limit.signal.aborted ? 'no answer within ' + patience / 1000 + ' seconds' : 'no connection');
  } finally {
    limit.done();
  }
}

export const post = (path, json, options) =>
  ask(path, {method: 'POST', body: JSON.stringify(json), headers: {'content-type': 'application/json'}, ...options});

// Files and options as a form; `fields`: name to text or File.
export function send(path, fields, options = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return ask(path, {method: 'POST', body: form, ...options});
}
