import {
  allObjects,
  isNamedInValues,
  type ObjectView,
  type Place,
  type TreeSubject,
} from '../../../platform';
import { reference } from '../../reference';
import { ruleOfEach } from '../../rule';

export const issuersExist = ruleOfEach({
  each: allObjects,
  id: 'XR-38',
  title: 'The issuer of every certificate exists',
  severity: 'warning',
  why: 'cert-manager never issues the certificate, and the Ingress serves a self-made one.',
  fix: 'Correct the name, add the issuer, or declare the ClusterIssuer as external in the environment.',
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
  *check(object, tree) {
    if (!tree.complete) return;
    for (const [kind, from] of issuersOf(object)) {
      const name = from.text;
      if (name === undefined || isNamedInValues(tree, name)) continue;
      // kustomize gives a namespace to what it does not know as a kind of the cluster; it is dropped.
      if (kind === 'ClusterIssuer' && namesOf(tree, kind).includes(name)) continue;
      yield* reference(tree, {
        from,
        to: { group, kind, name, namespace: kind === 'Issuer' ? object.subject.namespace : undefined },
        says: `${object.title} takes its certificate from ${kind} ${name}`,
        among: namesOf(tree, kind),
      });
    }
  },
});

const group = 'cert-manager.io';

function namesOf(tree: TreeSubject, kind: string): readonly string[] {
  return tree.all(group, kind).map(({ name }) => name);
}

type Issuer = readonly [kind: 'ClusterIssuer' | 'Issuer', name: Place];

function issuersOf({ subject, place, metadata }: ObjectView): readonly Issuer[] {
  switch (subject.kind) {
    case 'Certificate': {
      const issuer = place.at('spec', 'issuerRef');
      const isOther = issuer.at('group').isSet && issuer.at('group').text !== group;
      if (subject.group !== group || isOther) return [];
      return [[issuer.at('kind').text === 'ClusterIssuer' ? 'ClusterIssuer' : 'Issuer', issuer.at('name')]];
    }
    case 'Ingress':
      return annotated(metadata.annotations);
    case 'Jaeger':
      return annotated(place.at('spec', 'ingress', 'annotations'));
    default:
      return [];
  }
}

function annotated(annotations: Place): readonly Issuer[] {
  return [
    ['ClusterIssuer', annotations.at('cert-manager.io/cluster-issuer')],
    ['Issuer', annotations.at('cert-manager.io/issuer')],
  ];
}
