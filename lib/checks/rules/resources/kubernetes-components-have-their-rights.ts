import { at, isMap } from '../../collector/data';
import { read, runningComponents } from '../../collector/reading';
import { notation } from '../../collector/wording';
import { missingVerbs, needsOf } from '../../resources/rbac';
import type { Problem, TreeRule } from '../../rule';
import type { CollectorSubject, Component, Data, Path } from '../../subject';

export const kubernetesComponentsHaveTheirRights: TreeRule = {
  id: 'XR-6',
  title: 'The ServiceAccount may read what the Kubernetes components of the collector read',
  severity: 'error',
  why: 'The API server answers 403: no metadata is added, no metrics are read, or the component does not start.',
  fix: 'Grant the verbs in a ClusterRole bound to the ServiceAccount (clusterRole.create and clusterRole.rules of the chart).',
  appliesTo: 'tree',
  bad: `apiVersion: helm.toolkit.fluxcd.io/v2
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
      rules:
        - {apiGroups: [""], resources: [namespaces], verbs: [get, list, watch]}
        - {apiGroups: [apps], resources: [replicasets], verbs: [get, list, watch]}
    config:
      processors: {k8s_attributes: {}}
      service: {pipelines: {traces: {processors: [k8s_attributes]}}}
`,
  good: `apiVersion: helm.toolkit.fluxcd.io/v2
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
      rules:
        - {apiGroups: [""], resources: [pods, namespaces], verbs: [get, list, watch]}
        - {apiGroups: [apps], resources: [replicasets], verbs: [get, list, watch]}
    config:
      processors: {k8s_attributes: {}}
      service: {pipelines: {traces: {processors: [k8s_attributes]}}}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      const rules = collector.deployment?.clusterRoleRules;
      if (rules === undefined) continue;
      for (const component of runningComponents(read(collector))) {
        yield* judge(collector, component, rules, tree.complete);
      }
    }
  },
};

function* judge(
  collector: CollectorSubject,
  component: Component,
  rules: readonly Data[],
  complete: boolean,
): Generator<Problem> {
  const missing = needsOf(component).flatMap((need) => {
    const verbs = missingVerbs(rules, need);
    return verbs.length === 0 ? [] : [{ need, verbs }];
  });
  if (missing.length === 0) return;
  const certain = missing.some(({ need }) => need.namespaced !== true);
  // Roles of one namespace are not in the cluster-wide rules; without the whole tree neither are bindings made elsewhere.
  if (!certain && !complete) return;
  const wanted = missing.map(({ need, verbs }) => `${verbs.join(', ')} ${need.resource}`).join('; ');
  yield {
    message: `${notation(component.path)} needs to ${wanted}, but ${collector.title} has no rule that allows it.`,
    ...placeOf(collector, component),
    ...(certain ? {} : { severity: 'advice' }),
  };
}

/** The chart's own rules where they are written, the component otherwise. */
function placeOf(collector: CollectorSubject, component: Component): Pick<Problem, 'path' | 'subject'> {
  const { helm, object } = collector;
  const role = at(helm?.values as Data | undefined, ['clusterRole']);
  if (helm === undefined || object === undefined || !isMap(role)) {
    return { path: component.path, subject: collector };
  }
  const base: Path = [...helm.valuesPath, 'clusterRole'];
  const last = role.rules !== undefined ? 'rules' : 'create';
  return { path: role.create === false ? [...base, 'create'] : [...base, last], subject: object };
}
