import { groupOf } from '../../../documents';
import {
  hasUnseenPods,
  helmGroup,
  type Kustomization,
  kustomizations,
  kustomizeGroup,
  type ObjectSubject,
  type TreeSubject,
} from '../../../platform';
import { deadReference, mayExist } from '../../reference';
import { type Problem, ruleOfEach } from '../../rule';
import { catalogOf } from '../../schema/catalog';

type Check = Kustomization['spec']['healthChecks'][number];

export const healthChecksNameSomething = ruleOfEach({
  each: kustomizations,
  id: 'FX-52',
  title: 'A health check names an object that there is, in the apiVersion of its kind',
  severity: 'error',
  why: 'The Kustomization waits for an object that never comes, times out, and is never ready.',
  fix: 'Write the apiVersion, kind, name and namespace of an object that this Kustomization or one before it applies.',
  example: `  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: web, namespace: flux-system}
  spec:
    interval: 10m
    timeout: 5m
    prune: true
    path: ./web
    sourceRef: {kind: GitRepository, name: flux-system}
    healthChecks:
-     - {apiVersion: apps/v1, kind: Deployment, name: web, namespace: develop}
+     - {apiVersion: apps/v1, kind: Deployment, name: web-server, namespace: develop}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: web-server, namespace: develop}
  spec:
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: "web:1.0.0"}]}
`,
  *check({ subject, spec }, tree) {
    // Where all objects are waited for, the list is not read.
    if (spec.wait.value === true) return;
    for (const check of spec.healthChecks) {
      const known = [check.kind, check.name, check.namespace].every(({ text }) => !text?.includes('${'));
      if (known) yield* problemsOf(tree, subject, check);
    }
  },
});

function* problemsOf(
  tree: TreeSubject,
  subject: ObjectSubject,
  { apiVersion, kind: { value: kind }, name, namespace }: Check,
): Generator<Problem> {
  if (kind === undefined || name.value === undefined) return;
  const place = namespace.value;
  const title = `${kind} ${place === undefined ? '' : `${place}/`}${name.value}`;
  const says = `Kustomization ${subject.name} waits for ${title}`;
  const [meant, ...others] = servedInstead(tree, apiVersion.text ?? '', kind);
  if (meant !== undefined) {
    yield {
      message: `${says} in ${apiVersion.value}, which has no such kind: it is ${[meant, ...others].join(' or ')}.`,
      at: apiVersion,
      fix: `Write apiVersion: ${meant}.`,
    };
    return;
  }
  if (!tree.complete || apiVersion.value === undefined) return;
  const group = groupOf(apiVersion.value);
  const same = tree.all(group, kind).filter((each) => each.name === name.value);
  const isIn = (each: string | undefined) => each === undefined || place === undefined || each === place;
  if (same.some((each) => isIn(each.namespace))) return;
  const isOfFlux = group === helmGroup || group === kustomizeGroup;
  if (!isOfFlux && (place === undefined || hasUnseenPods(tree, place))) return;
  const target = { group, kind, namespace: place, name: name.value };
  if (!isOfFlux && mayExist(tree, target)) return;
  yield deadReference(tree, { from: name, to: target, says, fault: 'which nothing applies', namespace });
}

/** The apiVersions of a kind, those of the tree first, where the one that is written is known to be none of them. */
function servedInstead(tree: TreeSubject, apiVersion: string, kind: string): readonly string[] {
  const catalog = catalogOf(tree);
  const group = groupOf(apiVersion);
  if (apiVersion === '' || apiVersion.includes('${') || catalog.builtInKinds(group) === undefined) return [];
  if (catalog.servedVersions(group, kind).includes(apiVersion)) return [];
  if (catalog.kindSchema(apiVersion, kind) !== undefined) return [];
  const ofTree = tree.objects.filter((each) => each.kind === kind).map((each) => each.apiVersion);
  return [...new Set([...ofTree, ...usualGroups.flatMap((each) => catalog.servedVersions(each, kind))])];
}

const usualGroups = [
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
];
