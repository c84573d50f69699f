import { at } from '../../../documents';
import { releasesByChart, targetNamespaceOf } from '../../../platform';
import type { TreeRule } from '../../rule';

export const operatorSeesItsResources: TreeRule = {
  id: 'XR-51',
  title: 'The Jaeger operator watches the namespaces of the Jaeger resources',
  severity: 'warning',
  why: 'Without a ClusterRole the operator may read its own namespace only, and a resource elsewhere stays as it is for ever.',
  fix: 'Set rbac.clusterRole: true in the values of the jaeger-operator chart.',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: jaeger-operator, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: jaeger-operator, version: 2.57.0, sourceRef: {kind: HelmRepository, name: charts}}}
-   values: {rbac: {clusterRole: false}}
+   values: {rbac: {clusterRole: true}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
  ---
  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: default}
  spec:
    strategy: allinone
    ingress: {enabled: false}
`,
  *check(tree) {
    const jaegers = tree.all('jaegertracing.io', 'Jaeger');
    const operators = releasesByChart(tree).get('jaeger-operator') ?? [];
    const [first] = jaegers;
    if (first === undefined || operators.length !== 1) return;
    for (const operator of operators) {
      const values = at(operator.object, ['spec', 'values']);
      const role = at(values, ['rbac', 'clusterRole']);
      const elsewhere = jaegers.find(({ namespace }) => namespace !== targetNamespaceOf(operator));
      if (role === true || (elsewhere === undefined && role !== false)) continue;
      yield {
        message: `The operator of HelmRelease ${operator.name} has no ClusterRole, and may never see Jaeger ${(elsewhere ?? first).name}.`,
        path: [
          'spec',
          'values',
          ...(at(values, ['rbac']) === undefined
            ? []
            : ['rbac', ...(role === undefined ? [] : ['clusterRole'])]),
        ],
        subject: operator,
      };
    }
  },
};
