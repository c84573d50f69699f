import { addTo, firstOf } from '../../../documents';
import { dependenciesOf, type FluxKustomization, fluxTree, groupsOf, workloadOf } from '../../../platform';
import { chartRelease, chartRepository, fluxKustomization, serviceAccount } from '../../frames';
import type { TreeRule } from '../../rule';

export const dependantsWaitForReadiness: TreeRule = {
  id: 'FX-30',
  title: 'A Kustomization that others depend on waits until its objects are healthy',
  severity: 'warning',
  habit: true,
  why: 'Without wait or healthChecks, ready means applied: the dependants start before the operator runs.',
  fix: 'Set wait: true, or list healthChecks.',
  example: `  # file: flux/operators.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: operators, namespace: flux-system}
  spec: # ←
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/operators
    sourceRef: {kind: GitRepository, name: flux-system}
+   wait: true
  ---
${fluxKustomization('observability')}
    wait: true
    dependsOn: [{name: operators}]
  ---
  # file: operators/helmrelease.yaml
${chartRelease('cert-manager')}
${chartRepository}
  ---
  # file: observability/account.yaml
${serviceAccount('jaeger')}
`,
  appliesTo: 'tree',
  *check(tree) {
    const { kustomizations, kustomizationGraph } = fluxTree(tree);
    const byKey = new Map(kustomizations.map((each) => [each.key, each]));
    const waiting = new Map<FluxKustomization, string[]>();
    for (const kustomization of kustomizations) {
      if (!kustomizationGraph.has(kustomization.key)) continue;
      for (const { namespace, name } of dependenciesOf(kustomization)) {
        const dependency = byKey.get(`${namespace}/${name}`);
        if (dependency === undefined || !takesTime(dependency) || provesReadiness(dependency)) continue;
        addTo(waiting, dependency, kustomization.name);
      }
    }
    for (const [dependency, names] of waiting) {
      yield {
        severity: bringsDefinitions(dependency) ? undefined : 'advice',
        message: `${listed(names)} for Kustomization ${dependency.name}, which is ready as soon as its objects are applied.`,
        at: dependency.spec.wait,
      };
    }
  },
};

/** Whether others may need what it installs before they can be applied at all. */
function bringsDefinitions({ applies }: FluxKustomization): boolean {
  return applies.some(
    (subject) =>
      subject.kind === 'CustomResourceDefinition' ||
      (subject.kind === 'HelmRelease' && groupsOf(subject).length > 0),
  );
}

/** Names of those who wait; of many, the first and how many there are. */
function listed(names: readonly string[]): string {
  return `${firstOf(names, 3)} wait${names.length === 1 ? 's' : ''}`;
}

/** Whether it brings something that is not ready the moment it is applied. */
function takesTime({ applies }: FluxKustomization): boolean {
  return applies.some(
    (subject) =>
      workloadOf(subject) !== undefined ||
      ['HelmRelease', 'Jaeger', 'OpenTelemetryCollector'].includes(subject.kind),
  );
}

function provesReadiness({ spec }: FluxKustomization): boolean {
  return spec.wait.value === true || spec.healthChecks.length > 0;
}
