import { type Data, didYouMean, field, isMap, items, type Path } from '../../../documents';
import {
  hasUnseenPods,
  helmGroup,
  kustomizeGroup,
  mayBeMadeElsewhere,
  type ObjectSubject,
  type TreeSubject,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';
import { catalogueOf } from '../../schema/catalogue';

export const healthChecksNameSomething: TreeRule = {
  id: 'FX-52',
  title: 'A health check names an object that there is, in the apiVersion of its kind',
  severity: 'error',
  why: 'The Kustomization waits for an object that never comes, times out, and is never ready.',
  fix: 'Write the apiVersion, kind, name and namespace of an object that this Kustomization or one before it applies.',
  appliesTo: 'tree',
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
  *check(tree) {
    for (const subject of tree.all(kustomizeGroup, 'Kustomization')) {
      // Where all objects are waited for, the list is not read.
      if (field(subject.object.spec, 'wait') === true) continue;
      for (const [index, check] of items(field(subject.object.spec, 'healthChecks')).entries()) {
        if (isMap(check)) yield* judge(tree, subject, check, ['spec', 'healthChecks', index]);
      }
    }
  },
};

function* judge(
  tree: TreeSubject,
  subject: ObjectSubject,
  check: { [key: string]: Data },
  path: Path,
): Generator<Problem> {
  const { apiVersion, kind, name, namespace } = check;
  if (typeof kind !== 'string' || typeof name !== 'string' || [kind, name, namespace].some(isOpenText))
    return;
  const catalogue = catalogueOf(tree);
  const group = typeof apiVersion === 'string' ? groupOf(apiVersion) : undefined;
  const title = `Kustomization ${subject.name} waits for ${kind} ${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`;
  const written = typeof apiVersion === 'string' && apiVersion !== '' && !apiVersion.includes('${');
  if (written && catalogue.kindSchema(apiVersion, kind) === undefined) {
    const others = apiVersionsOf(tree, kind);
    const known = catalogue.builtInKinds(group ?? '') !== undefined;
    if (known && others.length > 0 && !catalogue.servedVersions(group ?? '', kind).includes(apiVersion)) {
      yield {
        message: `${title} in ${apiVersion}, which has no such kind: it is ${others.join(' or ')}.`,
        path: [...path, 'apiVersion'],
        subject,
        fix: `Write apiVersion: ${others[0]}.`,
      };
      return;
    }
  }
  if (!tree.complete || group === undefined) return;
  const place = typeof namespace === 'string' ? namespace : undefined;
  if (tree.all(group, kind).some((each) => each.name === name && isIn(each, place))) return;
  const isOfFlux = group === helmGroup || group === kustomizeGroup;
  if (!isOfFlux && place === undefined) return;
  if (!isOfFlux && (hasUnseenPods(tree, place ?? '') || mayBeMadeElsewhere(tree, kind, place ?? '', name)))
    return;
  const same = tree.all(group, kind);
  const elsewhere = same.find((each) => each.name === name);
  const hint =
    elsewhere === undefined
      ? didYouMean(
          name,
          same.filter((each) => isIn(each, place)).map((each) => each.name),
        )
      : `; there is one in namespace ${elsewhere.namespace ?? 'default'}`;
  yield {
    message: `${title}, which nothing applies${hint}.`,
    path: [...path, elsewhere === undefined ? 'name' : 'namespace'],
    subject,
  };
}

function isIn(subject: ObjectSubject, namespace: string | undefined): boolean {
  return subject.namespace === undefined || namespace === undefined || subject.namespace === namespace;
}

/** The apiVersions under which a kind is known, in the tree first. */
function apiVersionsOf(tree: TreeSubject, kind: string): string[] {
  const ofTree = tree.objects.filter((each) => each.kind === kind).map((each) => each.apiVersion);
  const catalogue = catalogueOf(tree);
  const groups = [
    '',
    'apps',
    'batch',
    'autoscaling',
    'policy',
    'networking.k8s.io',
    'rbac.authorization.k8s.io',
  ];
  return [...new Set([...ofTree, ...groups.flatMap((group) => catalogue.servedVersions(group, kind))])];
}

function isOpenText(data: Data | undefined): boolean {
  return typeof data === 'string' && data.includes('${');
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '';
}
