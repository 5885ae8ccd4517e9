// The receipt of a workbook that was handed in, and how its check came out.
import {make, pairs, paragraph, plural, when} from './page.js';

const seen = (receipt) => receipt.again ? 'These very bytes came before: this is their first receipt.' : '';

export const receiptShown = ({receipt}) => make('div', {class: 'panel panel--lead'},
  make('h3', {class: 'nhsuk-heading-xs'}, 'Receipt'),
  seen(receipt) ? paragraph(seen(receipt)) : null,
  pairs({'File': receipt.name, 'Place': receipt.place, 'Received': when(receipt.at), 'By': receipt.who, 'Number': receipt.sequence,
    'SHA-256': receipt.sha256}));

export function outcomeOf(submission) {
  if (submission.state === 'refused') {
    const why = submission.refusal;
    return 'It was received, and cannot be taken: ' + [why?.detail ?? why?.sentence, why?.remedy].filter(Boolean).join(' ');
  }
  if (submission.state !== 'checked') return 'It was received and waits for its check; the page of your return will say how it came out.';
  return 'It was received and checked for ' + submission.place + ', round ' + submission.round + ': ' +
    plural(submission.errors, 'error') + ', ' + plural(submission.warnings, 'warning') + '.' +
    (submission.errors > 0 ? ' Mend the errors and hand it in again; the last version without errors counts until then.' : '');
}
