import { hasIngress } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

/** Annotations by which ingress controllers ask for a login or look at the caller's address. */
const guards = /auth|oauth|oidc|jwt|whitelist|allowlist|source-range|policies|middleware|inbound-cidrs/i;

export const ingressAsksWhoIsThere = jaegerRule({
  id: 'JG-11',
  title: 'Whoever reaches the Ingress of Jaeger has to log in',
  severity: 'warning',
  why: 'On plain Kubernetes the operator brings no authentication: everybody who reaches the host reads all traces.',
  fix: 'Add the annotations of the ingress controller for basic auth or an auth proxy.',
  spec: `
-   ingress: {hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}]}
+   ingress: {hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}], annotations: {nginx.ingress.kubernetes.io/auth-type: basic}}
`,
  *check({ name, spec: { ingress, annotations } }, plain) {
    if (!hasIngress(plain) || ingress.hosts.length === 0) return;
    if (ingress.security.value === 'oauth-proxy') {
      yield {
        message: `Jaeger ${name} asks for the oauth-proxy, which the operator resets to none off OpenShift.`,
        at: ingress.security,
      };
    } else if (![...ingress.annotations.keys, ...annotations.keys].some((key) => guards.test(key))) {
      yield {
        message: `The Ingress of Jaeger ${name} asks nobody who reads its traces.`,
        at: ingress.annotations,
      };
    }
  },
});
