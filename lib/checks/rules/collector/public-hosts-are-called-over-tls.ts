import { isPublicHost, looseHostPort, urlParts } from '../../../collector/effective';
import { endpoints, type Place } from '../../../platform';
import { withExporter } from '../../frames';
import { ruleOfCollector } from '../../rule';

export const publicHostsAreCalledOverTls = ruleOfCollector({
  each: endpoints,
  id: 'CV-18',
  title: 'Data leaves the cluster over TLS only',
  severity: 'warning',
  why: 'Spans, metrics and logs, and the credentials in the headers, cross public networks in clear text.',
  fix: 'Remove insecure: true, or write https://.',
  example: withExporter(`
-   otlp_grpc: {endpoint: "api.vendor.com:4317", tls: {insecure: true}}
+   otlp_grpc: {endpoint: "backend.monitoring.svc:4317", tls: {insecure: true}}
`),
  *check({
    kind,
    address,
    exporter: {
      settings: {
        tls: { insecure },
      },
    },
  }) {
    if (address.value === undefined) return;
    const { scheme, host } = urlParts(address.value) ?? { scheme: '', ...looseHostPort(address.value) };
    if (!isPublicHost(host)) return;
    const fault = (at: Place) => ({ message: `${at}: data goes to ${host} in clear text.`, at });
    if (kind === 'host' && insecure.value === true && scheme !== 'https') yield fault(insecure);
    if (kind !== 'host' && scheme === 'http') yield { ...fault(address), fix: 'Write https://.' };
  },
});
