import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changesBetween, type MetricFacts, metricsIn } from '../../../tools/release-facts/metrics';

const folder = mkdtempSync(join(tmpdir(), 'otelflux-metrics-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the metrics of a module and of its scrapers are read with their attributes as they are sent', () => {
  const scraper = join(folder, 'internal', 'scraper', 'cpuscraper');
  mkdirSync(scraper, { recursive: true });
  writeFileSync(join(folder, 'metadata.yaml'), 'type: hostmetrics\n');
  writeFileSync(
    join(scraper, 'metadata.yaml'),
    'type: cpu\nattributes: {core: {name_override: cpu}}\nmetrics: {system.cpu.time: {enabled: true, unit: s, attributes: [state, core]}}\n',
  );
  expect([...metricsIn(folder)]).toEqual([
    ['system.cpu.time', { enabled: true, unit: 's', attributes: ['cpu', 'state'], scraper: 'cpu' }],
  ]);
});

test('what is gone, off, in another unit or without an attribute is a change; what came is none', () => {
  const metric: MetricFacts = { enabled: true, unit: '1', attributes: ['a'] };
  const before = new Map<string, MetricFacts>([
    ['gone', { ...metric, enabled: false }],
    ['off', metric],
    ['unit', metric],
    ['attribute', { ...metric, scraper: 'cpu' }],
    ['same', metric],
  ]);
  const after = new Map<string, MetricFacts>([
    ['off', { ...metric, enabled: false }],
    ['unit', { ...metric, unit: 'By' }],
    ['attribute', { ...metric, attributes: ['b'], scraper: 'cpu' }],
    ['same', metric],
    ['came', metric],
  ]);
  expect(changesBetween(['0.111.0', before], ['0.139.0', after])).toEqual([
    { metric: 'gone', between: '0.111.0..0.139.0', off: true, gone: true },
    { metric: 'off', between: '0.111.0..0.139.0', switched: 'off' },
    { metric: 'unit', between: '0.111.0..0.139.0', unit: ['1', 'By'] },
    { metric: 'attribute', between: '0.111.0..0.139.0', scraper: 'cpu', attributes: [['a'], ['b']] },
  ]);
});
