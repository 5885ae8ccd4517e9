// From a figure down to what it was made of.
import {button, make, pairs, paragraph} from './page.js';

const title = (one) => [one.organisation, one.line, one.label, one.year, one.scenario].filter(Boolean).join(' ');

function part(one, goTo) {
  const head = title(one) + (one.value ? ': ' + one.value : '');
  const place = one.sheet && one.cell ? button('Go to ' + one.cell + ' on ' + one.sheet, () => goTo(one.sheet, one.cell)) : null;
  const below = one.parts?.length ? make('ul', {class: 'tree'}, ...one.parts.map((inner) => part(inner, goTo))) : null;
  const more = one.cut ? paragraph('It goes on below.') : null;
  if (!below && !place && !one.words) return make('li', {}, head, more);
  return make('li', {}, make('details', {}, make('summary', {}, head), one.words ? paragraph(one.words) : null, place, below, more));
}

export const explanationShown = (one, goTo) => make('div', {class: 'panel'},
  make('h3', {class: 'nhsuk-heading-xs'}, title(one)),
  pairs({'Value': [one.value, one.unit].filter(Boolean).join(' '), 'Kind': one.kind, 'In words': one.words, 'Formula': one.formula}),
  one.parts?.length ? make('h4', {}, 'Made of') : null,
  one.parts?.length ? make('ul', {class: 'tree'}, ...one.parts.map((inner) => part(inner, goTo))) : null,
  one.cut ? paragraph('It goes on below.') : null);
