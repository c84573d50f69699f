import { at, type Path } from '../../../documents';
import {
  anyObject,
  isNamedInValues,
  type ObjectSubject,
  objectTitle,
  type TreeSubject,
} from '../../../platform';
import { reference } from '../../reference';
import type { TreeRule } from '../../rule';

export const issuersExist: TreeRule = {
  id: 'XR-38',
  title: 'The issuer of every certificate exists',
  severity: 'warning',
  why: 'cert-manager never issues the certificate, and the Ingress serves a self-made one.',
  fix: 'Correct the name, add the issuer, or declare the ClusterIssuer as external in the environment.',
  appliesTo: 'tree',
  example: `  apiVersion: cert-manager.io/v1
  kind: ClusterIssuer
  metadata: {name: letsencrypt}
  spec: {selfSigned: {}}
  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
- metadata: {name: ui, namespace: flux-system, annotations: {cert-manager.io/cluster-issuer: letsencript}}
+ metadata: {name: ui, namespace: flux-system, annotations: {cert-manager.io/cluster-issuer: letsencrypt}}
  spec:
    tls: [{hosts: [ui.example.com], secretName: ui-tls}]
    rules: [{host: ui.example.com}]
`,
  *check(tree) {
    if (!tree.complete) return;
    for (const subject of tree.objects) {
      for (const { kind, name, path } of issuersOf(subject)) {
        // kustomize gives a namespace to what it does not know as a kind of the cluster; it is dropped.
        if (kind === 'ClusterIssuer' && namesOf(tree, kind).includes(name)) continue;
        if (isNamedInValues(tree, name)) continue;
        const { namespace } = subject;
        yield* reference(tree, {
          from: anyObject(subject).place.at(...path),
          to: {
            group: 'cert-manager.io',
            kind,
            name,
            ...(kind === 'Issuer' && namespace !== undefined ? { namespace } : {}),
          },
          says: `${objectTitle(subject)} takes its certificate from ${kind} ${name}`,
          among: namesOf(tree, kind),
        });
      }
    }
  },
};

function namesOf(tree: TreeSubject, kind: string): readonly string[] {
  return tree.all('cert-manager.io', kind).map(({ name }) => name);
}

interface IssuerReference {
  readonly kind: 'ClusterIssuer' | 'Issuer';
  readonly name: string;
  readonly path: Path;
}

const annotated: readonly (readonly [annotation: string, kind: IssuerReference['kind']])[] = [
  ['cert-manager.io/cluster-issuer', 'ClusterIssuer'],
  ['cert-manager.io/issuer', 'Issuer'],
];

function issuersOf(subject: ObjectSubject): readonly IssuerReference[] {
  const object = subject.object;
  if (subject.group === 'cert-manager.io' && subject.kind === 'Certificate') {
    const name = at(object, ['spec', 'issuerRef', 'name']);
    const kind = at(object, ['spec', 'issuerRef', 'kind']) === 'ClusterIssuer' ? 'ClusterIssuer' : 'Issuer';
    const group = at(object, ['spec', 'issuerRef', 'group']) ?? 'cert-manager.io';
    return typeof name === 'string' && group === 'cert-manager.io'
      ? [{ kind, name, path: ['spec', 'issuerRef', 'name'] }]
      : [];
  }
  const places: readonly Path[] =
    subject.kind === 'Ingress'
      ? [['metadata', 'annotations']]
      : subject.kind === 'Jaeger'
        ? [['spec', 'ingress', 'annotations']]
        : [];
  return places.flatMap((place) =>
    annotated.flatMap(([annotation, kind]) => {
      const name = at(object, [...place, annotation]);
      return typeof name === 'string' ? [{ kind, name, path: [...place, annotation] }] : [];
    }),
  );
}
