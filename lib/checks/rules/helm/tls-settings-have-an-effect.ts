import { notation, read, runningComponents } from '../../../collector/effective';
import { isMap, knownText } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const tlsSettingsHaveAnEffect: CollectorRule = {
  id: 'XR-50',
  title: 'An exporter to an http:// URL has no TLS settings',
  severity: 'advice',
  why: 'The scheme decides: the settings are never used, whatever they promise.',
  fix: 'Remove tls, or write https://.',
  appliesTo: 'collector',
  example: `  receivers: {otlp: {protocols: {grpc: {}}}}
- exporters: {otlp_http: {endpoint: "http://traces.example:4318", tls: {insecure: true}}}
+ exporters: {otlp_http: {endpoint: "https://traces.example:4318", tls: {insecure_skip_verify: false}}}
  service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
`,
  *check(subject) {
    for (const { class: own, type, body, path } of runningComponents(read(subject))) {
      if (own !== 'exporter' || type !== 'otlp_http' || !isMap(body)) continue;
      const isPlain = knownText(body.endpoint)?.startsWith('http://') ?? false;
      if (!isPlain || !isMap(body.tls) || Object.keys(body.tls).length === 0) continue;
      yield {
        message: `${notation(path)} has TLS settings, but its endpoint begins with http://.`,
        path: [...path, 'tls'],
      };
    }
  },
};
