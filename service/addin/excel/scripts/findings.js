// What the check finds in the open workbook, by rule, each leading to its cell.
import {button, make, pairs, paragraph, plural} from './page.js';

const words = {error: 'Error', warning: 'Warning', information: 'Note'};
const order = Object.keys(words);

function groups(findings) {
  const all = new Map();
  for (const one of findings) {
    const key = one.severity + ' ' + one.rule + (one.cell ? '' : ' elsewhere');
    if (!all.has(key)) all.set(key, []);
    all.get(key).push(one);
  }
  // Those one can go to first: what another workbook of the return still lacks is not to be mended here.
  const away = (group) => group.some((one) => one.cell) ? 0 : 1;
  return [...all.values()].sort((a, b) => order.indexOf(a[0].severity) - order.indexOf(b[0].severity) || away(a) - away(b));
}

function finding(one, goTo) {
  const what = [one.line, one.label, one.year, one.scenario].filter(Boolean).join(' ');
  return make('li', {class: 'finding finding--' + one.severity},
    make('h4', {}, words[one.severity] + (what ? ': ' + what : '')),
    paragraph(one.message),
    pairs({'Found': one.found, 'Expected': one.expected, 'To mend': one.remedy}),
    one.sheet && one.cell ? button('Go to ' + one.cell + ' on ' + one.sheet, () => goTo(one.sheet, one.cell)) : null);
}

function group(findings, isFirst, titles, goTo) {
  const [first] = findings;
  return make('details', {class: 'cause', ...(isFirst ? {open: ''} : {})},
    make('summary', {}, make('span', {class: 'cause__title'},
      plural(findings.length, words[first.severity].toLowerCase()) + ': ' + (titles.get(first.rule) ?? '') + ' (' + first.rule + ')' +
      (first.cell ? '' : ', in no cell of this workbook'))),
    make('ul', {class: 'pane__list'}, ...findings.map((one) => finding(one, goTo))));
}

const refusal = (one) => make('div', {class: 'finding finding--error'},
  make('h4', {}, 'This workbook cannot be checked'), paragraph(one.sentence), pairs({'Where': one.where, 'To mend': one.remedy}));

export function countsOf(report) {
  const count = (name) => report.returns.reduce((sum, one) => sum + one[name], 0);
  if (report.refused.length > 0) return 'The workbook cannot be checked.';
  if (report.returns.length === 0) return 'There is no return in this workbook.';
  const [one] = report.returns;
  return plural(count('errors'), 'error') + ', ' + plural(count('warnings'), 'warning') + ', ' +
    plural(count('information'), 'note') + ' in ' + one.place + ', round ' + one.round + ', judged as ' + one.stage + '.';
}

// `titles`: of the rules, by id.
export const findingsShown = (report, titles, goTo) => make('div', {},
  ...report.refused.map(refusal),
  ...groups(report.returns.flatMap((one) => one.findings)).map((one, i) => group(one, i === 0, titles, goTo)));
