import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { addHistory, isIn } from '../../../../tools/schemas/lib/collector/history';
import type { ComponentFile } from '../../../../tools/schemas/lib/collector/model';
import type { Inspection } from '../../../../tools/schemas/lib/collector/reflection';

const base: ComponentFile = {
  class: 'receiver',
  type: 'redis',
  module: 'receiver/redisreceiver',
  repository: 'contrib',
  stability: { metrics: 'beta' },
  distributions: { contrib: '..' },
  source: { from: 'source', release: '0.158.0' },
  structs: {
    Config: {
      fields: {
        always: { type: 'text' },
        late: { type: 'text' },
        inner: { type: 'Inner' },
        fading: { type: 'text' },
      },
    },
    Inner: { fields: { kept: { type: 'text' } } },
  },
};

const text = { scalar: 'text' };
function inspection(
  release: string,
  fields: readonly string[],
  inner: readonly string[] = ['kept'],
): Inspection {
  return {
    release,
    operators: {},
    scrapers: {},
    components: [
      { class: 'receiver', type: 'redis', package: 'x', release, stability: {}, config: 'x.Config' },
    ],
    structs: {
      'x.Config': {
        fields: [
          ...fields.map((name) => ({ name, type: text })),
          { name: 'inner', type: { struct: 'x.In' } },
        ],
      },
      'x.In': { fields: inner.map((name) => ({ name, type: text })) },
    },
  };
}

describe('the history of fields', () => {
  let folder: string;
  const file = () => join(folder, '0.158.0', 'receiver.redis.yaml');
  const read = () => parse(readFileSync(file(), 'utf8')) as ComponentFile;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'otelflux-history-'));
    mkdirSync(join(folder, '0.158.0'));
    writeFileSync(file(), stringify(base));
    writeFileSync(join(folder, '0.158.0', 'shared.yaml'), stringify({ structs: {} }));
    writeFileSync(
      join(folder, 'refinements.yaml'),
      stringify({ goTypes: {}, structNames: {}, fields: {}, inexact: {} }),
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const old = inspection('0.112.0', ['always', 'fading', 'lost'], ['kept', 'dropped']);
  const middle = inspection('0.124.1', ['always', 'fading', 'late']);
  const next = inspection('0.165.1', ['always', 'late', 'fresh']);

  it('marks which fields came and went, inner ones too, and adds those that only other releases have', () => {
    addHistory([old, middle, next], '0.158.0', folder);
    expect(read().structs).toEqual({
      Config: {
        fields: {
          always: { type: 'text' },
          fading: { type: 'text', until: '0.158.0..0.165.1' },
          fresh: { type: 'text', since: '0.158.0..0.165.1' },
          inner: { type: 'Inner' },
          late: { type: 'text', since: '0.112.0..0.124.1' },
          lost: { type: 'text', until: '0.112.0..0.124.1' },
        },
      },
      Inner: { fields: { dropped: { type: 'text', until: '0.112.0..0.124.1' }, kept: { type: 'text' } } },
    });
    expect(read().source).toEqual({
      from: 'source',
      release: '0.158.0',
      releases: ['0.112.0', '0.124.1', '0.158.0', '0.165.1'],
    });
  });

  it('keeps what earlier runs saw when one release is added', () => {
    addHistory([old, middle], '0.158.0', folder);
    addHistory([next], '0.158.0', folder);
    const oneByOne = read();
    writeFileSync(file(), stringify(base));
    addHistory([old, middle, next], '0.158.0', folder);
    expect(oneByOne).toEqual(read());
  });

  it('changes nothing when the same release is added again', () => {
    addHistory([old, middle, next], '0.158.0', folder);
    const before = readFileSync(file(), 'utf8');
    addHistory([next], '0.158.0', folder);
    expect(readFileSync(file(), 'utf8')).toBe(before);
  });

  it('denies nothing where a struct of a release could not be read whole', () => {
    const open = inspection('0.165.1', ['always']);
    const config = open.structs['x.Config'] ?? { fields: [] };
    addHistory(
      [{ ...open, structs: { ...open.structs, 'x.Config': { ...config, others: { scalar: 'any' } } } }],
      '0.158.0',
      folder,
    );
    expect(read().structs).toEqual(base.structs);
  });

  it('says whether a release is known to have a field', () => {
    expect(isIn({ since: '0.112.0..0.124.1' }, '0.124.1')).toBe(true);
    expect(isIn({ since: '0.112.0..0.124.1' }, '0.112.0')).toBe(false);
    expect(isIn({ until: '0.112.0..0.124.1' }, '0.124.1')).toBe(false);
    expect(isIn({}, '0.158.0')).toBe(true);
  });
});
