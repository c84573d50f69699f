import { field, isOpen, ownValue, type Path } from '../../documents';
import type { Component } from './component';
import { urlParts } from './endpoint';
import { exporterEndpoints } from './exporter-endpoints';

/** An address whose server, as far as its path or port tells, does not take what the exporter sends. */
export interface Misplaced {
  readonly path: Path;
  /** What is wrong, to be read after the place. */
  readonly message: string;
  readonly fix: string;
}

/** Paths at which servers take something else than OTLP over HTTP. */
const otherPaths: readonly { readonly ends: RegExp; readonly takes: string; readonly otlp?: string }[] = [
  { ends: /\/loki\/api\/v1\/push$/, takes: 'the push protocol of Loki', otlp: '/otlp' },
  { ends: /\/api\/prom\/push$/, takes: 'the push protocol of Loki or Cortex', otlp: '/otlp' },
  { ends: /\/api\/v1\/write$/, takes: 'remote write of Prometheus', otlp: '/api/v1/otlp' },
  { ends: /\/api\/v1\/push$/, takes: 'remote write of Mimir', otlp: '/otlp' },
  {
    ends: /\/api\/v1\/import(?:\/prometheus)?$/,
    takes: 'the imports of VictoriaMetrics',
    otlp: '/opentelemetry',
  },
  {
    ends: /\/insert\/jsonline$|\/insert\/loki\/api\/v1\/push$/,
    takes: 'the own formats of VictoriaLogs',
    otlp: '/insert/opentelemetry',
  },
  { ends: /\/api\/v[12]\/spans$/, takes: 'spans of Zipkin' },
  { ends: /\/api\/traces$/, takes: 'spans of Jaeger' },
  { ends: /\/services\/collector(?:\/event)?$/, takes: 'events of Splunk' },
  { ends: /\/_bulk$/, takes: 'the bulk requests of Elasticsearch' },
];

/** Servers whose OTLP endpoint stands below a path, told by name and port together. */
const below: readonly { readonly host: RegExp; readonly port: number; readonly base: string }[] = [
  { host: /loki/, port: 3100, base: '/otlp' },
  { host: /^loki-gateway(?:\.|$)/, port: 80, base: '/otlp' },
  { host: /^mimir-(?:gateway|nginx)(?:\.|$)/, port: 80, base: '/otlp' },
  { host: /prometheus/, port: 9090, base: '/api/v1/otlp' },
  { host: /mimir/, port: 8080, base: '/otlp' },
  { host: /victoria-?logs|vlogs|vlsingle|vlinsert/, port: 9428, base: '/insert/opentelemetry' },
  { host: /victoria-?traces|vtsingle/, port: 10428, base: '/insert/opentelemetry' },
  { host: /victoria-?metrics|vmsingle/, port: 8428, base: '/opentelemetry' },
];

/** Default ports on which something else than OTLP is taken. */
const otherPorts: { readonly [port: number]: string } = {
  3200: 'the queries of Tempo',
  6831: 'Thrift of Jaeger',
  9411: 'spans of Zipkin',
  14250: 'the own gRPC of Jaeger',
  14268: 'Thrift of Jaeger',
  16686: 'the page of Jaeger',
};

/** Addresses of an exporter at which what it sends is not taken. */
export function misplacedData(component: Component): readonly Misplaced[] {
  if (component.class !== 'exporter' || isOpen(component.body)) return [];
  switch (component.type) {
    case 'otlp_http':
      return exporterEndpoints(component).flatMap(({ value, path, kind }) =>
        typeof value === 'string'
          ? kind === 'base'
            ? baseFaults(value, path)
            : signalFaults(value, path)
          : [],
      );
    case 'otlp_grpc':
      return exporterEndpoints(component).flatMap(({ value, path }) =>
        typeof value === 'string' ? portFaults(value, path) : [],
      );
    case 'prometheus_remote_write':
      return [
        ...wholeUrl(component, '/api/v1/write', 'remote write', [
          /\/v1\/metrics$/,
          /\/metrics$/,
          /\/api\/v1\/query$/,
          /\/loki\/api\/v1\/push$/,
          /\/otlp$/,
          // The prefix of queries of Mimir and Cortex.
          /^\/prometheus$/,
        ]),
        ...remoteWriteFaults(component),
      ];
    case 'clickhouse':
      return clickhouseFaults(component);
    case 'zipkin':
      return wholeUrl(component, '/api/v2/spans', 'spans of Zipkin', [/\/v1\/traces$/]);
    case 'loki':
      return wholeUrl(component, '/loki/api/v1/push', 'the push protocol of Loki', [
        /\/otlp(?:\/v1\/logs)?$/,
      ]);
    default:
      return [];
  }
}

/** Path of a URL without query and trailing slash; undefined where it is not known. */
function pathOf(text: string): { host: string; port: number | undefined; path: string } | undefined {
  const parts = urlParts(text);
  if (parts === undefined || parts.path.includes('${')) return undefined;
  const path = parts.path.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  return { host: parts.host.toLowerCase(), port: parts.port, path };
}

