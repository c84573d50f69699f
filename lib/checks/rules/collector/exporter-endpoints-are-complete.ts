import { type AddressFault, perSignal, portNumber, splitHostPort } from '../../../collector/effective';
import { type ComponentView, type EndpointView, endpoints, exporters } from '../../../platform';
import { withExporter } from '../../frames';
import { type CollectorRule, type Problem, problemAt } from '../../rule';

export const exporterEndpointsAreComplete: CollectorRule = {
  id: 'CV-11',
  title: 'An exporter has an endpoint, over gRPC as host:port with a numeric port',
  severity: 'error',
  why: 'The exporter refuses its configuration, and the collector does not start.',
  fix: 'Write endpoint: host:4317 for OTLP over gRPC, endpoint: http://host:4318 over HTTP.',
  example: withExporter(`
-   otlp_grpc: {endpoint: backend}
+   otlp_grpc: {endpoint: "\${env:BACKEND}"}
`),
  appliesTo: 'collector',
  *check(collector) {
    for (const endpoint of endpoints(collector)) yield* endpointFaults(endpoint);
    for (const exporter of exporters(collector))
      if (exporter.type === 'otlp_http') yield* signalFaults(exporter);
  },
};

/** With addresses of single signals only, each signal that the exporter is used for needs its own. */
function* signalFaults({ place, signals }: ComponentView): Generator<Problem> {
  const has = (name: string): boolean => !place.at(name).isEmpty;
  if (has('endpoint') || !perSignal.some(has)) return;
  for (const signal of signals) {
    if (!perSignal.includes(`${signal}_endpoint`) || has(`${signal}_endpoint`)) continue;
    yield problemAt(place, `is used for ${signal}, but has neither endpoint nor ${signal}_endpoint`, {
      fix: `Write ${signal}_endpoint, or endpoint for all signals.`,
    });
  }
}

function* endpointFaults({ exporter, address, kind }: EndpointView): Generator<Problem> {
  if (!address.isSet || address.value === '') {
    yield { message: `${exporter.place} has no endpoint.`, at: address };
  } else if (address.value !== undefined && !address.isOpen) {
    const fault = (kind === 'host' ? grpcFault : urlFault)(address.value);
    if (fault !== undefined) yield { message: `${address}: "${address.value}" ${fault}.`, at: address };
  }
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
