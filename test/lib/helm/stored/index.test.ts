import { storedCharts, usualName } from '../../../../lib/helm';
import { without } from '../../../../lib/helm/stored';

const request = (chart: string, version: string, values: object) =>
  storedCharts.render({
    chart: { name: chart, version },
    release: 'traces',
    namespace: 'observability',
    values: values as never,
  });

it('makes nothing of charts, versions and values that are not stored', () => {
  for (const [chart, version, values] of [
    ['tempo', '99.0.0', {}],
    ['tempo', '2.2.4', { tempo: { replicas: 2 } }],
    ['loki', '6.0.0', {}],
    ['constructor', '1.0.0', {}],
  ] as const) {
    expect(request(chart, version, values)).toMatchObject({ ok: false });
  }
});

it('values are compared without those that are open', () => {
  const values = { a: { b: 1, c: { d: 2 } }, e: [3] };
  expect(without(values, ['a.b', 'a.c'])).toEqual({ e: [3] });
  expect(without(values, ['a.c.d'])).toEqual({ a: { b: 1 }, e: [3] });
});

it.each([
  ['tempo', 'traces', {}, 'traces-tempo'],
  ['tempo', 'tempo-of-shop', {}, 'tempo-of-shop'],
  ['tempo', 'traces', { nameOverride: 'store' }, 'traces-store'],
  ['tempo', 'traces', { fullnameOverride: 'store' }, 'store'],
  ['tempo', `${'a'.repeat(62)}-b`, {}, 'a'.repeat(62)],
])('the usual name of %s as %s with %j', (chart, release, values, name) => {
  expect(usualName(chart, release, values)).toBe(name);
});
