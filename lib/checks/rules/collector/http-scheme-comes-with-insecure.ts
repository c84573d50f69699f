import { endpoints } from '../../../platform';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const httpSchemeComesWithInsecure = ruleOfCollector({
  each: endpoints,
  id: 'CV-13',
  title: 'http:// in the endpoint of a gRPC exporter comes with tls.insecure: true',
  severity: 'warning',
  why: 'The gRPC exporter strips the scheme and leaves TLS on: the handshake with a plain server fails.',
  fix: 'Write tls: {insecure: true}.',
  example: withExporter(`
-   otlp_grpc: {endpoint: "http://backend:4317"}
+   otlp_grpc: {endpoint: "http://backend:4317", tls: {insecure: true}}
`),
  *check({
    kind,
    address,
    exporter: {
      settings: { tls },
    },
  }) {
    if (tls.insecure.value === true || tls.insecure.isOpen || tls.place.isOpen) return;
    if (kind === 'host' && address.value?.startsWith('http://'))
      yield problemAt(address, 'says http://, but the exporter uses TLS');
  },
});
