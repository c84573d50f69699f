import type { Data, Path } from '../../../lib/checks';
import { at, collectorPath, entries, field, isMap, items, walk } from '../../../lib/documents';
import type { Table } from '../../../lib/helm/data';
import type { Random } from '../../../tools/fuzz/random';
import {
  type Base,
  type ChangedBase,
  changing,
  configurationIn,
  configurations,
  mistyped,
  put,
  rename,
  take,
} from './base';

/** Makes a mutant of a base; undefined where the base has nothing to mutate in this way. */
export type Operator = (base: Base, random: Random) => ChangedBase | undefined;

const roles = ['receivers', 'processors', 'exporters'] as const;

interface Draft {
  readonly file: string;
  readonly config: Table;
  readonly pipelines: readonly string[];
  done(place: Path, also?: readonly Path[]): ChangedBase;
}

/** Changes the configuration of a base. */
function onConfiguration(change: (draft: Draft, random: Random) => ChangedBase | undefined): Operator {
  return (base, random) => {
    const chosen = random.one(configurations(base));
    if (chosen === undefined) return undefined;
    const { file } = chosen;
    const { files, data } = changing(base, file);
    const config = configurationIn(data, file);
    const pipelines = entries(at(config, ['service', 'pipelines'])).map(([id]) => id);
    const done = (place: Path, also: readonly Path[] = []): ChangedBase => ({
      files,
      file,
      place: collectorPath(place),
      also: also.map((path) => ({ file, place: collectorPath(path) })),
    });
    return change({ file, config, pipelines, done }, random);
  };
}

interface Found {
  readonly value: Data;
  readonly path: Path;
}

/** Puts another value at one of some places. @param isOfTree where the rest of the tree must tell that it is wrong */
function onValue(
  isThere: (found: Found) => boolean,
  other: (text: string, random: Random) => string,
  isOfTree = false,
): Operator {
  return onConfiguration(({ config, file, done }, random) => {
    if (isOfTree && file === 'config.yaml') return undefined;
    const chosen = random.one([...walk(config)].filter(isThere));
    if (chosen === undefined) return undefined;
    put(config, chosen.path, other(String(chosen.value), random));
    return done(chosen.path);
  });
}

function members(config: Table): Path[] {
  return entries(at(config, ['service', 'pipelines'])).flatMap(([id, pipeline]) =>
    roles.flatMap((role) =>
      items(field(pipeline, role)).map((_, index) => ['service', 'pipelines', id, role, index]),
    ),
  );
}

const renameReference = onConfiguration(({ config, done }, random) => {
  const place = random.one(members(config));
  if (place === undefined) return undefined;
  put(config, place, `${String(at(config, place))}/gone`);
  return done(place);
});

/** Receivers that carry one signal only. */
const signals: { readonly [type: string]: string } = {
  jaeger: 'traces',
  zipkin: 'traces',
  prometheus: 'metrics',
  hostmetrics: 'metrics',
  host_metrics: 'metrics',
  kubeletstats: 'metrics',
  kubelet_stats: 'metrics',
  k8s_cluster: 'metrics',
  filelog: 'logs',
  file_log: 'logs',
  k8sobjects: 'logs',
  k8s_objects: 'logs',
  k8s_events: 'logs',
};

const flipSignal = onConfiguration(({ config, pipelines, done }, random) => {
  const bound = pipelines.flatMap((id) =>
    items(at(config, ['service', 'pipelines', id, 'receivers'])).flatMap((receiver, index) => {
      const signal = signals[String(receiver).split('/')[0] ?? ''];
      return signal === id.split('/')[0] ? [{ id, index, signal }] : [];
    }),
  );
  const chosen = random.one(bound);
  if (chosen === undefined) return undefined;
  const other =
    random.one(['traces', 'metrics', 'logs'].filter((signal) => signal !== chosen.signal)) ?? 'logs';
  const name = `${other}/flipped`;
  rename(config, ['service', 'pipelines', chosen.id], name);
  return done(['service', 'pipelines', name]);
});

const closeLoop = onConfiguration(({ config, pipelines, done }, random) => {
  const id = random.one(pipelines);
  if (id === undefined) return undefined;
  config.connectors = { ...(isMap(config.connectors) ? config.connectors : {}), 'forward/loop': {} };
  for (const role of ['receivers', 'exporters']) {
    const path = ['service', 'pipelines', id, role];
    put(config, path, [...items(at(config, path)), 'forward/loop']);
  }
  return done(['service', 'pipelines', id], [['connectors', 'forward/loop']]);
});

const duplicatePort = onConfiguration(({ config, pipelines, done }, random) => {
  const addresses = [...walk(field(config, 'receivers'), ['receivers'])].filter(
    ({ value, path }) =>
      path[path.length - 1] === 'endpoint' && /(?:MY_POD_IP\}|0\.0\.0\.0):\d+$/.test(String(value)),
  );
  const chosen = random.one(addresses);
  const id = random.one(pipelines);
  if (chosen === undefined || id === undefined) return undefined;
  const copy = { protocols: { http: { endpoint: chosen.value } } };
  config.receivers = { ...(isMap(config.receivers) ? config.receivers : {}), 'otlp/copy': copy };
  const path = ['service', 'pipelines', id, 'receivers'];
  put(config, path, [...items(at(config, path)), 'otlp/copy']);
  return done(['receivers', 'otlp/copy'], [chosen.path.slice(0, 2)]);
});

