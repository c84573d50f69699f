import {
  type AddressFault,
  type Component,
  type ExporterEndpoint,
  exporterEndpoints,
  notation,
  perSignal,
  portNumber,
  type Reading,
  read,
  splitHostPort,
} from '../../../collector/effective';
import { field, isOpen, isSet, knownText } from '../../../documents';
import type { CollectorRule, Problem } from '../../rule';

export const exporterEndpointsAreComplete: CollectorRule = {
  id: 'CV-11',
  title: 'An exporter has an endpoint, over gRPC as host:port with a numeric port',
  severity: 'error',
  why: 'The exporter refuses its configuration, and the collector does not start.',
  fix: 'Write endpoint: host:4317 for OTLP over gRPC, endpoint: http://host:4318 over HTTP.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: backend}
+   otlp_grpc: {endpoint: "\${env:BACKEND}"}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    const reading = read(subject);
    for (const component of reading.components) {
      for (const endpoint of exporterEndpoints(component)) yield* endpointFaults(component, endpoint);
      if (component.class === 'exporter' && component.type === 'otlp_http')
        yield* signalFaults(reading, component);
    }
  },
};

/** With addresses of single signals only, each signal that the exporter is used for needs its own. */
function* signalFaults(reading: Reading, { id, body, path }: Component): Generator<Problem> {
  const has = (name: string): boolean => isSet(field(body, name)) && field(body, name) !== '';
  if (isOpen(body) || has('endpoint') || !perSignal.some(has)) return;
  const used = new Set(reading.users('exporters', id).map(({ signal }) => signal));
  for (const signal of used) {
    if (!perSignal.includes(`${signal}_endpoint`) || has(`${signal}_endpoint`)) continue;
    yield {
      message: `${notation(path)} is used for ${signal}, but has neither endpoint nor ${signal}_endpoint.`,
      path,
      fix: `Write ${signal}_endpoint, or endpoint for all signals.`,
    };
  }
}

function* endpointFaults(component: Component, { value, path, kind }: ExporterEndpoint): Generator<Problem> {
  if (isOpen(value)) return;
  if (!isSet(value) || value === '') {
    yield { message: `${notation(component.path)} has no endpoint.`, path };
    return;
  }
  const text = knownText(value);
  if (text === undefined) return;
  const fault = kind === 'host' ? grpcFault(text) : urlFault(text);
  if (fault !== undefined) yield { message: `${notation(path)}: "${text}" ${fault}.`, path };
}

const words: { readonly [fault in AddressFault]: string } = {
  'missing port': 'has no port',
  'too many colons': 'has too many colons; an IPv6 address stands in brackets',
  brackets: 'has brackets in the wrong place',
};

/** The collector strips http:// and https://; addresses of other resolvers (dns:///, unix://) are not judged. */
function grpcFault(text: string): string | undefined {
  const address = text.replace(/^https?:\/\//, '');
  if (address.includes('://') || text.startsWith('unix:')) return undefined;
  const parts = splitHostPort(address);
  if (typeof parts === 'string') return words[parts];
  return portFault(parts.port);
}

function portFault(port: string): string | undefined {
  if (portNumber(port) === undefined)
    return port === '' ? 'has no port' : `has the port "${port}", which is not a number`;
  return Number(port) > 65535 ? `has the port ${port}, above 65535` : undefined;
}

function urlFault(text: string): string | undefined {
  if (/\s/.test(text)) return 'holds a blank';
  const authority = /^[a-z]+:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*)(?::([^/?#]*))?/i.exec(text);
  const port = authority?.[1];
  return port === undefined || port === '' ? undefined : portFault(port);
}
