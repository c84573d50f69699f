import { otlpOver, otlpPorts, transportTitles } from '../../../collector/components';
import { looseHostPort, urlParts } from '../../../collector/effective';
import { endpoints } from '../../../platform';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const portsFitTheProtocol = ruleOfCollector({
  each: endpoints,
  id: 'CV-15',
  title: 'OTLP over gRPC goes to port 4317, over HTTP to 4318',
  severity: 'warning',
  why: 'A server that listens on the usual ports speaks the other protocol there, and every request fails.',
  fix: 'Change the port, or use the exporter of the other protocol.',
  example: withExporter(`
-   otlp_http: {endpoint: "http://backend:4317"}
+   otlp_http: {endpoint: "http://backend:4318"}
`),
  *check({ address, exporter }) {
    const over = otlpOver(exporter);
    if (over === undefined || address.value === undefined) return;
    const other = over === 'http' ? 'grpc' : 'http';
    const wrong = otlpPorts[other];
    if ((urlParts(address.value) ?? looseHostPort(address.value)).port !== wrong) return;
    yield problemAt(address, `names port ${wrong}, where OTLP over ${transportTitles[other]} is spoken`, {
      fix: `Write port ${otlpPorts[over]}, or use the otlp_${other} exporter.`,
    });
  },
});
