import { at, type Data, field, items, type Path } from '../../../documents';
import { hasIngress } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const ingressServesTls: ObjectRule = {
  id: 'JG-10',
  title: 'Every host of the Ingress of Jaeger is served over TLS',
  severity: 'warning',
  why: 'Traces, with whatever is in them, cross the network in clear text.',
  fix: 'List the host under ingress.tls with the Secret of its certificate.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
-   ingress: {hosts: [ui.example.com], tls: [{hosts: [gui.example.com], secretName: ui-tls}], annotations: {nginx.ingress.kubernetes.io/auth-type: basic}}
+   ingress: {hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}], annotations: {nginx.ingress.kubernetes.io/auth-type: basic}}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const hosts = items(at(spec.ingress, ['hosts'])).filter(
      (host) => typeof host === 'string' && host !== '',
    );
    if (!hasIngress(spec) || hosts.length === 0) return;
    const tls = items(at(spec.ingress, ['tls']));
    const deprecated = at(spec.ingress, ['secretName']);
    const path = ['spec', 'ingress'];
    if (tls.length === 0 && deprecated === undefined) {
      yield {
        message: `The Ingress of Jaeger ${subject.name} serves ${hosts.join(', ')} without TLS.`,
        path: [...path, 'tls'],
      };
      return;
    }
    if (deprecated !== undefined) {
      yield {
        message: `The Ingress of Jaeger ${subject.name} uses the deprecated secretName${tls.length > 0 ? ', which tls overrules' : ''}.`,
        path: [...path, 'secretName'],
      };
    }
    const covered = tls.flatMap((entry) => items(field(entry, 'hosts')));
    const bare = hosts.filter((host) => tls.length > 0 && !covered.some((cover) => covers(cover, host)));
    if (bare.length === 0) return;
    yield {
      message: `No entry of ingress.tls of Jaeger ${subject.name} covers ${bare.join(', ')}.`,
      path: [...path, 'tls', ...oddHost(tls, hosts)],
    };
  },
};

/** The one host of the certificates that the Ingress does not serve. */
function oddHost(tls: readonly Data[], hosts: readonly Data[]): Path {
  const odd = tls.flatMap((entry, index) =>
    items(field(entry, 'hosts')).flatMap((host, number) =>
      hosts.some((served) => covers(host, served)) ? [] : [[index, 'hosts', number] as Path],
    ),
  );
  return odd.length === 1 ? (odd[0] ?? []) : [];
}

function covers(cover: unknown, host: unknown): boolean {
  if (typeof cover !== 'string' || typeof host !== 'string') return false;
  return cover === host || (cover.startsWith('*.') && host.slice(host.indexOf('.')) === cover.slice(1));
}
