import { isPublicHost, looseHostPort } from '../../../collector/effective';
import { endpoints } from '../../../platform';
import { withExporter } from '../../frames';
import { ruleOfCollector } from '../../rule';

export const plainServicesAreCalledWithoutTls = ruleOfCollector({
  each: endpoints,
  id: 'CV-14',
  title: 'A gRPC exporter to a Service inside the cluster says whether it uses TLS',
  severity: 'warning',
  why: 'The client uses TLS unless it is told otherwise; with a plain server the handshake fails, which only the log shows.',
  fix: 'Write tls: {insecure: true} for a plain server, or name the CA with tls: {ca_file: …}.',
  example: withExporter(`
-   otlp_grpc: {endpoint: "jaeger-collector.observability.svc:4317"}
+   otlp_grpc: {endpoint: "jaeger-collector.observability.svc:4317", tls: {insecure: true}}
`),
  *check({
    kind,
    address,
    exporter: {
      settings: { tls },
    },
  }) {
    // Whoever writes a tls block has decided.
    if (tls.place.isSet || kind !== 'host' || address.isOpen || address.value?.includes('://') !== false)
      return;
    const { host, port } = looseHostPort(address.value);
    if (port !== undefined && port !== 443 && !isPublicHost(host) && isServiceName(host))
      yield { message: `${address} is called over TLS: nothing else is said.`, at: address };
  },
});

/** One label, `….svc`, `….svc.cluster.local`, or the own host. */
function isServiceName(host: string): boolean {
  return /^[a-z0-9-]+$/i.test(host) || /\.svc(?:\.|$)/.test(host) || /^127\./.test(host);
}
