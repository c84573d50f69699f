import fc from 'fast-check';
import {
  connectors as connectorFactories,
  exporters as exporterFactories,
  processors as processorFactories,
  receivers as receiverFactories,
} from '../../lib/collector';
import * as palette from './palette';
import { faulty } from './slips';

type Signal = 'traces' | 'metrics' | 'logs';
type Config = Record<string, unknown>;

/** A component that was drawn, with what the model says that it carries. */
interface Drawn {
  readonly id: string;
  readonly config: unknown;
  readonly takes: ReadonlySet<string>;
  readonly gives: ReadonlySet<string>;
}

const signals: readonly Signal[] = ['traces', 'metrics', 'logs'];

/**
 * Random collector configurations: a typed graph of components and pipelines, then, half of the time, a slip of the hand in
 * it. `undefined` values never occur, so each is what its YAML says.
 */
export const graphs: fc.Arbitrary<Config> = fc
  .record({
    receivers: drawn(palette.receivers, receiverFactories, 0, 3, palette.everyReceiver),
    processors: drawn(palette.processors, processorFactories, 0, 4),
    exporters: drawn(palette.exporters, exporterFactories, 0, 3, palette.everyExporter),
    connectors: drawn(palette.connectors, connectorFactories, 0, 2),
    extensions: drawn(palette.extensions, {}, 0, 2),
  })
  .chain((parts) =>
    fc.record({
      parts: fc.constant(parts),
      pipelines: fc.uniqueArray(pipelineOf(parts), {
        minLength: 1,
        maxLength: 4,
        selector: ([id]: [string, Config]) => id,
      }),
      enabled: fc.subarray(parts.extensions.map(({ id }) => id)),
      picks: fc.array(fc.nat(255), { minLength: 2, maxLength: 2 }),
    }),
  )
  .map(({ parts, pipelines, enabled, picks }) =>
    assemble(parts, withConnectors(pipelines, parts.connectors, picks), enabled),
  )
  .chain((config) => fc.oneof(fc.constant(config), faulty(config)));

interface Parts {
  readonly receivers: readonly Drawn[];
  readonly processors: readonly Drawn[];
  readonly exporters: readonly Drawn[];
  readonly connectors: readonly Drawn[];
  readonly extensions: readonly Drawn[];
}

function drawn(
  choices: readonly palette.ComponentChoice[],
  factories: object,
  minLength: number,
  maxLength: number,
  always?: palette.ComponentChoice,
): fc.Arbitrary<Drawn[]> {
  const one = fc
    .record({ choice: fc.constantFrom(...choices), name: fc.constantFrom('', '', '', 'b') })
    .chain(({ choice, name }) =>
      choice.config.map((config) => ({
        id: name === '' ? choice.type : `${choice.type}/${name}`,
        config,
        ...carriedBy(choice, factories),
      })),
    );
  const some = fc.uniqueArray(one, { minLength, maxLength, selector: ({ id }) => id });
  if (always === undefined) return some;
  const fixed = always.config.map((config) => ({
    id: `${always.type}/every`,
    config,
    ...carriedBy(always, factories),
  }));
  return fc.tuple(fixed, some).map(([first, rest]) => [first, ...rest]);
}

/** What the model says of a type's signals. */
function carriedBy({ type }: palette.ComponentChoice, factories: object): Pick<Drawn, 'takes' | 'gives'> {
  const key = type.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const factory = (factories as Record<string, ((config: object) => Handle) | undefined>)[key];
  if (factory === undefined) return { takes: new Set(), gives: new Set() };
  const { carries = {}, takes = {}, gives = {} } = factory({});
  const both = Object.keys(carries);
  return {
    takes: new Set([...both, ...Object.keys(takes)]),
    gives: new Set([...both, ...Object.keys(gives)]),
  };
}

interface Handle {
  readonly carries?: object;
  readonly takes?: object;
  readonly gives?: object;
}

/** A pipeline of members that carry its signal. */
function pipelineOf(parts: Parts): fc.Arbitrary<[string, Config]> {
  const name = fc.constantFrom('', '', 'b');
  return fc.record({ signal: fc.constantFrom(...signals), name }).chain(({ signal, name }) => {
    const ids = (some: readonly Drawn[], side: 'takes' | 'gives') =>
      some.filter((each) => each[side].has(signal)).map(({ id }) => id);
    const members = fc.record({
      receivers: some(ids(parts.receivers, 'gives')),
      processors: fc.option(fc.subarray(ids(parts.processors, 'takes')), { nil: undefined }),
      exporters: some(ids(parts.exporters, 'takes')),
    });
    return members.map(({ processors, ...rest }): [string, Config] => [
      name === '' ? signal : `${signal}/${name}`,
      processors === undefined ? rest : { ...rest, processors },
    ]);
  });
}

/**
 * Puts each connector between two of the pipelines, often two that it fits: the pick is free, so cycles, connectors of the
 * wrong signal and connectors to one side only come up as well.
 */
function withConnectors(
  pipelines: readonly [string, Config][],
  connectors: readonly Drawn[],
  picks: readonly number[],
): [string, Config][] {
  const joined = structuredClone(pipelines) as [string, Config][];
  connectors.forEach(({ id, takes, gives }, at) => {
    const pick = picks[at] ?? 0;
    const fitting = (side: ReadonlySet<string>) =>
      joined.filter(([pipeline]) => side.has(pipeline.split('/')[0] ?? ''));
    const before = fitting(takes);
    const from = before[pick % Math.max(1, before.length)];
    const after = fitting(gives).filter((pipeline) => pipeline !== from);
    const to = after[(pick >> 4) % Math.max(1, after.length)];
    if (from !== undefined && to !== undefined) {
      (from[1].exporters as string[]).push(id);
      (to[1].receivers as string[]).push(id);
    }
  });
  return joined;
}

/** At least one where there is one. */
function some(ids: readonly string[]): fc.Arbitrary<string[]> {
  return ids.length === 0 ? fc.constant([]) : fc.subarray([...ids], { minLength: 1 });
}

function assemble(parts: Parts, pipelines: readonly [string, Config][], enabled: readonly string[]): Config {
  const config: Config = {};
  for (const [section, components] of Object.entries(parts) as [string, readonly Drawn[]][]) {
    if (components.length > 0)
      config[section] = Object.fromEntries(components.map((each) => [each.id, each.config]));
  }
  config.service = {
    ...(enabled.length > 0 ? { extensions: enabled } : {}),
    pipelines: Object.fromEntries(pipelines),
  };
  return config;
}
