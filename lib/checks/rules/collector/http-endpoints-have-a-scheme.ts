import { endpoints } from '../../../platform';
import { withExporter } from '../../frames';
import { ruleOfCollector } from '../../rule';

export const httpEndpointsHaveAScheme = ruleOfCollector({
  each: endpoints,
  id: 'CV-12',
  title: 'The endpoint of an HTTP exporter begins with http:// or https://',
  severity: 'error',
  why: 'No request can be sent to an address without a scheme: everything is dropped.',
  fix: 'Write http:// or https:// before the host.',
  example: withExporter(`
-   otlp_http: {endpoint: "backend:4318"}
+   otlp_http: {endpoint: "http://backend:4318"}
`),
  *check({ kind, address }) {
    // The scheme may come out of a reference at the begin.
    const text = address.value?.startsWith('${') ? undefined : address.value;
    if (kind === 'host' || text === undefined || text === '' || /^https?:\/\//i.test(text)) return;
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
    yield scheme === undefined
      ? {
          message: `${address}: "${text}" has no scheme.`,
          at: address,
          fix: `Write "http://${text}", or https:// where the server speaks TLS.`,
        }
      : {
          message: `${address}: "${scheme}://" is not a scheme of HTTP.`,
          at: address,
          fix: 'Write http:// or https://.',
        };
  },
});
