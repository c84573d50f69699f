import { at, entries, items } from '../../../documents';
import { hasIngress } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** Annotations by which ingress controllers ask for a login or look at the caller's address. */
const guards = /auth|oauth|oidc|jwt|whitelist|allowlist|source-range|policies|middleware|inbound-cidrs/i;

export const ingressAsksWhoIsThere: ObjectRule = {
  id: 'JG-11',
  title: 'Whoever reaches the Ingress of Jaeger has to log in',
  severity: 'warning',
  why: 'On plain Kubernetes the operator brings no authentication: everybody who reaches the host reads all traces.',
  fix: 'Add the annotations of the ingress controller for basic auth or an auth proxy.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
-   ingress: {hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}]}
+   ingress: {hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}], annotations: {nginx.ingress.kubernetes.io/auth-type: basic}}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const hosts = items(at(spec.ingress, ['hosts']));
    if (!hasIngress(spec) || hosts.length === 0) return;
    if (at(spec.ingress, ['security']) === 'oauth-proxy') {
      yield {
        message: `Jaeger ${subject.name} asks for the oauth-proxy, which the operator resets to none off OpenShift.`,
        path: ['spec', 'ingress', 'security'],
      };
      return;
    }
    const annotations = [...entries(at(spec.ingress, ['annotations'])), ...entries(spec.annotations)];
    if (annotations.some(([key]) => guards.test(key))) return;
    yield {
      message: `The Ingress of Jaeger ${subject.name} asks nobody who reads its traces.`,
      path: ['spec', 'ingress', 'annotations'],
    };
  },
};
