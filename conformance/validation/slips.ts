import fc from 'fast-check';

type Config = Record<string, unknown>;

/** A slip of the hand: changes a copy, or gives it back as it is where there is nothing to slip on. */
type Slip = (config: Config, pick: <T>(from: readonly T[]) => T | undefined) => void;

const sections = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'];

/** The configuration with one slip in it, seldom two. */
export function faulty(config: Config): fc.Arbitrary<Config> {
  return fc
    .array(fc.record({ slip: fc.constantFrom(...slips), at: fc.nat(1000) }), {
      minLength: 1,
      maxLength: 2,
      size: '-1',
    })
    .map((chosen) => {
      const copy = structuredClone(config);
      for (const { slip, at } of chosen) slip(copy, (from) => from[at % Math.max(1, from.length)]);
      return copy;
    });
}

const slips: readonly Slip[] = [
  // A pipeline names what is not there.
  (config, pick) => listOf(config, pick)?.push('otlp/nowhere'),
  // A component is gone that something may need.
  (config, pick) => {
    const section = table(config[pick(present(config)) ?? '']);
    const id = pick(Object.keys(section ?? {}));
    if (section !== undefined && id !== undefined) delete section[id];
  },
  // A whole section is gone.
  (config, pick) => {
    const section = pick(present(config));
    if (section !== undefined) delete config[section];
  },
  // A field that no component has.
  (config, pick) => {
    const body = bodyOf(config, pick);
    if (body !== undefined) body.endpiont = '127.0.0.1:4318';
  },
  // A value of another type.
  (config, pick) => {
    const body = bodyOf(config, pick);
    const key = pick(Object.keys(body ?? {}));
    if (body !== undefined && key !== undefined) body[key] = pick([['a'], { a: 1 }, 'text', 7]);
  },
  // A body that is empty, as `batch:` without more.
  (config, pick) => {
    const section = table(config[pick(present(config)) ?? '']);
    const id = pick(Object.keys(section ?? {}));
    if (section !== undefined && id !== undefined) section[id] = null;
  },
  // A type that there is not.
  (config, pick) => {
    const section = table(config[pick(present(config)) ?? '']);
    if (section !== undefined) section[pick(['otpl', 'jeager', 'batch2']) ?? ''] = {};
  },
  // An id that is not one.
  (config, pick) => {
    const section = table(config[pick(present(config)) ?? '']);
    if (section !== undefined) section[pick(['otlp/', '/name', 'ot lp', 'otlp/a b', '1otlp']) ?? ''] = {};
  },
  // A pipeline of a signal that there is not, or empty.
  (config, pick) => {
    const pipelines = pipelinesOf(config);
    const id = pick(Object.keys(pipelines));
    if (id !== undefined) pipelines[pick(['spans', 'traces/', 'traces/c/d', 'trace']) ?? ''] = pipelines[id];
  },
  (config, pick) => {
    const pipelines = pipelinesOf(config);
    const pipeline = table(pipelines[pick(Object.keys(pipelines)) ?? '']);
    if (pipeline !== undefined) pipeline[pick(['receivers', 'exporters']) ?? ''] = [];
  },
  // A member twice, an order reversed, one text in the place of a list.
  (config, pick) => {
    const list = listOf(config, pick);
    if (list?.[0] !== undefined) list.push(list[0]);
  },
  (config, pick) => listOf(config, pick)?.reverse(),
  (config, pick) => {
    const pipelines = pipelinesOf(config);
    const pipeline = table(pipelines[pick(Object.keys(pipelines)) ?? '']);
    if (pipeline !== undefined) pipeline.exporters = 'debug';
  },
  // A key where none is known.
  (config) => {
    config.exporter = {};
  },
  (config) => {
    const service = table(config.service);
    if (service !== undefined) service.pipeline = {};
  },
  (config, pick) => {
    const pipelines = pipelinesOf(config);
    const pipeline = table(pipelines[pick(Object.keys(pipelines)) ?? '']);
    if (pipeline !== undefined) pipeline.extensions = [];
  },
  // An extension that is enabled and not defined.
  (config) => {
    const service = table(config.service);
    if (service !== undefined) service.extensions = ['health_check/nowhere'];
  },
  // A connector that is a receiver of its own pipeline.
  (config, pick) => {
    const id = pick(Object.keys(table(config.connectors) ?? {}));
    for (const pipeline of Object.values(pipelinesOf(config)).map(table)) {
      for (const side of ['receivers', 'exporters']) {
        const list = pipeline?.[side];
        if (id !== undefined && Array.isArray(list) && !list.includes(id)) list.push(id);
      }
    }
  },
  // No pipelines, no service.
  (config) => {
    const service = table(config.service);
    if (service !== undefined) service.pipelines = {};
  },
];

function present(config: Config): string[] {
  return sections.filter((section) => table(config[section]) !== undefined);
}

function bodyOf(config: Config, pick: <T>(from: readonly T[]) => T | undefined): Config | undefined {
  const section = table(config[pick(present(config)) ?? '']);
  return table(section?.[pick(Object.keys(section)) ?? '']);
}

function pipelinesOf(config: Config): Config {
  return table(table(config.service)?.pipelines) ?? {};
}

function listOf(config: Config, pick: <T>(from: readonly T[]) => T | undefined): unknown[] | undefined {
  const pipelines = pipelinesOf(config);
  const pipeline = table(pipelines[pick(Object.keys(pipelines)) ?? '']);
  const list = pipeline?.[pick(['receivers', 'processors', 'exporters']) ?? ''];
  return Array.isArray(list) ? list : undefined;
}

function table(value: unknown): Config | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Config) : undefined;
}