/** Keys below a component that the component itself defines, and not its user. */
function bodyFields(config: Table): Path[] {
  return ['receivers', 'processors', 'exporters', 'extensions'].flatMap((section) =>
    entries(field(config, section)).flatMap(([id, body]) =>
      [...walk(body, [section, id])]
        .filter(({ path }) => path.length > 2 && typeof path[path.length - 1] === 'string')
        .filter(
          ({ path }) =>
            String(path[path.length - 1]).length > 4 && !path.slice(2).some((step) => step === 'headers'),
        )
        .map(({ path }) => path),
    ),
  );
}

const mistypeBodyField = onConfiguration(({ config, done }, random) => {
  const place = random.one(bodyFields(config));
  if (place === undefined) return undefined;
  return done([...place.slice(0, -1), mistyped(config, place, 2, random)]);
});

const breakDuration = onValue(
  ({ value, path }) => typeof value === 'string' && /^\d+(?:ms|s|m|h)$/.test(value) && path[0] !== 'service',
  (text) => `${text.replace(/\D+$/, '')} sec`,
);

const dropExtension = onConfiguration(({ config, done }, random) => {
  const listed = items(at(config, ['service', 'extensions']));
  const chosen = random.one(listed.map((_, index) => index));
  if (chosen === undefined) return undefined;
  const id = String(listed[chosen]);
  take(config, ['service', 'extensions', chosen]);
  // Whoever names the extension is as much at fault.
  const users = [...walk(config)]
    .filter(({ value, path }) => value === id && path[0] !== 'service')
    .map(({ path }) => path);
  return done(['extensions', id], [['service', 'extensions'], ...users]);
});

const moveLimiter = onConfiguration(({ config, pipelines, done }, random) => {
  const limited = pipelines.filter((id) => {
    const list = items(at(config, ['service', 'pipelines', id, 'processors']));
    return list.length > 1 && list[0] === 'memory_limiter';
  });
  const id = random.one(limited);
  if (id === undefined) return undefined;
  const path = ['service', 'pipelines', id, 'processors'];
  const [first, ...rest] = items(at(config, path)) as Data[];
  put(config, path, [...rest, first ?? null]);
  return done(path);
});

const breakVariable = onValue(
  ({ value }) => typeof value === 'string' && /\$\{env:\w+\}/.test(value),
  (text) => text.replace(/\$\{env:(\w+)\}/, '${env:$1_GONE}'),
  true,
);

const unknownType = onConfiguration(({ config, done }, random) => {
  const ids = ['receivers', 'processors', 'exporters', 'extensions'].flatMap((section) =>
    entries(field(config, section)).map(([id]) => [section, id]),
  );
  const place = random.one(ids);
  if (place === undefined) return undefined;
  const id = String(place[1]);
  const name = id.replace(/^\w+/, (type) => `${type.slice(0, -1)}q`);
  rename(config, place, name);
  for (const path of members(config)) if (at(config, path) === id) put(config, path, name);
  const listed = items(at(config, ['service', 'extensions']));
  if (listed.includes(id))
    put(
      config,
      ['service', 'extensions'],
      listed.map((one) => (one === id ? name : one)),
    );
  return done([place[0] ?? '', name]);
});

const changeExporterPort = onValue(
  ({ value, path }) => path[0] === 'exporters' && /svc\S*:\d+$/.test(String(value)),
  (text, random) => text.replace(/\d+$/, String(14000 + random.below(200))),
  true,
);

const isListener = ({ value, path }: Found) =>
  ['receivers', 'extensions'].includes(String(path[0])) && /MY_POD_IP\}:\d+$/.test(String(value));

const changeListenerPort = onValue(
  isListener,
  (text, random) => text.replace(/\d+$/, String(15000 + random.below(200))),
  true,
);

const bindLocalhost = onValue(isListener, (text) => text.replace(/^.*:/, 'localhost:'), true);

const dropPipelineSide = onConfiguration(({ config, pipelines, done }, random) => {
  const id = random.one(pipelines);
  if (id === undefined) return undefined;
  const place = ['service', 'pipelines', id, random.one(['receivers', 'exporters']) ?? 'receivers'];
  take(config, place);
  return done(place);
});

/** What goes wrong inside a collector. */
export const collectorOperators: { readonly [name: string]: Operator } = {
  'rename a reference': renameReference,
  'flip a signal': flipSignal,
  'close a connector loop': closeLoop,
  'duplicate a port': duplicatePort,
  'mistype a field of a component': mistypeBodyField,
  'break a duration': breakDuration,
  'drop an extension from the service': dropExtension,
  'move memory_limiter to the end': moveLimiter,
  'name a variable that the pod lacks': breakVariable,
  'mistype a component': unknownType,
  'change the port of an exporter': changeExporterPort,
  'change the port of a listener': changeListenerPort,
  'bind a listener to localhost': bindLocalhost,
  'empty one side of a pipeline': dropPipelineSide,
};
