import { at, type Data, field, items, type Path, words } from '../../../documents';
import { objectTitle } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const certificatesCoverTheHosts: ObjectRule = {
  id: 'XR-52',
  title: 'The hosts of the certificates of an Ingress are the hosts that it routes',
  severity: 'warning',
  why: 'The controller serves a self-made certificate for the host, which every client refuses.',
  fix: 'List every host of spec.rules under spec.tls, and no other.',
  appliesTo: 'object',
  kinds: ['networking.k8s.io/Ingress'],
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
  *check(subject) {
    const tls = items(at(subject.object, ['spec', 'tls']));
    const hosts = items(at(subject.object, ['spec', 'rules'])).map((rule) => field(rule, 'host'));
    const takesAll = at(subject.object, ['spec', 'defaultBackend']) !== undefined || hosts.length === 0;
    if (tls.length === 0 || takesAll || hosts.some((host) => typeof host !== 'string' || host.includes('$')))
      return;
    const covered = tls.flatMap((entry, index) =>
      items(field(entry, 'hosts')).map((host, number) => ({
        host,
        path: ['spec', 'tls', index, 'hosts', number] as Path,
      })),
    );
    const bare = hosts.filter((host) => !covered.some((cover) => covers(cover.host, host)));
    const idle = covered.filter((cover) => !hosts.some((host) => covers(cover.host, host)));
    if (bare.length > 0) {
      const [odd] = idle;
      yield {
        message: `No certificate of ${objectTitle(subject)} is for ${bare.join(', ')}.`,
        path: odd !== undefined && idle.length === 1 ? odd.path : ['spec', 'tls'],
      };
      return;
    }
    for (const { host, path } of idle) {
      yield {
        message: `${objectTitle(subject)} has a certificate for ${words(host)}, which it does not route.`,
        path,
      };
    }
  },
};

function covers(cover: Data, host: Data | undefined): boolean {
  if (typeof cover !== 'string' || typeof host !== 'string') return false;
  return cover === host || (cover.startsWith('*.') && host.slice(host.indexOf('.')) === cover.slice(1));
}
