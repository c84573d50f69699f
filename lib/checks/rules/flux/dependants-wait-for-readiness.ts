import { at, type Data, field, items, words } from '../../../documents';
import { type FluxKustomization, fluxTree, type ObjectSubject, workloadOf } from '../../../platform';
import { documents, fileExample, kustomizationExample, releaseExample } from '../../resources/examples';
import type { TreeRule } from '../../rule';

const release = fileExample(
  'operators/helmrelease.yaml',
  releaseExample(['releaseName: cert-manager']).trimEnd().split('\n'),
);
const dependant = kustomizationExample('observability', ['wait: true', 'dependsOn: [{name: operators}]']);
const account = fileExample('observability/account.yaml', [
  'apiVersion: v1',
  'kind: ServiceAccount',
  'metadata: {name: jaeger, namespace: flux-system}',
]);

export const dependantsWaitForReadiness: TreeRule = {
  id: 'FX-30',
  title: 'A Kustomization that others depend on waits until its objects are healthy',
  severity: 'warning',
  why: 'Without wait or healthChecks, ready means applied: the dependants start before the operator runs.',
  fix: 'Set wait: true, or list healthChecks.',
  appliesTo: 'tree',
  bad: documents(kustomizationExample('operators'), dependant, release, account),
  good: documents(kustomizationExample('operators', ['wait: true']), dependant, release, account),
  *check(tree) {
    const { kustomizations, kustomizationGraph } = fluxTree(tree);
    const byKey = new Map(kustomizations.map((each) => [each.key, each]));
    const waiting = new Map<FluxKustomization, string[]>();
    for (const { key, subject } of kustomizations) {
      if (!kustomizationGraph.has(key)) continue;
      for (const target of directDependencies(subject)) {
        const dependency = byKey.get(target);
        if (dependency === undefined || !takesTime(dependency) || provesReadiness(dependency.subject))
          continue;
        waiting.set(dependency, [...(waiting.get(dependency) ?? []), subject.name]);
      }
    }
    for (const [{ subject }, names] of waiting) {
      yield {
        message: `${names.join(', ')} wait for Kustomization ${subject.name}, which is ready as soon as its objects are applied.`,
        path: ['spec', 'wait'],
        subject,
      };
    }
  },
};

function directDependencies(subject: ObjectSubject): readonly string[] {
  return items(at(subject.object as Data, ['spec', 'dependsOn'])).map(
    (entry) =>
      `${words(field(entry, 'namespace') ?? subject.namespace ?? 'default')}/${words(field(entry, 'name'))}`,
  );
}

/** Whether it brings something that is not ready the moment it is applied. */
function takesTime({ applies }: FluxKustomization): boolean {
  return applies.some(
    (subject) =>
      workloadOf(subject) !== undefined ||
      ['HelmRelease', 'Jaeger', 'OpenTelemetryCollector'].includes(subject.kind),
  );
}

function provesReadiness(subject: ObjectSubject): boolean {
  const spec = subject.object.spec;
  return field(spec, 'wait') === true || items(field(spec, 'healthChecks')).length > 0;
}
