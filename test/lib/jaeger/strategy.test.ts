import { effectiveStorage, effectiveStrategy, liveBlocks, requestedStrategy } from '../../../lib/jaeger';

const elasticsearch = { type: 'elasticsearch', options: { es: { 'server-urls': 'http://es:9200' } } };

test.each([
  [{}, 'allinone'],
  [{ strategy: 'allInOne' }, 'allinone'],
  [{ strategy: 'all-in-one' }, 'allinone'],
  [{ strategy: 'prod' }, 'allinone'],
  [{ strategy: 'production' }, 'allinone'],
  [{ strategy: 'production', storage: { type: 'memory' } }, 'allinone'],
  [{ strategy: 'production', storage: { type: 'badger' } }, 'allinone'],
  [{ strategy: 'production', storage: { type: 'opensearch' } }, 'allinone'],
  [{ strategy: 'Production', storage: elasticsearch }, 'production'],
  [{ strategy: 'production', storage: { type: 'kafka' } }, 'production'],
  [{ strategy: 'streaming', storage: { type: 'cassandra' } }, 'streaming'],
  [{ strategy: 'streaming' }, 'allinone'],
])('%j runs as %s', (spec, expected) => {
  expect(effectiveStrategy(spec)).toBe(expected);
});

test('an unknown storage type is memory', () => {
  expect(effectiveStorage({ storage: { type: 'in-memory' } })).toBe('memory');
  expect(effectiveStorage({ storage: elasticsearch })).toBe('elasticsearch');
});

test('the blocks that are read follow what runs, not what is asked for', () => {
  expect(requestedStrategy({ strategy: 'production' })).toBe('production');
  expect(liveBlocks({ strategy: 'production' })).toEqual(['allInOne', 'agent']);
  expect(liveBlocks({ strategy: 'production', storage: elasticsearch })).toEqual([
    'collector',
    'query',
    'agent',
  ]);
});
