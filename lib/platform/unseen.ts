import { at, type Data, field, groupBy, once } from '../documents';
import { releaseName } from '../flux';
import { builtinNamespaces } from './namespaces';
import type { ObjectSubject, TreeSubject } from './subject';

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
  const targetNamespace = text(field(spec, 'targetNamespace'));
  const explicit = text(field(spec, 'releaseName'));
  const release = releaseName({
    name: subject.name,
    ...(explicit === undefined ? {} : { releaseName: explicit }),
    ...(targetNamespace === undefined ? {} : { targetNamespace }),
  });
  const chart = text(at(spec, ['chart', 'spec', 'chart']))
    ?.split('/')
    .at(-1);
  const override = text(at(spec, ['values', 'fullnameOverride']));
  const namespace =
    text(at(spec, ['values', 'namespaceOverride'])) ?? targetNamespace ?? subject.namespace ?? 'default';
  return {
    subject,
    namespace,
    names: [release, subject.name, chart, override].flatMap((each) => each ?? []),
  };
}

const makers: (tree: TreeSubject) => ReadonlyMap<string, readonly Maker[]> = once((tree) => {
  const modelled = new Set(tree.collectors.flatMap(({ object }) => object ?? []));
  const found = tree.objects.flatMap((subject): Maker[] => {
    if (modelled.has(subject) || plainGroups.has(subject.group)) return [];
    if (subject.group === 'helm.toolkit.fluxcd.io') return [releaseMaker(subject)];
    if (subject.group === 'jaegertracing.io') return [];
    return [{ subject, namespace: subject.namespace ?? 'default', names: [subject.name] }];
  });
  return groupBy(found, ({ namespace }) => namespace);
});

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
  const near = makers(tree).get(namespace) ?? [];
  return near.some(
    ({ names, subject }) => subject !== except && names.some((own) => own !== '' && name.includes(own)),
  );
}

/** Whether a namespace holds releases or resources that bring pods which this tree does not show. */
export function hasUnseenPods(tree: TreeSubject, namespace: string): boolean {
  return !tree.complete || (makers(tree).get(namespace) ?? []).length > 0;
}
