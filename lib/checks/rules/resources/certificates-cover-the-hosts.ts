import { coversHost, ingresses } from '../../../platform';
import { nothing, ruleOfEach } from '../../rule';

export const certificatesCoverTheHosts = ruleOfEach({
  each: ingresses,
  beside: nothing,
  id: 'XR-52',
  title: 'The hosts of the certificates of an Ingress are the hosts that it routes',
  severity: 'warning',
  why: 'The controller serves a self-made certificate for the host, which every client refuses.',
  fix: 'List every host of spec.rules under spec.tls, and no other.',
  example: `  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: api, namespace: flux-system, annotations: {cert-manager.io/issuer: self}}
  spec:
-   tls: [{hosts: [apis.example.com], secretName: api-tls}]
+   tls: [{hosts: [api.example.com], secretName: api-tls}]
    rules: [{host: api.example.com}]
  ---
  apiVersion: cert-manager.io/v1
  kind: Issuer
  metadata: {name: self, namespace: flux-system}
  spec: {selfSigned: {}}
`,
  *check({ title, spec: { tls, rules, defaultBackend } }) {
    const hosts = rules.flatMap(({ host }) => host.known ?? []);
    const takesAll = defaultBackend.place.isWritten || rules.length === 0 || hosts.length < rules.length;
    if (tls.length === 0 || takesAll) return;
    const certified = tls.flatMap((entry) => entry.hosts);
    const bare = hosts.filter((host) => !certified.some(({ value }) => coversHost(value, host)));
    const idle = certified.filter(({ value }) => !hosts.some((host) => coversHost(value, host)));
    if (bare.length > 0) {
      yield {
        message: `No certificate of ${title} is for ${bare.join(', ')}.`,
        at: idle.length === 1 ? idle[0] : tls.place,
      };
      return;
    }
    for (const at of idle)
      yield { message: `${title} has a certificate for ${at.shown}, which it does not route.`, at };
  },
});