/** The exporter appends `/v1/<signal>` to it. */
function baseFaults(value: string, path: Path): Misplaced[] {
  const url = pathOf(value);
  if (url === undefined) return portFaults(value, path);
  const other = otherPaths.find(({ ends }) => ends.test(url.path));
  if (other !== undefined) {
    const end = other.ends.exec(url.path)?.[0] ?? '';
    return [
      {
        path,
        message: `ends in ${end}, where the server takes ${other.takes}; the exporter sends OTLP to ${url.path}/v1/<signal>`,
        fix:
          other.otlp === undefined
            ? 'Write the address at which the server takes OTLP, without /v1/<signal>.'
            : `Write ${other.otlp} in place of ${end}.`,
      },
    ];
  }
  const known = below.find(
    ({ host, port }) => url.path === '' && port === (url.port ?? 80) && host.test(url.host),
  );
  if (known !== undefined) {
    return [
      {
        path,
        message: `names the server without a path, and it takes OTLP below ${known.base}`,
        fix: `Append ${known.base}.`,
      },
    ];
  }
  return portFaults(value, path);
}

/** An address of one signal is taken as it is. */
function signalFaults(value: string, path: Path): Misplaced[] {
  const url = pathOf(value);
  const signal = /^(\w+)_endpoint$/.exec(String(path[path.length - 1]))?.[1] ?? '';
  const version = signal === 'profiles' ? '/v1development/profiles' : `/v1/${signal}`;
  if (url === undefined || signal === '') return [];
  const usual = url.path === '' || url.path === '/otlp';
  const other = ['traces', 'metrics', 'logs'].find(
    (each) => each !== signal && url.path.endsWith(`/v1/${each}`),
  );
  const foreign = otherPaths.find(({ ends }) => ends.test(url.path));
  if (!usual && other === undefined && foreign === undefined) return [];
  const what =
    other === undefined
      ? `is taken as it is, and ${url.path === '' ? 'has no path' : `ends in ${url.path}`}`
      : `ends in /v1/${other}, which is the path of another signal`;
  return [{ path, message: what, fix: `Write the whole path, which ends in ${version} with most servers.` }];
}

function wholeUrl(component: Component, usual: string, what: string, wrong: readonly RegExp[]): Misplaced[] {
  const value = field(component.body, 'endpoint');
  const url = typeof value === 'string' ? pathOf(value) : undefined;
  if (url === undefined) return [];
  const bad = wrong.find((pattern) => pattern.test(url.path));
  if (url.path !== '' && bad === undefined) return [];
  return [
    {
      path: [...component.path, 'endpoint'],
      message: `is taken as it is, and ${url.path === '' ? 'has no path' : `ends in ${url.path}`}: ${what} is not taken there`,
      fix: `Write the whole path, such as ${usual}.`,
    },
  ];
}

/** Servers of remote write that take it at a path of their own, told by the name of the host. */
const remoteWriters: readonly { readonly host: RegExp; readonly port?: number; readonly takes: string }[] = [
  { host: /(?:^|[.-])(?:mimir|cortex)(?:[.-]|$)/, takes: '/api/v1/push' },
  { host: /(?:^|[.-])prometheus(?:[.-]|$)/, port: 9090, takes: '/api/v1/write' },
  { host: /thanos.*receive/, takes: '/api/v1/receive' },
];

/** The path of one server of remote write, called at another. */
function remoteWriteFaults({ body, path }: Component): Misplaced[] {
  const value = field(body, 'endpoint');
  const url = typeof value === 'string' ? pathOf(value) : undefined;
  if (url === undefined) return [];
  const ends = /\/api\/v1\/(?:push|write|receive)$/.exec(url.path)?.[0];
  const server = remoteWriters.find(
    ({ host, port }) => host.test(url.host) && (port === undefined || port === url.port),
  );
  if (ends === undefined || server === undefined || server.takes === ends) return [];
  return [
    {
      path: [...path, 'endpoint'],
      message: `ends in ${ends}, and by its name the server takes remote write at ${server.takes}`,
      fix: `Write ${server.takes} in place of ${ends}.`,
    },
  ];
}

/** ClickHouse speaks its own protocol on 9000 and HTTP on 8123 by default. */
function clickhouseFaults({ body, path }: Component): Misplaced[] {
  const value = field(body, 'endpoint');
  if (typeof value !== 'string') return [];
  const [, scheme = '', port] = /^(\w+):\/\/[^/?]*?:(\d+)(?:[/?]|$)/.exec(value) ?? [];
  const isNative = scheme === 'tcp' || scheme === 'clickhouse';
  const usual = isNative ? '9000' : '8123';
  const isOther = isNative ? port === '8123' : /^https?$/.test(scheme) && port === '9000';
  if (!isOther) return [];
  return [
    {
      path: [...path, 'endpoint'],
      message: `names port ${port} with ${scheme}://, where by default the server speaks ${isNative ? 'HTTP' : 'its own protocol'}`,
      fix: `Write port ${usual}, or ${isNative ? 'http' : 'tcp'}://.`,
    },
  ];
}

function portFaults(value: string, path: Path): Misplaced[] {
  const port = urlParts(value)?.port ?? Number(/:(\d+)$/.exec(value)?.[1] ?? Number.NaN);
  const takes = ownValue(otherPorts, String(port));
  if (takes === undefined) return [];
  return [
    {
      path,
      message: `names port ${port}, where by default ${takes} ${takes.startsWith('spans') ? 'are' : 'is'} taken and no OTLP`,
      fix: 'Write the port at which the server takes OTLP: 4317 for gRPC and 4318 for HTTP by default.',
    },
  ];
}
