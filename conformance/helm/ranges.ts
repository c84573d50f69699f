import fc from 'fast-check';
import { times } from '../support/arbitrary';

const number = fc.oneof(
  fc.constantFrom('0', '1', '2', '110', 'x', 'X', '*', '01', '10'),
  fc.nat(3).map((value) => String(value)),
);
const suffix = fc.constantFrom('', '', '', '', '-0', '-alpha', '-alpha.1', '-rc.2', '-1', '+b');
const bound = fc
  .tuple(fc.constantFrom('', '', 'v'), fc.array(number, { minLength: 1, maxLength: 3 }), suffix)
  .map(([prefix, numbers, end]) => `${prefix}${numbers.join('.')}${end}`);
const operator = fc.constantFrom(
  '',
  '',
  '=',
  '!=',
  '>',
  '<',
  '>=',
  '=>',
  '<=',
  '=<',
  '~',
  '~>',
  '^',
  '==',
  '!',
);
const blank = fc.constantFrom('', '', ' ', '  ');
const constraint = fc.tuple(blank, operator, blank, bound, blank).map((parts) => parts.join(''));
const joint = fc.constantFrom(',', ' ', ' || ', '||', ', ', ' - ', ' , ', '');

const range = fc.oneof(
  times(
    8,
    fc
      .array(fc.tuple(constraint, joint), { minLength: 1, maxLength: 3 })
      .map((parts) =>
        parts.map(([text, next], position) => (position === parts.length - 1 ? text : text + next)).join(''),
      ),
  ),
  times(
    1,
    fc.constantFrom(
      ...[
        '',
        '*',
        'latest',
        ' ',
        'x',
        '>=0.1.0-0 <0.2.0',
        '1.2 - 1.4',
        ' - ',
        '||',
        '~0',
        '^0',
        '^*',
        '~*',
        '>*',
        '<=*',
        '!=*',
      ],
    ),
  ),
);

const version = fc
  .tuple(
    fc.constantFrom(0, 0, 1, 2),
    fc.constantFrom(0, 1, 2, 3, 110),
    fc.constantFrom(0, 1, 2, 3, 10),
    fc.constantFrom('', '', '-alpha', '-alpha.1', '-rc.1', '-0', '-1'),
  )
  .map(([major, minor, patch, end]) => `${major}.${minor}.${patch}${end}`);

/** Ranges, many of them unreadable, and versions to look for in them. */
export const rangesAndVersions = fc.tuple(range, version);
