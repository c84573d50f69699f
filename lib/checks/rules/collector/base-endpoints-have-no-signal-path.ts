import { endpoints } from '../../../platform';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const baseEndpointsHaveNoSignalPath = ruleOfCollector({
  each: endpoints,
  id: 'CV-16',
  title: 'The base endpoint of otlp_http does not end in /v1/traces, /v1/metrics or /v1/logs',
  severity: 'warning',
  why: 'The exporter appends the path of the signal to endpoint, so that it is there twice, and the server answers 404.',
  fix: 'Take the path away, or use traces_endpoint, metrics_endpoint or logs_endpoint, which are taken as they are.',
  example: withExporter(`
-   otlp_http: {endpoint: "http://backend:4318/v1/traces"}
+   otlp_http: {traces_endpoint: "http://backend:4318/v1/traces"}
`),
  *check({ kind, address }) {
    const signal = kind === 'base' && /\/v1\/(traces|metrics|logs)\/?$/.exec(address.value ?? '')?.[1];
    if (!signal) return;
    yield problemAt(address, `ends in /v1/${signal}, which the exporter appends`, {
      fix: `Write it without /v1/${signal}, or as ${signal}_endpoint.`,
    });
  },
});
