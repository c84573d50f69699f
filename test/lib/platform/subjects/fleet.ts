/** A Flux repository of one cluster: a base with a release, two overlays of it, and folders that nothing leads to. */
export function fleet(changed: Record<string, string> = {}): Record<string, string> {
  const kustomization = (name: string, more = '') => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec:
  interval: 10m
  prune: true
  path: ./apps/${name}
  sourceRef: {kind: GitRepository, name: flux-system}
${more}`;
  const folder = (text: string) =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}\n`;
  return {
    'cluster/staging.yaml': kustomization('staging'),
    'cluster/production.yaml': kustomization(
      'production',
      '  postBuild: {substitute: {limit: 2Gi, replicas: "3"}}\n',
    ),
    'apps/base/kustomization.yaml': folder('resources: [release.yaml]'),
    'apps/base/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: otel, namespace: observability}
spec:
  interval: 10m
  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: otel}}}
  values:
    mode: deployment
    replicaCount: 1
    image: {repository: otel/opentelemetry-collector-k8s}
`,
    'apps/staging/kustomization.yaml': folder('namespace: staging\nresources: [../base]'),
    'apps/production/kustomization.yaml': folder(`namespace: production
resources: [../base]
components: [../limited]
patches:
  - target: {kind: HelmRelease}
    patch: |
      - {op: replace, path: /spec/chart/spec/version, value: 0.130.0}
      - {op: replace, path: /spec/values/replicaCount, value: "\${replicas}"}
configMapGenerator:
  - name: settings
    literals: [level=info]
    options: {disableNameSuffixHash: true}`),
    'apps/limited/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - target: {kind: HelmRelease}
    patch: |
      - {op: add, path: /spec/values/resources, value: {limits: {memory: "\${limit}"}}}
`,
    'examples/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: example, namespace: examples}
spec:
  chart: {spec: {chart: opentelemetry-collector, version: 0.150.0, sourceRef: {kind: HelmRepository, name: otel}}}
  values: {mode: daemonset, image: {repository: otel/opentelemetry-collector-k8s}}
`,
    ...changed,
  };
}
