import fc from 'fast-check';
import { isVariableName, substitute } from '../../../lib/flux';

const variables = new Map([
  ['var', 'VALUE'],
  ['empty', ''],
]);
const strict = { strict: true };
const lenient = { strict: false };

function outcome(text: string, mode: { strict: boolean }, known: ReadonlyMap<string, string> = variables) {
  const result = substitute(text, known, mode);
  return 'text' in result ? result.text : `error: ${result.error}`;
}

test.each([
  ['${var}', 'VALUE'],
  ['${NOPE:-d}', 'd'],
  ['${NOPE:=d}', 'd'],
  ['${NOPE=d}', 'd'],
  ['${empty:-d}', 'd'],
  ['${empty=d}', 'd'],
  ['${NOPE:?msg}', 'msg'],
  ['${NOPE:+x}', 'x'],
  ['${var:+x}', 'VALUE'],
  ['${var:1}', 'ALUE'],
  ['${var:1:2}', 'AL'],
  ['${var: -1}', 'VALUE'],
  ['${var:-1}', 'VALUE'],
  ['${var/A/B}', 'VBLUE'],
  ['${var//A/}', 'VLUE'],
  ['${var/#VA/X}', 'XLUE'],
  ['${var/%UE/X}', 'VALX'],
  ['${var^}', 'VALUE'],
  ['${var,}', 'vALUE'],
  ['${var,,}', 'value'],
  ['${var#V*}', 'ALUE'],
  ['${var##V*}', ''],
  ['${var%E}', 'VALU'],
  ['${var%%L*}', 'VA'],
  ['${#var}', '5'],
  ['${NOPE:-${var}}', 'VALUE'],
  ['${NOPE:-a:b/c}', 'a:b/c'],
  ['${NOPE:-$var}', '$var'],
  ['$var $1 $(X) $ ^foo$', '$var $1 $(X) $ ^foo$'],
  ['$$', '$'],
  ['$$5', '$5'],
  ['^a$$', '^a$'],
  ['$${x}', '${x}'],
  ['$$${var}', '$VALUE'],
  ['$$$${x}', '$${x}'],
  ['\\${var}', '\\VALUE'],
])('%s becomes %s in either mode', (text, expected) => {
  expect(outcome(text, strict)).toBe(expected);
  expect(outcome(text, lenient)).toBe(expected);
});

test.each([
  ['${NOPE}', ''],
  ['${NOPE^^}', ''],
  ['${#NOPE}', '0'],
  ['${NOPE:n}', ''],
  ['${NOPE/a/b}', ''],
  ['${NOPE:-a$$${b}c}', 'a$$c'],
  ['${env:MY_POD_IP}:4317', ':4317'],
  ['${1}', ''],
  ['${été}', ''],
])('%s becomes %j without strict mode and stops the build with it', (text, expected) => {
  expect(outcome(text, lenient)).toBe(expected);
  expect(outcome(text, strict)).toBe('error: variable not set (strict mode)');
});

test.each([
  ['${var-d}', 'missing closing brace'],
  ['${var+d}', 'missing closing brace'],
  ['${var?d}', 'missing closing brace'],
  ['${my-var}', 'missing closing brace'],
  ['${a.b}', 'missing closing brace'],
  ['${a[0]}', 'missing closing brace'],
  ['${a@Q}', 'missing closing brace'],
  ['${a b}', 'missing closing brace'],
  ['${var', 'missing closing brace'],
  ['${}', 'unable to parse variable name'],
  ['${ var }', 'unable to parse variable name'],
  ['${!v}', 'unable to parse variable name'],
  ['${.x}', 'unable to parse variable name'],
  ['${{x}}', 'unable to parse variable name'],
  ['${var//A}', 'bad substitution'],
  ['${var/#/p-}', 'bad substitution'],
  ['${var:0:-1}', 'a negative length makes the library panic'],
])('%s is refused in either mode', (text, message) => {
  expect(outcome(text, lenient)).toBe(`error: ${message}`);
  expect(outcome(text, strict)).toBe(`error: ${message}`);
});

test('a variable called env replaces the reference of the collector', () => {
  expect(outcome('${env:MY_POD_IP}:4317', strict, new Map([['env', 'ENVVAL']]))).toBe('ENVVAL:4317');
});

test('the error names the variable and the expression', () => {
  expect(substitute('a ${env:MY_POD_IP} b', new Map())).toEqual({
    error: 'variable not set (strict mode)',
    source: '${env:MY_POD_IP}',
    variable: 'env',
  });
});

test('text without a dollar is never changed', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('$'));
      expect(outcome(text, strict)).toBe(text);
    }),
  );
});

test.each([
  ['_a1', true],
  ['x-y', false],
  ['values.yaml', false],
  ['1a', false],
])('a variable may be called %s: %s', (name, expected) => {
  expect(isVariableName(name)).toBe(expected);
});
