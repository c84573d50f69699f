import { helmReleases, jaegers, releasesByChart, targetNamespaceOf } from '../../../platform';
import { chartRepository } from '../../frames';
import type { TreeRule } from '../../rule';

export const operatorSeesItsResources: TreeRule = {
  id: 'XR-51',
  title: 'The Jaeger operator watches the namespaces of the Jaeger resources',
  severity: 'warning',
  why: 'Without a ClusterRole the operator may read its own namespace only, and a resource elsewhere stays as it is for ever.',
  fix: 'Set rbac.clusterRole: true in the values of the jaeger-operator chart.',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: jaeger-operator, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: jaeger-operator, version: 2.57.0, sourceRef: {kind: HelmRepository, name: charts}}}
-   values: {rbac: {clusterRole: false}}
+   values: {rbac: {clusterRole: true}}
${chartRepository}
  ---
  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: default}
  spec:
    strategy: allinone
    ingress: {enabled: false}
`,
  appliesTo: 'tree',
  *check(tree) {
    const [first] = jaegers(tree);
    const [operator, other] = releasesByChart(tree).get('jaeger-operator') ?? [];
    if (first === undefined || operator === undefined || other !== undefined) return;
    const elsewhere = jaegers(tree).find(({ subject }) => subject.namespace !== targetNamespaceOf(operator));
    const values = helmReleases.of(operator).spec.values.place;
    const role = values.at('rbac', 'clusterRole').data;
    if (role === true || (elsewhere === undefined && role !== false)) return;
    yield {
      message: `The operator of HelmRelease ${operator.name} has no ClusterRole, and may never see Jaeger ${(elsewhere ?? first).name}.`,
      at: values.towards('rbac', 'clusterRole'),
    };
  },
};
