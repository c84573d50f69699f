import { otlpOver } from '../../../collector/components';
import {
  isEveryInterface,
  isLoopback,
  listeners,
  looseHostPort,
  urlParts,
} from '../../../collector/effective';
import { configOf, endpoints } from '../../../platform';
import { startsTls } from '../../collector/tls';
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
    const over = otlpOver(exporter);
    if (over === undefined || address.value === undefined || address.isOpen) return;
    const url = urlParts(address.value);
    const { host, port } = url ?? looseHostPort(address.value);
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
    // Without a scheme there is no request over HTTP.
    const starts = over === 'http' && url === undefined ? undefined : startsTls(exporter.place, url?.scheme);
    if (starts === undefined || server.isOpen || starts === server.isSet) return;
    yield problemAt(
      address,
      `is called ${starts ? 'over TLS' : 'without TLS'}, and ${listener.title} serves ${starts ? 'plain text' : 'TLS'} there`,
    );
  },
});
