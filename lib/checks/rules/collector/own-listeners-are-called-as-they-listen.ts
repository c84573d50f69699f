import {
  exporterEndpoints,
  isEveryInterface,
  isLoopback,
  listeners,
  looseHostPort,
  notation,
  read,
  urlParts,
} from '../../../collector/effective';
import { at, type Data, field, isMap, isOpen, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const ownListenersAreCalledAsTheyListen: CollectorRule = {
  id: 'CV-34',
  title: 'An exporter that sends to its own collector uses TLS as the receiver there does',
  severity: 'error',
  why: 'The handshake fails at every try, and what is sent is lost.',
  fix: 'Write tls: {insecure: true} and http:// for a plain receiver, or give the receiver a certificate.',
  appliesTo: 'collector',
  example: `  receivers:
    host_metrics: {scrapers: {load: {}}}
    otlp/inner: {protocols: {grpc: {endpoint: "localhost:55691"}}}
  exporters:
    debug: {}
-   otlp_grpc: {endpoint: "https://localhost:55691"}
+   otlp_grpc: {endpoint: "localhost:55691", tls: {insecure: true}}
  service:
    pipelines:
      metrics/own: {receivers: [host_metrics], exporters: [otlp_grpc]}
      metrics/in: {receivers: [otlp/inner], exporters: [debug]}
`,
  *check(subject) {
    const own = listeners(subject).filter(
      ({ component, host }) =>
        component?.class === 'receiver' && (isLoopback(host) || isEveryInterface(host)),
    );
    for (const component of read(subject).components) {
      if (component.type !== 'otlp_grpc' && component.type !== 'otlp_http') continue;
      for (const { value, path } of exporterEndpoints(component)) {
        if (typeof value !== 'string' || isOpen(value)) continue;
        const { scheme, host, port } = urlParts(value) ?? { scheme: '', ...looseHostPort(value) };
        const listener = own.find((each) => each.port === port);
        if (!isLoopback(host) || listener?.component?.type !== 'otlp') continue;
        const starts = startsTls(component.type, component.body, scheme);
        const server = field(at(listener.component.body, ['protocols', listener.application ?? '']), 'tls');
        if (starts === undefined || isOpen(server) || starts === isSet(server)) continue;
        yield {
          message: `${notation(path)} is called ${starts ? 'over TLS' : 'without TLS'}, and ${listener.title} serves ${starts ? 'plain text' : 'TLS'} there.`,
          path,
        };
      }
    }
  },
};

/** Whether the client uses TLS; undefined where that is not known. */
function startsTls(type: string, body: Data, scheme: string): boolean | undefined {
  if (scheme === 'https' || scheme === 'http') return scheme === 'https';
  if (type === 'otlp_http') return undefined;
  const tls = field(body, 'tls');
  if (!isSet(tls)) return true;
  const insecure = isMap(tls) && !isOpen(tls) ? (tls.insecure ?? false) : undefined;
  return typeof insecure === 'boolean' ? !insecure : undefined;
}
