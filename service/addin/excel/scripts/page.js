// Making parts of the page. Text is always text: nothing from a workbook or an answer becomes HTML.
export const byId = (id) => document.getElementById(id);

export function make(name, attributes = {}, ...inner) {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'click') one.addEventListener('click', value);
    else one.setAttribute(key, value);
  }
  one.append(...inner.filter((part) => part !== null && part !== undefined && part !== ''));
  return one;
}

export const paragraph = (text) => make('p', {class: 'nhsuk-body-s'}, text);
export const button = (label, click, kind = 'nhsuk-button--secondary') =>
  make('button', {type: 'button', class: 'nhsuk-button nhsuk-button--small ' + kind, click}, label);

// Terms and what belongs to them; empty ones are left out.
export const pairs = (all) => make('dl', {class: 'pairs'}, ...Object.entries(all)
  .filter(([, value]) => value !== '' && value !== null && value !== undefined)
  .flatMap(([term, value]) => [make('dt', {}, term), make('dd', {}, typeof value === 'object' ? value : String(value))]));

// "2026-11-30T17:00:00.000Z" as "30 Nov 2026, 17:00 UTC"
export function when(utc) {
  const at = new Date(utc);
  return Number.isNaN(at.getTime()) ? utc : at.toLocaleDateString('en-GB', {day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC'}) +
    ', ' + at.toISOString().slice(11, 16) + ' UTC';
}

export const plural = (number, word) => number + ' ' + word + (number === 1 ? '' : 's');
