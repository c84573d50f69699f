import { groupOf } from '../../../documents';
import {
  expressionFault,
  type FluxKustomization,
  fluxTree,
  type Kustomization,
  kustomizations,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const healthOfJaegerIsProven: TreeRule = {
  id: 'FX-33',
  title: 'Resources without conditions have a health expression where their Kustomization waits',
  severity: 'warning',
  why: 'A resource without conditions, such as Jaeger, counts as healthy the moment it is applied: waiting proves nothing.',
  fix: "Add healthCheckExprs with failed: status.phase == 'Failed' and current: status.phase == 'Running'.",
  example: `  # file: flux/observability.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: observability, namespace: flux-system}
  spec: # ←
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/observability
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
+   healthCheckExprs: [{apiVersion: jaegertracing.io/v1, kind: Jaeger, failed: status.phase == 'Failed', current: status.phase == 'Running'}]
  ---
  # file: observability/jaeger.yaml
  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec: {strategy: allinone, storage: {type: memory}}
`,
  appliesTo: 'tree',
  *check(tree) {
    for (const kustomization of fluxTree(tree).kustomizations) yield* jaegerProblems(kustomization);
    for (const kustomization of kustomizations(tree)) yield* duplicateProblems(kustomization);
  },
};

function* jaegerProblems({ name, spec, applies }: FluxKustomization): Generator<Problem> {
  const waits = spec.wait.value === true || spec.healthChecks.some(({ kind }) => kind.value === 'Jaeger');
  const jaeger = applies.find(({ group, kind }) => group === 'jaegertracing.io' && kind === 'Jaeger');
  if (!waits || jaeger === undefined) return;
  const tested = spec.healthCheckExprs.map((entry) => ({
    entry,
    isKind: entry.kind.value === 'Jaeger',
    isGroup: groupOf(entry.apiVersion.value) === 'jaegertracing.io',
  }));
  if (tested.some(({ isKind, isGroup }) => isKind && isGroup)) return;
  const near = tested.find(({ isKind, isGroup }) => isKind || isGroup);
  const wrong = near?.isKind ? near.entry.apiVersion : near?.entry.kind;
  yield {
    message: `Kustomization ${name} waits for Jaeger ${jaeger.name}, which has no conditions, without an expression for it.`,
    at: wrong ?? spec.healthCheckExprs.place,
  };
}

function* duplicateProblems({ name, spec }: Kustomization): Generator<Problem> {
  const seen = new Set<string>();
  for (const { place, apiVersion, kind, current, inProgress, failed } of spec.healthCheckExprs) {
    if (!place.isMap) continue;
    const key = `${groupOf(apiVersion.value)}/${kind.shown}`;
    if (seen.has(key)) {
      yield {
        message: `Kustomization ${name} has two expressions for ${key}, which Flux refuses.`,
        at: kind,
        severity: 'error',
        fix: 'Join the two entries.',
      };
    }
    seen.add(key);
    for (const at of [current, inProgress, failed]) {
      const fault = at.known === undefined ? undefined : expressionFault(at.known);
      if (fault === undefined) continue;
      yield {
        message: `The expression "${at.shown}" of Kustomization ${name} cannot be read: ${fault}.`,
        at,
        severity: 'error',
        fix: 'Write an expression in CEL.',
      };
    }
  }
}
