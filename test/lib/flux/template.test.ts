import { expressionsOf, parseTemplate, TemplateError, toleratesUnset } from '../../../lib/flux';

test('expressions are found with their operators, nested ones too', () => {
  const expressions = expressionsOf(parseTemplate('a ${x:-${y}} ${z^^} $${no}'));
  expect(expressions.map(({ variable, operator, source }) => [variable, operator, source])).toEqual([
    ['x', ':-', '${x:-${y}}'],
    ['y', '', '${y}'],
    ['z', '^^', '${z^^}'],
  ]);
  expect(expressions.map(toleratesUnset)).toEqual([true, false, false]);
});

test('the refusal carries the beginning of the expression', () => {
  expect(() => parseTemplate('x ${{ github.sha }}')).toThrow(TemplateError);
  try {
    parseTemplate('x ${{ github.sha }}');
  } catch (error) {
    expect((error as TemplateError).source).toBe('${{ github.sha }}');
  }
});

test('what is escaped belongs to the text that is replaced, and to what replaces it', () => {
  const parameters = (text: string) => expressionsOf(parseTemplate(text)).map((each) => each.parameters);
  expect(parameters('${x/a\\/b/c}')).toEqual([[['a/b'], ['c']]]);
  expect(parameters('${x/a\\\\b/c\\/d}')).toEqual([[['a\\b'], ['c/d']]]);
  expect(parameters('${x/$$a/b}')).toEqual([[['$a'], ['b']]]);
  expect(parameters('${x/a/}')).toEqual([[['a'], []]]);
  expect(() => parseTemplate('${x//b}')).toThrow(TemplateError);
});
