import { differences, stateAt } from '../../../../lib/helm/model/history';

const states = [
  ['1.0.0', { a: 1, b: { c: 'x' } }],
  ['1.1.0', { a: 1, b: { c: 'x' } }],
  ['1.2.0', { a: 2, b: { c: 'x', 'd/e': [1] } }],
  ['1.3.0', { b: { c: 'y' }, f: {} }],
] as const;
const history = differences(states);

test('a history is the newest state and what older ones differ in, backwards', () => {
  expect(history).toEqual({
    newest: { b: { c: 'y' }, f: {} },
    deltas: [
      { before: '1.3.0', drop: ['/f'], set: { '/a': 2, '/b/c': 'x', '/b/d~1e': [1] } },
      { before: '1.2.0', drop: ['/b/d~1e'], set: { '/a': 1 } },
    ],
  });
});

test.each(states)('the state at %s is told again', (version, state) => {
  expect(stateAt(history, (before) => version < before)).toEqual(state);
});

test('one state, and none, have no difference', () => {
  expect(differences([['1.0.0', { a: 1 }]])).toEqual({ newest: { a: 1 }, deltas: [] });
  expect(differences([])).toEqual({ newest: {}, deltas: [] });
});
