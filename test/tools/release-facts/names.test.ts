import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesUpTo } from '../../../tools/release-facts/names';
import type { ComponentFile } from '../../../tools/schemas/lib/collector/model';

const folder = mkdtempSync(join(tmpdir(), 'otelflux-names-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const component = (type: string, rest: Partial<ComponentFile> = {}): ComponentFile => ({
  class: 'receiver',
  type,
  module: `receiver/${type}receiver`,
  repository: 'contrib',
  stability: { metrics: 'beta' },
  distributions: { contrib: '..' },
  ...rest,
});

/** Root modules at releases: which receivers `contrib` holds. */
function proxy(held: Readonly<Record<string, readonly string[]>>) {
  return (module: string, release: string): string | undefined => {
    const receivers = held[release];
    if (receivers === undefined || !module.endsWith('contrib')) return undefined;
    const root = join(folder, release);
    mkdirSync(join(root, 'reports', 'distributions'), { recursive: true });
    writeFileSync(
      join(root, 'reports', 'distributions', 'contrib.yaml'),
      JSON.stringify({ name: 'contrib', components: { receiver: receivers } }),
    );
    return root;
  };
}

const found = (
  components: readonly ComponentFile[],
  held: Readonly<Record<string, readonly string[]>>,
  to = '0.160.1',
) =>
  namesUpTo(
    { release: '0.158.0', components, shared: { structs: {} } },
    { core: '0.158.0', contrib: '0.158.0' },
    to,
    proxy(held),
  );

test('what came, went, and got another name is dated by the release that shows it', () => {
  const { components, known, told } = found([component('sqlquery'), component('old')], {
    '0.158.0': ['sqlquery', 'old'],
    '0.159.0': ['sql_query', 'old'],
    '0.160.1': ['sql_query', 'fresh'],
  });
  expect(known).toEqual({ core: '0.158.0', contrib: '0.160.1' });
  expect(told).toEqual([
    '0.159.0: receiver sqlquery is called sql_query',
    '0.160.1: receiver fresh is in the distribution contrib',
    '0.160.1: receiver old is no longer in the distribution contrib, nor in any other',
  ]);
  expect(components).toEqual([
    component('sqlquery', { later: [{ type: 'sql_query', since: '0.159.0', alias: true }] }),
    component('old', { distributions: { contrib: '..0.159.0' }, until: '0.159.0' }),
    component('fresh', {
      stability: { traces: 'unstated', metrics: 'unstated', logs: 'unstated' },
      distributions: { contrib: '0.160.1..' },
      since: '0.160.1',
      untyped: 'newer than the release of the catalog',
    }),
  ]);
});

test('next to a release that cannot be had, neither name is wrong', () => {
  const { components } = found(
    [component('sqlquery'), component('old')],
    { '0.158.0': ['sqlquery', 'old'], '0.161.0': ['sql_query'] },
    '0.161.0',
  );
  expect(components).toEqual([
    component('sqlquery', { later: [{ type: 'sql_query', since: '0.159.0', alias: true }] }),
    component('old', { distributions: { contrib: '..0.160.0' }, until: '0.160.0' }),
  ]);
});

test('the suffix of the class is no part of a name, and what is held as before is left alone', () => {
  const held = component('icmpcheckreceiver', { distributions: { contrib: '0.158.0..' } });
  const { components, told } = found([held], {
    '0.158.0': ['icmpcheckreceiver'],
    '0.159.0': ['icmp_check'],
    '0.160.0': ['icmp_check'],
  });
  expect(told).toEqual(['0.159.0: receiver icmpcheckreceiver is called icmp_check']);
  expect(components[0]?.later).toHaveLength(1);
});

test('without the release that was known last, nothing is told', () => {
  const { told, known } = found([component('old')], { '0.159.0': [] });
  expect([told, known.contrib]).toEqual([[], '0.158.0']);
});
