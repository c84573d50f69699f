import { field, items, words } from '../../../documents';
import { fluxTree, kustomizeGroup, type ObjectSubject, type TreeSubject } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const healthChecksAreEvaluated: ObjectRule = {
  id: 'FX-32',
  title: 'healthChecks stand without wait, and healthCheckExprs with one of the two',
  severity: 'warning',
  habit: true,
  why: 'Under wait: true the list is ignored; without wait and healthChecks the expressions are never evaluated.',
  fix: 'Keep wait: true, or the list, and one of them where there are expressions.',
  appliesTo: 'object',
  kinds: [`${kustomizeGroup}/Kustomization`],
  example: `  # file: flux/services.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: services, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/services
    sourceRef: {kind: GitRepository, name: flux-system}
-   wait: true
+   wait: false
    healthChecks: [{apiVersion: apps/v1, kind: Deployment, name: bank, namespace: develop}] # ←
`,
  *check(subject, tree) {
    const { object, name } = subject;
    const spec = object.spec;
    const waits = field(spec, 'wait') === true;
    const listed = items(field(spec, 'healthChecks')).length > 0;
    if (waits && listed) {
      yield {
        message: `Kustomization ${name} lists healthChecks, which wait: true replaces.`,
        path: ['spec', 'healthChecks'],
        ...(checksOwnObjects(subject, tree) ? { severity: 'advice' as const } : {}),
      };
    }
    if (!waits && !listed && items(field(spec, 'healthCheckExprs')).length > 0) {
      yield {
        message: `Kustomization ${name} has healthCheckExprs, but neither wait nor healthChecks.`,
        path: ['spec', 'wait'],
      };
    }
  },
};

/** Whether each check names an object that the Kustomization applies itself: waiting for all of them waits for those, too. */
function checksOwnObjects(subject: ObjectSubject, tree: TreeSubject): boolean {
  const own = fluxTree(tree).kustomizations.find((each) => each.subject === subject)?.applies;
  return items(field(subject.object.spec, 'healthChecks')).every((check) =>
    own?.some(
      ({ kind, name, namespace }) =>
        kind === field(check, 'kind') &&
        name === field(check, 'name') &&
        (namespace ?? '') === words(field(check, 'namespace')),
    ),
  );
}
