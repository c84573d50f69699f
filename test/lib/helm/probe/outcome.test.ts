import { difference, type ReleaseOutcome } from '../../../../lib/helm/probe/outcome';

const made = (config: unknown, notes?: readonly string[]): ReleaseOutcome => ({
  config,
  objects: {},
  ...(notes && { notes }),
});

describe('the first difference of two outcomes', () => {
  test.each([
    ['a value', { a: 1 }, { a: 2 }, '["config"]["a"]: model 1, chart 2'],
    ['a key of the model alone', { a: 1, b: 2 }, { a: 1 }, '["config"]["b"]: model 2, chart undefined'],
    ['a key of the chart alone', { a: 1 }, { a: 1, b: 2 }, '["config"]["b"]: model undefined, chart 2'],
    ['an item of a list', { a: [1, 2] }, { a: [1] }, '["config"]["a"]["1"]: model 2, chart undefined'],
    ['a list for a map', { a: [] }, { a: {} }, '["config"]["a"]: model [], chart {}'],
  ])('names %s', (_, model, chart, wanted) => {
    expect(difference(made(model), made(chart))).toBe(wanted);
  });

  test('is none of equal ones, and notes count where the chart tells them', () => {
    expect(difference(made({ a: 1 }), made({ a: 1 }))).toBeUndefined();
    expect(difference(made({}, ['x']), made({}))).toBeUndefined();
    expect(difference(made({}, ['x']), made({}, ['y']))).toBe('["notes"]["0"]: model "x", chart "y"');
  });

  test('says who alone refuses', () => {
    expect(difference({ refused: true }, made({}))).toBe('the model refuses, the chart does not');
    expect(difference(made({}), { refused: true })).toBe('the chart refuses, the model does not');
    expect(difference({ refused: true }, { refused: true })).toBeUndefined();
  });
});
