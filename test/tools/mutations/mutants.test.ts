import { mutantsOf, withMutant } from '../../../tools/mutations/mutants';

const mutated = (text: string) => mutantsOf(text).map((mutant) => withMutant(text, mutant));

describe('the mutants of a text', () => {
  test('turn operators, words and numbers over', () => {
    expect(mutated('// é\nexport const f = (x: number) => !g(x) && x > 2;')).toEqual([
      '// é\nexport const f = (x: number) => g(x) && x > 2;',
      '// é\nexport const f = (x: number) => !g(x) || x > 2;',
      '// é\nexport const f = (x: number) => !g(x) && x >= 2;',
      '// é\nexport const f = (x: number) => !g(x) && x > 3;',
    ]);
  });

  test('leave items out of tables and lists', () => {
    expect(mutated("const t = { a: ['x', 'y'], b: true };")).toEqual([
      'const t = { b: true };',
      "const t = { a: ['y'], b: true };",
      "const t = { a: ['x', 'y'], b: false };",
    ]);
  });

  test('return nothing for something', () => {
    expect(mutated('function f() { return [a]; }')).toEqual(['function f() { return []; }']);
  });

  test('leave types and imports alone', () => {
    expect(mutantsOf("import a from './a';\ninterface A { readonly b: true }\ntype C = 1 | 2;")).toEqual([]);
  });
});
