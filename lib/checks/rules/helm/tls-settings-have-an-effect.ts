import { notation, read, runningComponents } from '../../../collector/effective';
import { configOf } from '../../../platform';
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
    for (const { class: own, type, path } of runningComponents(read(subject))) {
      if (own !== 'exporter' || type !== 'otlp_http') continue;
      const body = configOf(subject).at(...path);
      const isPlain = body.at('endpoint').known?.startsWith('http://') ?? false;
      if (!isPlain || body.at('tls').keys.length === 0) continue;
      yield {
        message: `${notation(path)} has TLS settings, but its endpoint begins with http://.`,
        at: body.at('tls'),
      };
    }
  },
};
