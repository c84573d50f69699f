import type { Document, EnvironmentTree, Folder } from '../../../../lib/delivery';
import { renderFiles } from '../../../../lib/delivery';
import { compareTrees, type Environments, type TreeDiff, treeFile } from '../../../../lib/delivery/diff';

/** Anything that YAML holds, open to be changed by a case. */
export type Any = Record<string, unknown>;

/** The parts of an environment that the cases change. */
export interface Parts {
  collector: Any;
  jaeger: Any;
  namespace: Any;
  crd: Any;
  secret: Any;
  /** By service: its objects. */
  services: Record<string, Any[]>;
  /** Names of the Flux Kustomizations by layer. */
  layers: Record<string, { name: string; prune: boolean }>;
}

const metadata = (name: string, namespace?: string): Any => ({
  name,
  ...(namespace === undefined ? {} : { namespace }),
});

function collectorRelease(): Any {
  const pod = '${env:MY_POD_IP}';
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: metadata('otel-collector', 'observability'),
    spec: {
      interval: '10m',
      releaseName: 'otel-collector',
      chart: {
        spec: {
          chart: 'opentelemetry-collector',
          version: '0.170.0',
          sourceRef: { kind: 'HelmRepository', name: 'open-telemetry', namespace: 'flux-system' },
        },
      },
      values: {
        mode: 'deployment',
        replicaCount: 2,
        image: { repository: 'otel/opentelemetry-collector-k8s' },
        command: { name: 'otelcol-k8s' },
        ports: {
          otlp: { enabled: true, containerPort: 4317, servicePort: 4317, protocol: 'TCP' },
          'otlp-http': { enabled: true, containerPort: 4318, servicePort: 4318, protocol: 'TCP' },
          'jaeger-compact': { enabled: false },
          'jaeger-thrift': { enabled: false },
          'jaeger-grpc': { enabled: false },
          zipkin: { enabled: false },
        },
        alternateConfig: {
          receivers: {
            otlp: { protocols: { grpc: { endpoint: `${pod}:4317` }, http: { endpoint: `${pod}:4318` } } },
          },
          processors: {
            memory_limiter: { check_interval: '5s', limit_percentage: 80, spike_limit_percentage: 25 },
            k8s_attributes: { extract: { metadata: ['k8s.pod.name', 'k8s.namespace.name'] } },
            batch: {},
          },
          exporters: {
            'otlp_http/jaeger': {
              endpoint: 'http://jaeger-traces-collector.observability.svc.cluster.local:4318',
            },
          },
          extensions: { health_check: { endpoint: `${pod}:13133` } },
          service: {
            extensions: ['health_check'],
            pipelines: {
              traces: {
                receivers: ['otlp'],
                processors: ['memory_limiter', 'k8s_attributes', 'batch'],
                exporters: ['otlp_http/jaeger'],
              },
            },
          },
        },
      },
    },
  };
}

function service(name: string): Any[] {
  const labels = { 'app.kubernetes.io/name': name };
  const container = {
    name,
    image: `registry.example.com/${name}:1.4.0`,
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [
      { name: 'OTEL_SERVICE_NAME', value: name },
      { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://otel-collector.observability:4318' },
      { name: 'AWS_REGION', value: 'eu-west-1' },
    ],
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(`sa-${name}-service`, 'develop') },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(name, 'develop'),
      spec: { selector: labels, ports: [{ port: 80, targetPort: 'http' }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(name, 'develop'),
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { serviceAccountName: `sa-${name}-service`, containers: [container] },
        },
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(name, 'develop'),
      spec: {
        podSelector: { matchLabels: labels },
        egress: [
          { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] },
          { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] },
        ],
      },
    },
  ];
}

/** The environment before any change: fresh objects at every call. */
export function parts(): Parts {
  return {
    collector: collectorRelease(),
    jaeger: {
      apiVersion: 'jaegertracing.io/v1',
      kind: 'Jaeger',
      metadata: metadata('jaeger-traces', 'observability'),
      spec: {
        strategy: 'allinone',
        storage: { type: 'memory', options: { memory: { 'max-traces': 50000 } } },
      },
    },
    namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: metadata('observability') },
    crd: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: metadata('widgets.example.com'),
      spec: { group: 'example.com' },
    },
    secret: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata('jaeger-elasticsearch', 'observability'),
      stringData: { ES_USERNAME: 'jaeger', ES_PASSWORD: 'placeholder' },
    },
    services: { bank: service('bank'), expenses: service('expenses') },
    layers: Object.fromEntries(
      ['namespaces', 'observability', 'services'].map((name) => [name, { name, prune: true }]),
    ),
  };
}

const documents = (objects: readonly Any[]): Document[] => objects.map((object) => ({ object }));
const present = (objects: readonly (Any | undefined)[]): Any[] =>
  objects.filter((object) => object !== undefined);

function tree(all: Partial<Parts>): EnvironmentTree {
  const layers = Object.entries(all.layers ?? {}).map(([layer, { name, prune }]) => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: metadata(name, 'flux-system'),
    spec: {
      interval: '1h',
      path: `./dist/develop/${layer}`,
      prune,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    },
  }));
  const services = Object.entries(all.services ?? {}).map(
    ([name, objects]): Folder => ({
      path: `services/${name}`,
      documents: documents(objects),
      kustomize: true,
    }),
  );
  return {
    name: 'develop',
    folders: [
      { path: '', documents: [], kustomize: { resources: ['flux'] } },
      { path: 'flux', documents: documents(layers), kustomize: true },
      { path: 'namespaces', documents: documents(present([all.namespace, all.crd])), kustomize: true },
      {
        path: 'observability',
        documents: documents(present([all.collector, all.jaeger, all.secret])),
        kustomize: true,
      },
      { path: 'services', documents: [], kustomize: { resources: Object.keys(all.services ?? {}) } },
      ...services,
    ],
  };
}

/** An environment as `compareTrees` takes it. */
export function environments(
  all: Partial<Parts>,
  edit: (files: Map<string, string>) => void = () => undefined,
): Environments {
  const files = new Map(
    renderFiles({ environments: [tree(all)] }).map(({ path, text }) => [
      path.replace(/^develop\//, ''),
      text,
    ]),
  );
  edit(files);
  return new Map([
    ['develop', new Map([...files].map(([path, text]) => [path, treeFile(Buffer.from(text))]))],
  ]);
}

function resultOf(value: unknown): Partial<Parts> | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** The difference that a change of the parts makes. */
export function change(edit: (after: Parts) => unknown, before: Partial<Parts> = parts()): TreeDiff {
  const after = structuredClone({ ...parts(), ...before });
  return compareTrees(environments(before), environments(resultOf(edit(after)) ?? after));
}

/** A member at a path, for cases to change. */
export function at(object: unknown, ...path: (string | number)[]): Any {
  const found = path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    object,
  );
  if (typeof found !== 'object' || found === null) throw new Error(`nothing at ${path.join('.')}`);
  return found as Any;
}
