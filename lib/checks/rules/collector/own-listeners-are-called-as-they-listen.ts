import {
  isEveryInterface,
  isLoopback,
  listeners,
  looseHostPort,
  urlParts,
} from '../../../collector/effective';
import { configOf, type EndpointView, endpoints } from '../../../platform';
import { problemAt, ruleOfCollector } from '../../rule';

export const ownListenersAreCalledAsTheyListen = ruleOfCollector({
  each: endpoints,
  id: 'CV-34',
  title: 'An exporter that sends to its own collector uses TLS as the receiver there does',
  severity: 'error',
  why: 'The handshake fails at every try, and what is sent is lost.',
  fix: 'Write tls: {insecure: true} and http:// for a plain receiver, or give the receiver a certificate.',
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
  *check({ address, exporter }, collector) {
    const { type } = exporter;
    if ((type !== 'otlp_grpc' && type !== 'otlp_http') || address.value === undefined || address.isOpen)
      return;
    const { scheme, host, port } = urlParts(address.value) ?? { scheme: '', ...looseHostPort(address.value) };
    if (!isLoopback(host)) return;
    const listener = listeners(collector).find(
      (each) =>
        each.port === port &&
        each.component?.class === 'receiver' &&
        (isLoopback(each.host) || isEveryInterface(each.host)),
    );
    if (listener?.component?.type !== 'otlp') return;
    const { component, application = '' } = listener;
    const server = configOf(collector).at(...component.path, 'protocols', application, 'tls');
    const starts = startsTls(exporter, scheme);
    if (starts === undefined || server.isOpen || starts === server.isSet) return;
    yield problemAt(
      address,
      `is called ${starts ? 'over TLS' : 'without TLS'}, and ${listener.title} serves ${starts ? 'plain text' : 'TLS'} there`,
    );
  },
});

/** Whether the client uses TLS; undefined where that is not known. */
function startsTls(
  { type, settings: { tls } }: EndpointView['exporter'],
  scheme: string,
): boolean | undefined {
  if (scheme === 'https' || scheme === 'http') return scheme === 'https';
  if (type === 'otlp_http') return undefined;
  if (!tls.place.isSet) return true;
  const insecure = tls.place.isMap ? tls.insecure.or(false) : undefined;
  return insecure === undefined ? undefined : !insecure;
}
