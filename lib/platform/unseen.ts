import { at, type Data, field, groupBy, once, walk } from '../documents';
import { builtinNamespaces } from './namespaces';
import { releaseNameOf, targetNamespaceOf } from './release-naming';
import type { ObjectSubject, TreeSubject } from './subject';
import { jsonOf } from './subjects/object';

/** API groups whose objects are made by nobody but their author, so that they bring no further objects. */
const plainGroups = new Set([
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'kustomize.config.k8s.io',
  'kustomize.toolkit.fluxcd.io',
  'source.toolkit.fluxcd.io',
  'image.toolkit.fluxcd.io',
  'notification.toolkit.fluxcd.io',
]);

/** Something whose objects this tree does not show: a release of any chart, or a custom resource. */
interface Maker {
  readonly subject: ObjectSubject;
  readonly namespace: string;
  /** Names that what it makes begins with, or holds. */
  readonly names: readonly string[];
}

function text(data: Data | undefined): string | undefined {
  return typeof data === 'string' && data !== '' ? data : undefined;
}

function releaseMaker(subject: ObjectSubject): Maker {
  const spec = subject.object.spec;
  const chart = text(at(spec, ['chart', 'spec', 'chart']))
    ?.split('/')
    .at(-1);
  const override = text(at(spec, ['values', 'fullnameOverride']));
  return {
    subject,
    namespace: text(at(spec, ['values', 'namespaceOverride'])) ?? targetNamespaceOf(subject),
    names: [releaseNameOf(subject), subject.name, chart, override].flatMap((each) => each ?? []),
  };
}

/** Stands for every namespace: what is made there is copied by an operator, or made for all of them at once. */
const everywhere = '*';

/** Kinds of the whole cluster that make objects in namespaces. */
const spreading =
  /^(?:Bundle|ClusterExternalSecret|ClusterPushSecret|ClusterPolicy|ClusterGenerator|ClusterSecretStore|ClusterIssuer)$/;

/** What operators that copy Secrets and ConfigMaps into other namespaces are told by. */
const copying = [
  'reflector.v1.k8s.emberstack.com/',
  'replicator.v1.mittwald.de/',
  'kubed.appscode.com/sync',
  'config.syncer/',
];

const makers: (tree: TreeSubject) => ReadonlyMap<string, readonly Maker[]> = once((tree) => {
  const modelled = new Set(tree.collectors.flatMap(({ object }) => object ?? []));
  const found = tree.objects.flatMap((subject): Maker[] => {
    if (modelled.has(subject)) return [];
    const isSpread =
      spreading.test(subject.kind) ||
      (subject.kind !== 'CustomResourceDefinition' && copying.some((word) => jsonOf(subject).includes(word)));
    if (isSpread) return [{ subject, namespace: everywhere, names: [subject.name] }, ...ownMaker(subject)];
    return ownMaker(subject);
  });
  return groupBy(found, ({ namespace }) => namespace);
});

function ownMaker(subject: ObjectSubject): Maker[] {
  if (plainGroups.has(subject.group) || subject.group === 'jaegertracing.io') return [];
  if (subject.group === 'helm.toolkit.fluxcd.io') return [releaseMaker(subject)];
  return [{ subject, namespace: subject.namespace ?? 'default', names: [subject.name] }];
}

/**
 * Whether an object that the tree does not hold may still come into being: in a namespace that others own, or made by a
 * chart or an operator whose objects are not modelled and which name them after a release or a resource.
 *
 * @param except an object that certainly does not make it
 */
export function mayBeMadeElsewhere(
  tree: TreeSubject,
  kind: string,
  namespace: string,
  name: string,
  except?: ObjectSubject,
): boolean {
  if (!tree.complete) return true;
  if (namespace === 'kube-system' || (kind === 'Service' && builtinNamespaces.includes(namespace)))
    return true;
  const copied = kind === 'Secret' || kind === 'ConfigMap' ? (makers(tree).get(everywhere) ?? []) : [];
  return [...(makers(tree).get(namespace) ?? []), ...copied].some(
    ({ names, subject }) => subject !== except && names.some((own) => own !== '' && name.includes(own)),
  );
}

/** Texts in the values of releases, and in the resources of operators, which may be names of what they make. */
const namedForMaking: (tree: TreeSubject) => ReadonlySet<string> = once((tree) => {
  const words = new Set<string>();
  for (const release of tree.all('helm.toolkit.fluxcd.io', 'HelmRelease')) {
    for (const { value } of walk(field(release.object.spec, 'values') ?? null))
      if (typeof value === 'string') words.add(value);
  }
  return words;
});

/** Whether the values of a release name something, so that its chart may make it. */
export function isNamedInValues(tree: TreeSubject, name: string): boolean {
  return namedForMaking(tree).has(name);
}

/** Whether labels that pods are selected by name a release or resource of the namespace whose pods this tree does not show. */
export function mayHaveMadePods(
  tree: TreeSubject,
  namespace: string,
  labels: { readonly [key: string]: string },
): boolean {
  const values = new Set(Object.values(labels));
  return (makers(tree).get(namespace) ?? []).some(({ names }) => names.some((name) => values.has(name)));
}

/** Whether a namespace holds releases or resources that bring pods which this tree does not show. */
export function hasUnseenPods(tree: TreeSubject, namespace: string): boolean {
  return !tree.complete || (makers(tree).get(namespace) ?? []).length > 0;
}
