import { cardOf, type Need, rightsOf } from '../../../collector/components';
import { type Component, notation, read, runningComponents } from '../../../collector/effective';
import { type Data, nearest } from '../../../documents';
import {
  type CollectorSubject,
  configOf,
  hasRoleBinding,
  missingVerbs,
  type Place,
  type TreeSubject,
  valuesOf,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const kubernetesComponentsHaveTheirRights: TreeRule = {
  id: 'XR-6',
  title: 'The ServiceAccount may read what the Kubernetes components of the collector read',
  severity: 'error',
  why: 'The API server answers 403: no metadata is added, no metrics are read, or the component does not start.',
  fix: 'Grant the verbs in a ClusterRole bound to the ServiceAccount (clusterRole.create and clusterRole.rules of the chart).',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: otel-collector, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: otel}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
      clusterRole:
        create: true
        rules: # ←
-         - {apiGroups: [""], resources: [namespaces], verbs: [get, list, watch]}
+         - {apiGroups: [""], resources: [pods, namespaces], verbs: [get, list, watch]}
          - {apiGroups: [apps], resources: [replicasets], verbs: [get, list, watch]}
      config:
        processors: {k8s_attributes: {}}
        service: {pipelines: {traces: {processors: [k8s_attributes]}}}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      const granted = grantedTo(tree, collector);
      if (granted === undefined) continue;
      for (const component of runningComponents(read(collector))) {
        if (!isBoundByTheOperator(collector, component)) yield* problemsOf(collector, component, granted);
      }
    }
  },
};

/** Where the input binds nothing at all, the operator is what binds; where it does, it is known to be the author's task. */
function isBoundByTheOperator({ origin, deployment }: CollectorSubject, component: Component): boolean {
  return (
    origin === 'openTelemetryCollector' &&
    deployment?.clusterRoleRules === undefined &&
    cardOf(component.class, component.type)?.boundByOperator === true
  );
}

interface Rights {
  readonly rules: readonly Data[];
  /** True where every rule for the whole cluster is known. */
  readonly areWhole: boolean;
  /** True where no role of a namespace can add to them, as far as the input tells. */
  readonly areAlone: boolean;
}

/** Undefined where nothing is known of what the account may do. */
function grantedTo(tree: TreeSubject, { deployment }: CollectorSubject): Rights | undefined {
  if (deployment === undefined) return undefined;
  const {
    clusterRoleRules: rules,
    accountIsOwn = false,
    namespace,
    serviceAccountName = 'default',
  } = deployment;
  if (rules === undefined && !accountIsOwn) return undefined;
  const areAlone = (tree.complete || accountIsOwn) && !hasRoleBinding(tree, namespace, serviceAccountName);
  return { rules: rules ?? [], areWhole: rules !== undefined, areAlone };
}

function* problemsOf(
  collector: CollectorSubject,
  component: Component,
  { rules, areWhole, areAlone }: Rights,
): Generator<Problem> {
  const missing = rightsOf(component, collector.version).flatMap((need) => {
    const verbs = missingVerbs(rules, need);
    return verbs.length === 0 || (need.namespaced === true && !areAlone) ? [] : [{ need, verbs }];
  });
  if (missing.length === 0) return;
  const certain = areWhole && missing.some(({ need }) => need.namespaced !== true && need.optional !== true);
  const wanted = missing.map(({ need, verbs }) => `${verbs.join(', ')} ${need.resource}`).join('; ');
  yield {
    message: `${notation(component.path)} needs to ${wanted}, but ${collector.title} has no rule that allows it.`,
    at: placeOf(collector, component, missing[0]?.need),
    ...(certain ? {} : { severity: 'warning' }),
  };
}

/** The chart's own rules where they are written, the component otherwise. */
function placeOf(collector: CollectorSubject, component: Component, need: Need | undefined): Place {
  const role = valuesOf(collector).at('clusterRole');
  if (collector.object === undefined || !role.isMap) return configOf(collector).at(...component.path);
  const [create, rules] = [role.at('create'), role.at('rules')];
  if (create.data === false || !rules.isWritten) return create;
  return need === undefined ? rules : nearRule(rules, need);
}

/** The part of a rule that alone keeps it from granting the need; all of them where there is none. */
function nearRule(rules: Place, need: Need): Place {
  for (const rule of rules.items) {
    const parts = [
      [rule.at('apiGroups'), need.groups.slice(0, 1)],
      [rule.at('resources'), [need.resource]],
      [rule.at('verbs'), need.verbs],
    ] as const;
    const lacking = parts.filter(([part, wanted]) => !grants(part, wanted));
    const [only] = lacking;
    if (only === undefined || lacking.length !== 1) continue;
    const [part, wanted] = only;
    const known = part.items.map(({ shown }) => shown);
    const absent = wanted.find((value) => !known.includes(value)) ?? '';
    const others = known.filter((value) => !wanted.includes(value));
    const guess = part.key === 'apiGroups' && known.length === 1 ? known[0] : nearest(absent, others);
    if (guess !== undefined) return part.at(known.indexOf(guess));
    if (part.key === 'verbs') return part;
  }
  return rules;
}

function grants(part: Place, wanted: readonly string[]): boolean {
  const known = part.items.map(({ data }) => data);
  return known.includes('*') || wanted.every((value) => known.includes(value));
}
