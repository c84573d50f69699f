import { configOf, configReferences } from '../../../platform';
import { operatedCollector } from '../../frames';
import { unknownName } from '../../reference';
import type { CollectorRule } from '../../rule';

export const environmentVariablesAreDefined: CollectorRule = {
  id: 'XR-3',
  title: 'Every ${env:…} of the configuration is a variable of the pod',
  severity: 'error',
  why: 'The collector puts an empty text in its place: an address without host, a header without token.',
  fix: 'Set the variable in extraEnvs (chart) or spec.env (resource), or give the reference a default with :-.',
  appliesTo: 'collector',
  example: `${operatedCollector('gateway')}
+   env:
+     - {name: TRACES_TOKEN, valueFrom: {secretKeyRef: {name: traces, key: token}}}
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
      exporters: {otlp_http: {endpoint: "https://traces.example.com", headers: {authorization: "\${env:TRACES_TOKEN}"}}} # ←
      service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
`,
  *check(subject) {
    const { deployment } = subject;
    if (deployment === undefined || deployment.environmentIsOpen) return;
    const { environment } = deployment;
    const known = new Set(environment);
    for (const place of configOf(subject).walk()) {
      for (const { scheme, target, hasDefault, source } of configReferences(place.text ?? '')) {
        if (scheme !== 'env' || hasDefault || known.has(target)) continue;
        // A variable of Flux whose value is not in the tree is put in before the collector reads it.
        if (subject.object?.mayBeUnknown?.(target) === true) continue;
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(target)) continue;
        const [says, fault] = [`${place} reads ${source}`, `but the pod has no variable ${target}`];
        yield {
          ...unknownName({ from: place, name: target, among: environment, says, fault }),
          // An image of someone's own may bring variables with it.
          ...(subject.distribution === undefined ? { severity: 'warning' } : {}),
        };
      }
    }
  },
};
