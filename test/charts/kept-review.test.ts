import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import fc from 'fast-check';
import { Environment, NamespacesChart, ServiceChart, type SynthesisResult, synthesise } from '../../charts';
import type { Reviewed } from '../../charts/synthesis/kept-review';
import { environments } from '../../environments';
import { Notes } from '../../lib/delivery';
import { type Engine, EngineFailure, type Question, type Verdict } from '../../lib/engine';
import { readTree } from '../lib/delivery/sample';

const library = Symbol.for('otelflux.library');
const before = process.env.OTELFLUX_CACHE;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-kept-'));
  process.env.OTELFLUX_CACHE = join(folder, 'cache');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  Reflect.deleteProperty(globalThis, library);
  if (before === undefined) delete process.env.OTELFLUX_CACHE;
  else process.env.OTELFLUX_CACHE = before;
});

interface Platform {
  readonly tag: string;
  readonly replicas: number;
  readonly calls: boolean;
  readonly secret: boolean;
  readonly namespaces: readonly string[];
  readonly issuer: boolean;
}

/** Two services of which much may be found: callers, images, what is missing in the cluster. */
const builder = (platform: Platform) => (app: App) => {
  const environment = new Environment(app, 'alone', {
    external: platform.issuer ? [{ kind: 'ClusterIssuer', name: 'letsencrypt' }] : [],
  });
  if (platform.namespaces.length > 0)
    new NamespacesChart(environment, 'namespaces', { namespaces: platform.namespaces });
  for (const [id, calls] of [
    ['expenses', []],
    ['bank', platform.calls ? ['expenses'] : []],
  ] as const) {
    new ServiceChart(environment, id, {
      namespace: 'shop',
      image: `registry.example.com/${id}:${platform.tag}`,
      port: 8282,
      healthPath: '/health',
      scaling: { replicas: platform.replicas },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      calls,
      variables: platform.secret ? { DB_PASSWORD: 'correct-horse-9' } : {},
    });
  }
};

const plain: Platform = {
  tag: '1.0.0',
  replicas: 1,
  calls: true,
  secret: false,
  namespaces: ['shop'],
  issuer: false,
};

const platforms = fc.record<Platform>({
  tag: fc.constantFrom('1.0.0', '1.0.1', 'latest'),
  replicas: fc.constantFrom(1, 2),
  calls: fc.boolean(),
  secret: fc.boolean(),
  namespaces: fc.constantFrom([], ['shop'], ['shop', 'develop']),
  issuer: fc.boolean(),
});

/** One fact that differs after an edit. */
const edits = fc.constantFrom<keyof Platform>('tag', 'replicas', 'calls', 'secret', 'namespaces', 'issuer');

/** What a run says and writes, whatever it ends with. */
function outcome(platform: Platform, anew = false): object {
  const output = join(folder, 'dist');
  rmSync(output, { recursive: true, force: true });
  let result: SynthesisResult | undefined;
  let refused: unknown;
  try {
    result = synthesise({ alone: builder(platform) }, { output, anew });
  } catch (error) {
    refused = error;
  }
  return result === undefined
    ? { refused, placed: (refused as { placed?: unknown }).placed }
    : { placed: result.placed, files: readTree(output) };
}

const notes = () => readdirSync(join(folder, 'cache', 'reviews'));
const path = () => join(folder, 'cache', 'reviews', notes()[0] ?? '');
const run = () => synthesise({ alone: builder(plain) }, { output: join(folder, 'dist') });

describe('what an earlier run said', () => {
  it('is what a run says that looks at everything anew, after any edit', () => {
    Reflect.set(globalThis, library, 'one');
    fc.assert(
      fc.property(platforms, platforms, edits, (before, after, edited) => {
        const platform = { ...before, [edited]: after[edited] };
        for (const each of [before, platform, before]) {
          expect(outcome(each)).toStrictEqual(outcome(each, true));
        }
      }),
      { numRuns: 25 },
    );
    expect(notes().length).toBeGreaterThan(5);
  });

  it('is said again without a look', () => {
    Reflect.set(globalThis, library, 'one');
    run();
    const kept = new Notes('reviews', 1e6);
    const { files } = kept.read(notes()[0] ?? '') as Reviewed;
    const finding = { rule: 'XX-1', severity: 'warning', message: 'kept', why: '', fix: '' };
    kept.write(notes()[0] ?? '', { findings: [finding], files });
    expect(run().findings).toEqual([finding]);
    expect(
      synthesise({ alone: builder(plain) }, { output: join(folder, 'dist'), anew: true }).findings,
    ).not.toContainEqual(finding);
    Reflect.set(globalThis, library, 'two');
    expect(run().findings).not.toContainEqual(finding);
  });

  it.each<[string, (note: Buffer) => Buffer]>([
    ['is cut short', (note) => note.subarray(0, note.length / 2)],
    ['is empty', () => Buffer.alloc(0)],
    [
      'has changed in one place',
      (note) => Buffer.from(note.map((byte, at) => (at === 60 ? byte ^ 1 : byte))),
    ],
  ])('is passed over where it %s', (_, change) => {
    Reflect.set(globalThis, library, 'one');
    const { findings } = run();
    const whole = readFileSync(path());
    writeFileSync(path(), change(whole));
    expect(run().findings).toEqual(findings);
    expect(readFileSync(path())).toEqual(whole);
  });

  it('is not kept where nothing can be, nor of a library that has no name', () => {
    run();
    expect(readdirSync(folder)).toEqual(['dist']);
    Reflect.set(globalThis, library, 'one');
    writeFileSync(join(folder, 'cache'), 'a file');
    expect(run().findings).toEqual(run().findings);
  });

  it('holds for the engine that gave its verdict, and not where it gave none', () => {
    Reflect.set(globalThis, library, 'one');
    let asked = 0;
    const judgedBy = (identity: string, answer: Verdict | EngineFailure) => {
      const judge = (questions: readonly Question[]) => {
        asked += questions.length;
        return questions.map(() => answer);
      };
      const engine: Engine = { release: '0.158.0', identity, knows: () => true, judge };
      synthesise(environments, { output: join(folder, 'dist'), only: ['develop'], engine });
      return asked;
    };
    const sound = { faults: [], strange: [] };
    expect([judgedBy('a', sound), judgedBy('a', sound), judgedBy('b', sound)]).toEqual([1, 1, 2]);
    const silent = new EngineFailure('it ended');
    expect([judgedBy('c', silent), judgedBy('c', silent)]).toEqual([3, 4]);
  });

  it('does not grow without end: the oldest goes', () => {
    const kept = new Notes('reviews', 2500);
    for (const key of ['a', 'b', 'c']) kept.write(key, 'x'.repeat(1000));
    expect(notes()).toHaveLength(2);
    expect(kept.read('c')).toBe('x'.repeat(1000));
  });
});
