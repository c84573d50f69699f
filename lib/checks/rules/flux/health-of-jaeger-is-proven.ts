import { type Data, field, isMap, items, words } from '../../../documents';
import {
  expressionFault,
  type FluxKustomization,
  fluxTree,
  kustomizeGroup,
  type ObjectSubject,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const healthOfJaegerIsProven: TreeRule = {
  id: 'FX-33',
  title: 'Resources without conditions have a health expression where their Kustomization waits',
  severity: 'warning',
  why: 'A resource without conditions, such as Jaeger, counts as healthy the moment it is applied: waiting proves nothing.',
  fix: "Add healthCheckExprs with failed: status.phase == 'Failed' and current: status.phase == 'Running'.",
  appliesTo: 'tree',
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
  *check(tree) {
    const { kustomizations } = fluxTree(tree);
    for (const kustomization of kustomizations) yield* judgeJaeger(kustomization);
    for (const subject of tree.all(kustomizeGroup, 'Kustomization')) yield* judgeDuplicates(subject);
  },
};

function groupOf(apiVersion: Data | undefined): string {
  const text = typeof apiVersion === 'string' ? apiVersion : '';
  return text.includes('/') ? text.slice(0, text.lastIndexOf('/')) : '';
}

function* judgeJaeger({ subject, applies }: FluxKustomization): Generator<Problem> {
  const spec = subject.object.spec;
  const waits =
    field(spec, 'wait') === true ||
    items(field(spec, 'healthChecks')).some((check) => field(check, 'kind') === 'Jaeger');
  const jaegers = applies.filter(({ group, kind }) => group === 'jaegertracing.io' && kind === 'Jaeger');
  const [first] = jaegers;
  if (!waits || first === undefined) return;
  const isProven = items(field(spec, 'healthCheckExprs')).some(
    (entry) =>
      field(entry, 'kind') === 'Jaeger' && groupOf(field(entry, 'apiVersion')) === 'jaegertracing.io',
  );
  if (isProven) return;
  const near = items(field(spec, 'healthCheckExprs')).findIndex(
    (entry) =>
      field(entry, 'kind') === 'Jaeger' || groupOf(field(entry, 'apiVersion')) === 'jaegertracing.io',
  );
  const wrongField =
    field(items(field(spec, 'healthCheckExprs'))[near], 'kind') === 'Jaeger' ? 'apiVersion' : 'kind';
  yield {
    message: `Kustomization ${subject.name} waits for Jaeger ${first.name}, which has no conditions, without an expression for it.`,
    path: ['spec', 'healthCheckExprs', ...(near < 0 ? [] : [near, wrongField])],
    subject,
  };
}

function* judgeDuplicates(subject: ObjectSubject): Generator<Problem> {
  const seen = new Set<string>();
  for (const [index, entry] of items(field(subject.object.spec, 'healthCheckExprs')).entries()) {
    if (!isMap(entry)) continue;
    const key = `${groupOf(entry.apiVersion)}/${words(entry.kind)}`;
    if (seen.has(key)) {
      yield {
        message: `Kustomization ${subject.name} has two expressions for ${key}, which Flux refuses.`,
        path: ['spec', 'healthCheckExprs', index, 'kind'],
        subject,
        severity: 'error',
        fix: 'Join the two entries.',
      };
    }
    seen.add(key);
    for (const when of ['current', 'inProgress', 'failed']) {
      const text = entry[when];
      const fault = typeof text === 'string' && !text.includes('$') ? expressionFault(text) : undefined;
      if (fault === undefined) continue;
      yield {
        message: `The expression "${words(text)}" of Kustomization ${subject.name} cannot be read: ${fault}.`,
        path: ['spec', 'healthCheckExprs', index, when],
        subject,
        severity: 'error',
        fix: 'Write an expression in CEL.',
      };
    }
  }
}
