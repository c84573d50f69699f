import { type Data, getPath, isTable, type Table } from '../data';
import type { Evidence } from './surprise';
import { pipelines, section, texts, typeOf } from './view';

/** Ports that components listen on where no endpoint is written, by type and protocol. */
const defaultPorts: { readonly [type: string]: { readonly [protocol: string]: number } } = {
  otlp: { grpc: 4317, http: 4318 },
  jaeger: { grpc: 14250, thrift_http: 14268, thrift_compact: 6831, thrift_binary: 6832 },
  zipkin: { '': 9411 },
};

/** Exporters that listen instead of calling out. */
const servingExporters = new Set(['prometheus', 'zipkinserver']);

/** What listens in the pod. */
export interface Listeners {
  readonly ports: ReadonlySet<number>;
  /** True where something runs whose ports cannot be known: a variable as endpoint, a receiver without one. */
  readonly open: boolean;
}

/** Ports of the receivers and exporters in pipelines, of the listed extensions and of the collector's own metrics. */
export function listenersOf(evidence: Evidence): Listeners {
  const { config } = evidence;
  const all = pipelines(evidence);
  const running = new Set(all.flatMap(({ receivers }) => receivers));
  const serving = new Set(
    all.flatMap(({ exporters }) => exporters).filter((id) => servingExporters.has(typeOf(id))),
  );
  const extensions = new Set(texts(getPath(config, ['service', 'extensions'])));
  const found: (number | 'unknown')[] = [];
  for (const [id, body] of section(config, 'receivers'))
    if (running.has(id)) found.push(...portsOf(typeOf(id), body));
  for (const [id, body] of section(config, 'exporters'))
    if (serving.has(id)) found.push(...portsOf(typeOf(id), body));
  for (const [id, body] of section(config, 'extensions'))
    if (extensions.has(id)) found.push(...endpointPorts(body));
  found.push(...ownMetricsPorts(config));
  return {
    ports: new Set(found.filter((port): port is number => port !== 'unknown')),
    open: found.includes('unknown'),
  };
}

/** Ports on which the collector serves its own metrics. */
export function ownMetricsPorts(config: Table): number[] {
  const metrics = getPath(config, ['service', 'telemetry', 'metrics']);
  if (!isTable(metrics) || metrics.level === 'none') return [];
  const address = portOf(metrics.address);
  const readers = Array.isArray(metrics.readers) ? metrics.readers : [];
  const read = readers.map((reader) => getPath(reader, ['pull', 'exporter', 'prometheus', 'port']));
  return [...read, address].filter((port): port is number => typeof port === 'number');
}

function portsOf(type: string, body: Data): (number | 'unknown')[] {
  const defaults = defaultPorts[type];
  const protocols = isTable(body) ? body.protocols : undefined;
  if (defaults !== undefined && isTable(protocols)) {
    return Object.entries(protocols).flatMap(([protocol, settings]) => {
      const explicit = endpointPorts(settings);
      const byDefault = defaults[protocol];
      return explicit.length > 0 ? explicit : byDefault === undefined ? [] : [byDefault];
    });
  }
  const explicit = endpointPorts(body);
  if (explicit.length > 0) return explicit;
  return defaults?.[''] === undefined ? (type === 'otlp' ? [] : ['unknown']) : [defaults['']];
}

/** Ports in addresses anywhere in a body. */
function endpointPorts(body: Data): (number | 'unknown')[] {
  if (Array.isArray(body)) return body.flatMap(endpointPorts);
  if (!isTable(body)) return [];
  return Object.entries(body).flatMap(([key, value]): (number | 'unknown')[] => {
    if (typeof value !== 'string') return endpointPorts(value);
    if (!/^(endpoint|listen_address|address|grpc_endpoint|http_endpoint)$/.test(key)) return [];
    return [portOf(value) ?? 'unknown'];
  });
}

function portOf(address: Data | undefined): number | undefined {
  const match = typeof address === 'string' ? /:(\d+)(?:\/.*)?$/.exec(address) : null;
  return match === null ? undefined : Number(match[1]);
}
