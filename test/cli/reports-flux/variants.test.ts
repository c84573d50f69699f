import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { checkSources, type Finding } from '../../../lib/checks';

/** Relatives of the reported cases: other kinds, other fields, other ways by which Flux gets to the same object. */
type Expected = 'clean' | 'no error' | readonly string[];
type Files = { readonly [path: string]: string };

const said = (findings: readonly Finding[]) => findings.map(({ severity, rule }) => `${severity} ${rule}`);

function judgeText(text: string): string[] {
  return said(checkSources([{ name: 'input.yaml', text }]));
}

function judgeTree(files: Files): string[] {
  const sources = Object.entries(files)
    .filter(([path]) => /\.ya?ml$/.test(path))
    .map(([name, text]) => ({ name, text, base: '.' }));
  const repository = { base: '.', files: new Map(Object.entries(files)), nameOf: (path: string) => path };
  return said(checkSources(sources, { repositories: [repository] }));
}

function expectVerdict(found: readonly string[], expected: Expected): void {
  const grave = found.filter((each) => !each.startsWith('advice'));
  if (expected === 'no error') expect(found.filter((each) => each.startsWith('error'))).toEqual([]);
  else if (expected === 'clean') expect(grave).toEqual([]);
  else expect(grave).toEqual(expect.arrayContaining([...expected]));
}

/** A Flux Kustomization of a tree, whole enough to raise nothing by itself. */
const ks = (name: string, path: string, more = '') => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec:
  interval: 10m
  retryInterval: 2m
  timeout: 5m
  prune: true
  wait: true
  path: ${path}
  sourceRef: {kind: GitRepository, name: flux-system}
${more}`;

const source = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {interval: 1m, url: "https://git.example.org/fleet", ref: {branch: main}}`;

const namespace = (name: string) => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}}`;

const config = (name: string, space: string, data = 'a: b') => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: ${space}}
data: {${data}}`;

const release = (name: string, more = '') => `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}, namespace: apps}
spec:
  interval: 10m
  timeout: 5m
  releaseName: ${name}
  chart: {spec: {chart: podinfo, version: 6.5.4, sourceRef: {kind: HelmRepository, name: charts}}}
  install: {crds: CreateReplace, remediation: {retries: 3}}
  upgrade: {crds: CreateReplace, remediation: {retries: 3}}
  driftDetection: {mode: enabled}
${more}`;

const charts = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: apps}
spec: {interval: 1h, url: "https://charts.example.org"}`;

const join = (...documents: readonly string[]) => documents.join('\n---\n');

/** One cluster with one Kustomization `apps` over ./apps; `spec` is added to it. */
const cluster = (files: Files, spec = '', kustomizations = ''): Files => ({
  'clusters/prod/flux.yaml': join(
    namespace('flux-system'),
    source,
    ks('apps', './apps', spec),
    ...(kustomizations === '' ? [] : [kustomizations]),
  ),
  'apps/namespace.yaml': namespace('apps'),
  ...files,
});

const pod = (container: string, more = '') => `
  template:
    metadata: {labels: {app: a}}
    spec:
      ${more}
      containers:
        - {name: a, image: "registry.example.org/a:1.0.0", resources: {requests: {cpu: 10m, memory: 32Mi}, limits: {memory: 32Mi}}, securityContext: {runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}${container}}`;

const workload = (kind: string, more = '', container = '', podMore = '') => `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: a, namespace: apps}
spec:
  selector: {matchLabels: {app: a}}
  ${kind === 'StatefulSet' ? 'serviceName: a' : ''}
  ${more}${pod(container, podMore)}`;

const job = (spec: string, more = '') => `
apiVersion: batch/v1
kind: Job
metadata: {name: a, namespace: apps}
spec:
  ${more}${pod('', spec)}`;

const cron = (schedule: string, more = '') => `
apiVersion: batch/v1
kind: CronJob
metadata: {name: a, namespace: apps}
spec:
  schedule: ${schedule}
  ${more}
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: a, image: "registry.example.org/a:1.0.0", resources: {requests: {cpu: 10m, memory: 32Mi}, limits: {memory: 32Mi}}, securityContext: {runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}}]`;

const ingress = (spec: string, metadata = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: a, namespace: apps${metadata}}
spec: ${spec}`;

const backend = 'backend: {service: {name: a, port: {number: 80}}}';

const budget = (spec: string) => `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: a, namespace: apps}
spec: {selector: {matchLabels: {app: a}}, ${spec}}`;

const jaeger = (spec: string) => `
apiVersion: jaegertracing.io/v1
kind: Jaeger
metadata: {name: tracing, namespace: apps}
spec: ${spec}`;

const jaegerV2 = (storage: string, query = 'storage: {traces: main}') => `
receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
processors: {batch: {}}
exporters: {jaeger_storage_exporter: {trace_storage: main}}
extensions:
  jaeger_storage: ${storage}
  jaeger_query: {${query}}
service:
  extensions: [jaeger_storage, jaeger_query]
  pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [jaeger_storage_exporter]}}`;

const texts: readonly (readonly [name: string, text: string, expected: Expected])[] = [
  ['CronJob of batch/v1beta1', cron('"0 * * * *"').replace('batch/v1', 'batch/v1beta1'), ['error XR-32']],
  [
    'HorizontalPodAutoscaler of autoscaling/v2beta1',
    'apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\nmetadata: {name: a, namespace: apps}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, maxReplicas: 3}',
    ['error XR-32'],
  ],
  [
    'Ingress of extensions/v1beta1',
    'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a, namespace: apps}\nspec: {backend: {serviceName: a, servicePort: 80}}',
    ['error XR-32'],
  ],
  [
    'ClusterRole of rbac v1beta1',
    'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: ClusterRole\nmetadata: {name: a}\nrules: []',
    ['error XR-32'],
  ],
  [
    'PodSecurityPolicy',
    'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: a}\nspec: {}',
    ['error XR-32'],
  ],
  ['HelmRepository of source v1beta2', charts.replace('/v1\n', '/v1beta2\n'), ['error XR-32']],
  ['HelmRelease of v2beta2', release('a').replace('/v2\n', '/v2beta2\n'), ['error HF-9']],
  ['HelmRelease without a chart', release('a').replace(/ {2}chart: .*\n/, ''), ['error FX-3']],
  ['schedule of six fields', cron('"0 0 * * * *"'), ['error XR-55']],
  ['schedule with a minute of 60', cron('"60 * * * *"'), ['error XR-55']],
  ['schedule by name', cron('"@daily"'), 'clean'],
  ['schedule with names of days and steps', cron('"*/15 8-18 * JAN-MAR MON-FRI"'), 'clean'],
  ['schedule with a time zone before it', cron('"TZ=UTC 0 * * * *"'), ['error XR-55']],
  ['schedule @every', cron('"@every 5m"'), 'no error'],
  ['time zone that is none', cron('"0 * * * *"', 'timeZone: Mars/Olympus'), ['error XR-73']],
  [
    'CronJob whose pod restarts always',
    cron('"0 * * * *"').replace('restartPolicy: Never', 'restartPolicy: Always'),
    ['error XR-54'],
  ],
  ['Job that restarts on failure', job('restartPolicy: OnFailure'), 'clean'],
  [
    'Deployment that never restarts',
    workload('Deployment', 'replicas: 1', '', 'restartPolicy: Never'),
    ['error XR-54'],
  ],
  [
    'DaemonSet that restarts on failure',
    workload('DaemonSet', '', '', 'restartPolicy: OnFailure'),
    ['error XR-54'],
  ],
  [
    'StatefulSet that restarts always',
    workload('StatefulSet', 'replicas: 1', '', 'restartPolicy: Always'),
    'no error',
  ],
  [
    'Exact path without slash',
    ingress(`{rules: [{host: a.org, http: {paths: [{path: api, pathType: Exact, ${backend}}]}}]}`),
    ['error XR-56'],
  ],
  [
    'ImplementationSpecific path without slash',
    ingress(
      `{rules: [{host: a.org, http: {paths: [{path: api, pathType: ImplementationSpecific, ${backend}}]}}]}`,
    ),
    ['error XR-56'],
  ],
  [
    'Prefix path of an ingress inside a List',
    `apiVersion: v1\nkind: List\nitems:\n  - ${ingress(`{rules: [{host: a.org, http: {paths: [{path: api, pathType: Prefix, ${backend}}]}}]}`).trim().replaceAll('\n', '\n    ')}`,
    ['error XR-56'],
  ],
  [
    'path with two dots',
    ingress(`{rules: [{host: a.org, http: {paths: [{path: /a/../b, pathType: Prefix, ${backend}}]}}]}`),
    ['error XR-56'],
  ],
  [
    'two classes that are the same',
    ingress(
      `{ingressClassName: nginx, rules: [{host: a.org, http: {paths: [{path: /, pathType: Prefix, ${backend}}]}}]}`,
      ', annotations: {kubernetes.io/ingress.class: nginx}',
    ),
    'no error',
  ],
  ['no eviction of a percentage', budget('maxUnavailable: "0%"'), ['warning XR-57']],
  ['all pods as a percentage', budget('minAvailable: "100%"'), ['warning XR-57']],
  [
    'as many as there are',
    join(workload('StatefulSet', 'replicas: 3'), budget('minAvailable: 3')),
    ['warning XR-57'],
  ],
  [
    'more than there are',
    join(workload('Deployment', 'replicas: 2'), budget('minAvailable: 5')),
    ['warning XR-57'],
  ],
  ['one may go', join(workload('Deployment', 'replicas: 3'), budget('minAvailable: 2')), 'no error'],
  [
    'mode 0777',
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: apps}\nspec: {containers: [{name: a, image: "a:1"}], volumes: [{name: v, configMap: {name: c, defaultMode: 0777}}]}`,
    'no error',
  ],
  [
    'mode 777 of a secret',
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: apps}\nspec: {containers: [{name: a, image: "a:1"}], volumes: [{name: v, secret: {secretName: c, defaultMode: 777}}]}`,
    ['error KS-4'],
  ],
  [
    'mode 1000 of one item',
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: apps}\nspec: {containers: [{name: a, image: "a:1"}], volumes: [{name: v, configMap: {name: c, items: [{key: a, path: a, mode: 1000}]}}]}`,
    ['error KS-4'],
  ],
  [
    'mode 600 of a projected volume',
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: apps}\nspec: {containers: [{name: a, image: "a:1"}], volumes: [{name: v, projected: {defaultMode: 600, sources: [{configMap: {name: c}}]}}]}`,
    ['error KS-4'],
  ],
  [
    'namespace on a ClusterRoleBinding',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: a, namespace: apps}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects: []',
    ['warning XR-40'],
  ],
  [
    'namespace on a PersistentVolume',
    'apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a, namespace: apps}\nspec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], nfs: {server: a.org, path: /}}',
    ['warning XR-40'],
  ],
  [
    'label value with a slash',
    workload('Deployment', 'replicas: 1').replace(
      'metadata: {name: a, namespace: apps}',
      'metadata: {name: a, namespace: apps, labels: {version: a/b}}',
    ),
    ['error XR-41'],
  ],
  [
    'label of a pod template that ends in a dash',
    workload('Deployment', 'replicas: 1').replace('labels: {app: a}}', 'labels: {app: a, v: "1-"}}'),
    ['error XR-41'],
  ],
  [
    'annotation that is true',
    config('a', 'apps').replace('namespace: apps', 'namespace: apps, annotations: {a: true}'),
    ['error KS-2'],
  ],
  [
    'label that is a number in a pod template',
    workload('Deployment', 'replicas: 1').replace('labels: {app: a}}', 'labels: {app: a, v: 1}}'),
    ['error KS-2'],
  ],
  [
    'nodeSelector that is true',
    workload('Deployment', 'replicas: 1', '', 'nodeSelector: {gpu: true}'),
    ['error KS-2'],
  ],
  [
    'environment variable that is true',
    workload('Deployment', 'replicas: 1', ', env: [{name: A, value: true}]'),
    ['error KS-2'],
  ],
  [
    'environment variable 0x10',
    workload('Deployment', 'replicas: 1', ', env: [{name: A, value: 0x10}]'),
    ['error KS-2'],
  ],
  [
    'environment variable 1e3',
    workload('Deployment', 'replicas: 1', ', env: [{name: A, value: 1e3}]'),
    ['error KS-2'],
  ],
  [
    'environment variable .inf',
    workload('Deployment', 'replicas: 1', ', env: [{name: A, value: .inf}]'),
    ['error KS-2'],
  ],
  [
    'environment variable 08',
    workload('Deployment', 'replicas: 1', ', env: [{name: A, value: 08}]'),
    ['error KS-2'],
  ],
  [
    'environment variable on',
    workload('Deployment', 'replicas: 1', ', env: [{name: A, value: on}]'),
    'no error',
  ],
  [
    'environment variable 12:30:45',
    workload('Deployment', 'replicas: 1', ', env: [{name: A, value: 12:30:45}]'),
    'no error',
  ],
  ['ConfigMap with a map', config('a', 'apps', 'a: {b: c}'), ['error KS-2']],
  ['ConfigMap with null', config('a', 'apps', 'a: null'), 'no error'],
  ['ConfigMap with a float', config('a', 'apps', 'a: 1.5'), ['error KS-2']],
  [
    'Secret with a number in stringData',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: apps}\nstringData: {port: 5432}',
    ['error KS-2'],
  ],
  ['key true of a ConfigMap', config('a', 'apps', 'true: b'), ['error YM-3']],
  ['key 2024-01-01 of a ConfigMap', config('a', 'apps', '2024-01-01: b'), 'no error'],
  ['key 1.5 of a ConfigMap', config('a', 'apps', '1.5: b'), ['error YM-3']],
  [
    'newer kind DeviceClass',
    'apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: a}\nspec: {selectors: []}',
    'no error',
  ],
  [
    'newer kind MutatingAdmissionPolicy',
    'apiVersion: admissionregistration.k8s.io/v1alpha1\nkind: MutatingAdmissionPolicy\nmetadata: {name: a}\nspec: {}',
    'no error',
  ],
  [
    'sidecar, sleep of preStop and an image volume',
    workload(
      'Deployment',
      'replicas: 1',
      ', lifecycle: {preStop: {sleep: {seconds: 5}}}',
      'initContainers: [{name: s, image: "s:1", restartPolicy: Always}]\n      volumes: [{name: i, image: {reference: "a:1", pullPolicy: IfNotPresent}}]',
    ),
    'no error',
  ],
  ['docker-compose beside nothing', 'services:\n  a: {image: "a:1", ports: ["80:80"]}\n', 'no error'],
  ['Renovate in YAML', 'extends: [config:base]\npackageRules: []\n', 'no error'],
  [
    'secretName, tokenKey and passwordKey of values',
    release(
      'a',
      '  values: {auth: {existingSecret: db, secretKeys: {adminPasswordKey: password}}, tokenKey: token, passwordSecretName: db}',
    ),
    'no error',
  ],
  [
    'placeholder of another program',
    release(
      'a',
      '  values: {db: {password: "%{env:DB}%"}, other: {password: "$__file{/a}", token: "ref+vault://a"}}',
    ),
    'no error',
  ],
  ['null deep in values', release('a', '  values: {a: {b: {c: null}}}'), ['warning HF-1']],
  ['very long names of variables', config('a', 'apps', `${'SOME_LONG_NAME_'.repeat(14)}: x`), 'clean'],
  [
    'very long text of one character in values',
    release('a', `  values: {a: "${'a'.repeat(20_000)}", password_${'x_'.repeat(60)}y: b}`),
    'no error',
  ],
  [
    'autoscaler over the replicas of a StatefulSet',
    join(
      workload('StatefulSet', 'replicas: 2'),
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a, namespace: apps}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: a}, maxReplicas: 3, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]}',
    ),
    ['warning XR-39'],
  ],
  [
    'sampling of a service at 200 percent',
    jaeger(
      '{strategy: allInOne, sampling: {options: {default_strategy: {type: probabilistic, param: 1}, service_strategies: [{service: a, type: probabilistic, param: 20}]}}}',
    ),
    ['error JG-17'],
  ],
  [
    'sampling of one operation at 5',
    jaeger(
      '{strategy: allInOne, sampling: {options: {default_strategy: {type: probabilistic, param: 0.5, operation_strategies: [{operation: a, type: probabilistic, param: 5}]}}}}',
    ),
    ['error JG-17'],
  ],
  [
    'rate limit of 5',
    jaeger('{strategy: allInOne, sampling: {options: {default_strategy: {type: ratelimiting, param: 5}}}}'),
    'no error',
  ],
  [
    'numberOfDays of dependencies is fine, that of the cleaner is text',
    jaeger(
      '{strategy: production, storage: {type: elasticsearch, options: {es: {server-urls: "http://es:9200"}}, esIndexCleaner: {enabled: true, numberOfDays: seven}}}',
    ),
    ['error KS-2'],
  ],
  [
    'schedule of the cleaner',
    jaeger(
      '{strategy: production, storage: {type: elasticsearch, options: {es: {server-urls: "http://es:9200"}}, esIndexCleaner: {enabled: true, numberOfDays: 7, schedule: every night}}}',
    ),
    ['error XR-55'],
  ],
  [
    'flat password of Elasticsearch',
    jaeger(
      '{strategy: production, storage: {type: elasticsearch, options: {es.server-urls: "http://es:9200", es.password: s3cr3t-9x}}}',
    ),
    ['error JG-7'],
  ],
  [
    'index prefix beside es',
    jaeger(
      '{strategy: production, storage: {type: elasticsearch, options: {index-prefix: prod, es: {server-urls: "http://es:9200"}}}}',
    ),
    ['warning JG-24'],
  ],
  [
    'cassandra with an empty map of options',
    jaeger('{strategy: production, storage: {type: cassandra, options: {}}}'),
    ['warning JG-22'],
  ],
  [
    'badger options beside memory',
    jaeger(
      '{strategy: allInOne, storage: {type: memory, options: {memory: {max-traces: 100}, badger: {ephemeral: false}}}}',
    ),
    ['warning JG-24'],
  ],
  [
    'elasticsearch options beside cassandra',
    jaeger(
      '{strategy: production, storage: {type: cassandra, options: {cassandra: {servers: c, keyspace: jaeger_v1_dc1}, es: {server-urls: "http://es:9200"}}, cassandraCreateSchema: {datacenter: dc1, mode: test}}}',
    ),
    ['warning JG-24'],
  ],
  [
    'certificate of Cassandra that is not mounted',
    jaeger(
      '{strategy: production, storage: {type: cassandra, options: {cassandra: {servers: c, keyspace: k, tls: {enabled: true, ca: /tls/ca.crt}}}}}',
    ),
    ['warning JG-23'],
  ],
  [
    'certificate that a volume of the resource mounts',
    jaeger(
      '{strategy: production, storage: {type: elasticsearch, options: {es: {server-urls: "https://es:9200", tls: {enabled: true, ca: /tls/ca.crt}}}}, volumeMounts: [{name: tls, mountPath: /tls}], volumes: [{name: tls, secret: {secretName: es-ca}}]}',
    ),
    'no error',
  ],
  ['agent as a sidecar', jaeger('{strategy: allInOne, agent: {strategy: Sidecar}}'), 'no error'],
  [
    'streaming with brokers of the ingester alone',
    jaeger(
      '{strategy: streaming, ingester: {options: {kafka: {consumer: {brokers: "k:9092"}}}}, storage: {type: elasticsearch, options: {es: {server-urls: "http://es:9200"}}}}',
    ),
    ['warning JG-18'],
  ],
  [
    'unknown field of badger',
    jaegerV2('{backends: {main: {badger: {directory: {keys: /a}}}}}'),
    ['error JG-21'],
  ],
  [
    'unknown field of cassandra',
    jaegerV2('{backends: {main: {cassandra: {schema: {keyspace: k}, connection: {server: [a]}}}}}'),
    ['error JG-21'],
  ],
  [
    'unknown field of opensearch',
    jaegerV2('{backends: {main: {opensearch: {server_url: ["http://a:9200"]}}}}'),
    ['error JG-21'],
  ],
  ['unknown kind of backend', jaegerV2('{backends: {main: {mysql: {}}}}'), ['error JG-21']],
  [
    'unknown field of jaeger_query',
    jaegerV2('{backends: {main: {memory: {max_traces: 10}}}}', 'storage: {traces: main}, base-path: /jaeger'),
    ['error JG-21'],
  ],
  [
    'metrics in the storage of jaeger_query',
    jaegerV2(
      '{backends: {main: {memory: {max_traces: 10}}}, metric_backends: {m: {prometheus: {endpoint: "http://p:9090"}}}}',
      'storage: {traces: main, metrics: m}',
    ),
    'no error',
  ],
  [
    'traces_archive in jaeger_query',
    jaegerV2(
      '{backends: {main: {memory: {max_traces: 10}}, old: {memory: {max_traces: 10}}}}',
      'storage: {traces: main, traces_archive: old}',
    ),
    'no error',
  ],
  [
    'badger and cassandra in one backend',
    jaegerV2('{backends: {main: {badger: {ephemeral: true}, cassandra: {schema: {keyspace: k}}}}}'),
    ['warning JG-21'],
  ],
  [
    'host path under restricted',
    join(
      namespace('apps').replace(
        'annotations',
        'labels: {pod-security.kubernetes.io/enforce: restricted}, annotations',
      ),
      workload('DaemonSet', '', '', 'volumes: [{name: v, hostPath: {path: /var/log}}]'),
    ),
    ['error PS-13'],
  ],
  [
    'host network under baseline',
    join(
      namespace('apps').replace(
        'annotations',
        'labels: {pod-security.kubernetes.io/enforce: baseline}, annotations',
      ),
      workload('Deployment', 'replicas: 1', '', 'hostNetwork: true'),
    ),
    ['error PS-1'],
  ],
  [
    'privileged level',
    join(
      namespace('apps').replace(
        'annotations',
        'labels: {pod-security.kubernetes.io/enforce: privileged}, annotations',
      ),
      workload('Deployment', 'replicas: 1', '', 'hostNetwork: true'),
    ),
    'no error',
  ],
];

describe('a text', () => {
  test.each(texts)('%s', (_, text, expected) => {
    expectVerdict(judgeText(text), expected);
  });
});

const generator = (
  more: string,
  name = 'nameReference: [{kind: ConfigMap, version: v1, fieldSpecs: [{path: spec/valuesFrom/name, kind: HelmRelease}]}]',
) => ({
  'apps/kustomization.yaml': `namespace: apps\nresources: [namespace.yaml, release.yaml]\n${more}\nconfigurations: [names.yaml]`,
  'apps/names.yaml': name,
  'apps/values.txt': 'a: b',
});

const deployment = workload('Deployment', 'replicas: 1');
const otel = (text: string) =>
  config('otel', 'apps', `config.yaml: "receivers: {otlp: {protocols: {grpc: {endpoint: '${text}:4317'}}}}"`);
const settings = (text: string) => config('settings', 'apps', `host: "${text}"`);
const mac =
  'sops: {mac: "ENC[AES256_GCM,data:m,type:str]", lastmodified: "2026-01-01T00:00:00Z", version: 3.9.0}';
const secret = `\napiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: apps}\nstringData: {p: "ENC[AES256_GCM,data:a,type:str]"}\n${mac}`;
const health = (check: string) => `  healthChecks: [${check}]`;
const waiting = (check: string, files: Files = { 'apps/a.yaml': deployment }) => {
  const made = cluster(files, health(check));
  return {
    ...made,
    'clusters/prod/flux.yaml': (made['clusters/prod/flux.yaml'] ?? '').replace('wait: true', 'wait: false'),
  };
};
const policy = (space: string) => `
apiVersion: image.toolkit.fluxcd.io/v1
kind: ImageRepository
metadata: {name: app, namespace: ${space}}
spec: {image: ghcr.io/example/app, interval: 10m}
---
apiVersion: image.toolkit.fluxcd.io/v1
kind: ImagePolicy
metadata: {name: app, namespace: ${space}}
spec: {imageRepositoryRef: {name: app}, policy: {semver: {range: 1.x}}}`;
const automation = `
apiVersion: image.toolkit.fluxcd.io/v1
kind: ImageUpdateAutomation
metadata: {name: all, namespace: flux-system}
spec:
  interval: 10m
  sourceRef: {kind: GitRepository, name: flux-system}
  git: {checkout: {ref: {branch: main}}, commit: {author: {email: a@example.org, name: a}}, push: {branch: main}}
  update: {path: ./apps, strategy: Setters}`;
const marked = (marker: string, line = 'image: ghcr.io/example/app:1.0.0') => `
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: apps}
spec:
  containers:
    - name: a
      ${line} # {"$imagepolicy": "${marker}"}`;
const pull = (where: string) => release('a', `  valuesFrom: [{kind: ConfigMap, name: ${where}}]`);
const patching = (patch: string) =>
  `  patches:\n    - target: {kind: Deployment}\n      patch: |\n        ${patch}`;

const trees: readonly (readonly [name: string, files: Files, expected: Expected])[] = [
  // dependsOn
  [
    'waits for a Kustomization of its own namespace by name',
    cluster(
      { 'apps/a.yaml': deployment, 'apps-later/a.yaml': config('later', 'apps') },
      '',
      ks('later', './apps-later', '  dependsOn: [{name: apps}]'),
    ),
    'no error',
  ],
  [
    'waits for a Kustomization that is not there',
    {
      ...cluster({ 'apps/a.yaml': deployment }),
      'clusters/prod/more.yaml': ks('later', './more', '  dependsOn: [{name: nowhere}]'),
      'more/a.yaml': config('m', 'apps'),
    },
    ['error HF-11'],
  ],
  [
    'waits for itself',
    { ...cluster({ 'apps/a.yaml': deployment }, '  dependsOn: [{name: apps}]') },
    ['error HF-11'],
  ],
  [
    'two wait for each other',
    {
      ...cluster({ 'apps/a.yaml': deployment }, '  dependsOn: [{name: more}]'),
      'clusters/prod/more.yaml': ks('more', './more', '  dependsOn: [{name: apps}]'),
      'more/a.yaml': config('m', 'apps'),
    },
    ['error HF-11'],
  ],
  [
    'a release waits for a release of another namespace',
    cluster({
      'apps/a.yaml': join(charts, release('a', '  dependsOn: [{name: b, namespace: other}]'), release('b')),
    }),
    ['error HF-11'],
  ],
  [
    'a release waits for one that a prefix renames',
    cluster({
      'apps/kustomization.yaml': 'namePrefix: x-\nresources: [a.yaml]',
      'apps/a.yaml': join(charts, release('a', '  dependsOn: [{name: b}]'), release('b')),
    }),
    ['error HF-11'],
  ],
  [
    'a release waits for one that another file of an overlay makes',
    cluster({
      'apps/kustomization.yaml': 'namespace: apps\nresources: [namespace.yaml, ../base]',
      'base/kustomization.yaml': 'resources: [a.yaml, b.yaml]',
      'base/a.yaml': release('a', '  dependsOn: [{name: b}]'),
      'base/b.yaml': join(charts, release('b')),
    }),
    'no error',
  ],
  [
    'dependsOn that a variable names',
    cluster(
      { 'apps/a.yaml': join(charts, release('a', '  dependsOn: [{name: "${OTHER}"}]'), release('b')) },
      '  postBuild: {substitute: {OTHER: b}}',
    ),
    'no error',
  ],
  // sources
  [
    'a release of a chart source that is not there',
    cluster({ 'apps/a.yaml': release('a') }),
    ['error HF-10'],
  ],
  [
    'a release of a chart source that targetNamespace moves',
    cluster(
      {
        'apps/a.yaml': join(
          charts.replace(', namespace: apps', ''),
          release('a').replace(', namespace: apps', ''),
        ),
      },
      '  targetNamespace: apps',
    ),
    'no error',
  ],
  [
    'a source that a parent patches in',
    {
      ...cluster({
        'apps/kustomization.yaml':
          'resources: [namespace.yaml, a.yaml]\npatches:\n  - target: {kind: HelmRelease}\n    patch: "[{op: replace, path: /spec/chart/spec/sourceRef/name, value: charts}]"',
        'apps/a.yaml': join(charts, release('a').replace('name: charts}', 'name: other}')),
      }),
    },
    'no error',
  ],
  [
    'chartRef to an OCIRepository that is not there',
    cluster({
      'apps/a.yaml': release('a').replace(/ {2}chart: .*\n/, '  chartRef: {kind: OCIRepository, name: a}\n'),
    }),
    ['error HF-10'],
  ],
  // identities
  [
    'the same ConfigMap in two files of a folder',
    cluster({ 'apps/a.yaml': config('a', 'apps'), 'apps/b.yaml': config('a', 'apps') }),
    ['error FX-43'],
  ],
  [
    'the same ConfigMap twice in one file',
    cluster({ 'apps/a.yaml': join(config('a', 'apps'), config('a', 'apps')) }),
    ['error FX-43'],
  ],
  [
    'the same name in two kinds and two namespaces',
    cluster({ 'apps/a.yaml': join(config('a', 'apps'), config('a', 'flux-system'), deployment) }),
    'no error',
  ],
  [
    'a base twice through two overlays of one Kustomization',
    cluster({
      'apps/kustomization.yaml': 'resources: [one, two]',
      'apps/one/kustomization.yaml': 'resources: [../../base]',
      'apps/two/kustomization.yaml': 'resources: [../../base]',
      'base/kustomization.yaml': 'resources: [a.yaml]',
      'base/a.yaml': config('a', 'apps'),
    }),
    ['error FX-43'],
  ],
  [
    'a base twice with other suffixes',
    cluster({
      'apps/kustomization.yaml': 'resources: [namespace.yaml, one, two]',
      'apps/one/kustomization.yaml': 'nameSuffix: "-1"\nresources: [../../base]',
      'apps/two/kustomization.yaml': 'nameSuffix: "-2"\nresources: [../../base]',
      'base/kustomization.yaml': 'resources: [a.yaml]',
      'base/a.yaml': config('a', 'apps'),
    }),
    'no error',
  ],
  [
    'namespaces that become one',
    cluster({
      'apps/kustomization.yaml': 'namespace: apps\nresources: [a.yaml]',
      'apps/a.yaml': join(config('a', 'one'), config('a', 'two')),
    }),
    ['error FX-43'],
  ],
  // Flux objects where kustomize looks
  [
    'a Flux Kustomization in Kustomization',
    cluster({
      'apps/sub/kustomization.yml': ks('sub', './apps'),
      'apps/kustomization.yaml': 'resources: [namespace.yaml, sub]',
    }),
    ['error FX-25'],
  ],
  [
    'a HelmRelease in kustomization.yaml',
    cluster({ 'apps/kustomization.yaml': join(release('a')) }),
    ['error FX-55'],
  ],
  [
    'kustomization.yaml with a word too many',
    cluster({ 'apps/kustomization.yaml': 'resource: [namespace.yaml]' }),
    'no error',
  ],
  // substitution
  [
    'escape of the collector under its own postBuild',
    cluster({ 'apps/a.yaml': otel('$${env:MY_POD_IP}') }, '  postBuild: {substitute: {A: b}}'),
    'no error',
  ],
  [
    'reference of the collector without substitution',
    cluster({ 'apps/a.yaml': otel('${env:MY_POD_IP}') }),
    'no error',
  ],
  [
    'reference of the collector under substitution',
    cluster({ 'apps/a.yaml': otel('${env:MY_POD_IP}') }, '  postBuild: {substitute: {A: b}}'),
    ['error FX-38'],
  ],
  [
    'reference of the collector where an annotation disables',
    cluster(
      {
        'apps/a.yaml': otel('${env:MY_POD_IP}').replace(
          'namespace: apps',
          'namespace: apps, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}',
        ),
      },
      '  postBuild: {substitute: {A: b}}',
    ),
    'no error',
  ],
  [
    'the annotation by generatorOptions',
    cluster(
      {
        'apps/kustomization.yaml':
          'namespace: apps\nresources: [namespace.yaml]\ngeneratorOptions: {disableNameSuffixHash: true, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}\nconfigMapGenerator: [{name: script, files: [run.sh]}]',
        'apps/run.sh': 'echo ${TOKEN}',
      },
      '  postBuild: {substitute: {A: b}}',
    ),
    'no error',
  ],
  [
    'a script of a generator',
    cluster(
      {
        'apps/kustomization.yaml':
          'namespace: apps\nresources: [namespace.yaml]\nconfigMapGenerator: [{name: script, files: [run.sh]}]',
        'apps/run.sh': 'echo ${TOKEN}',
      },
      '  postBuild: {substitute: {A: b}}',
    ),
    ['error FX-38'],
  ],
  [
    'a variable of a ConfigMap of the tree',
    cluster(
      { 'apps/a.yaml': settings('${HOST}') },
      '  postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}',
      config('vars', 'flux-system', 'HOST: a.org'),
    ),
    'no error',
  ],
  [
    'a variable that the ConfigMap of the tree lacks',
    cluster(
      { 'apps/a.yaml': settings('${HOTS}') },
      '  postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}',
      config('vars', 'flux-system', 'HOST: a.org'),
    ),
    ['error FX-38'],
  ],
  [
    'a variable that a Secret outside may hold',
    cluster(
      { 'apps/a.yaml': settings('${HOST}') },
      '  postBuild: {substituteFrom: [{kind: Secret, name: vars}]}',
    ),
    'no error',
  ],
  [
    'a variable with a default',
    cluster({ 'apps/a.yaml': settings('${HOST:=a.org} ${PORT:-80}') }, '  postBuild: {substitute: {A: b}}'),
    'no error',
  ],
  [
    'a number from a variable',
    cluster(
      { 'apps/a.yaml': config('a', 'apps').replace('{a: b}', '\n  port: ${PORT}') },
      '  postBuild: {substitute: {PORT: "8080"}}',
    ),
    ['error KS-2'],
  ],
  [
    'a number from a variable for replicas',
    cluster(
      { 'apps/a.yaml': workload('Deployment', 'replicas: ${N}') },
      '  postBuild: {substitute: {N: "2"}}',
    ),
    'no error',
  ],
  [
    'substitute with true',
    cluster({ 'apps/a.yaml': settings('x') }, '  postBuild: {substitute: {A: true}}'),
    ['error KS-2'],
  ],
  [
    'a Flux before 2.9 that the tree installs',
    {
      ...cluster({ 'apps/a.yaml': settings('${HOST}') }, '  postBuild: {substitute: {A: b}}'),
      'clusters/prod/instance.yaml':
        'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\nspec:\n  distribution:\n    registry: ghcr.io/fluxcd\n    version: "2.7.x"',
    },
    ['warning FX-38'],
  ],
  // parents
  [
    'a parent that gives its children variables by a JSON patch',
    {
      'clusters/prod/flux.yaml': join(
        namespace('flux-system'),
        source,
        ks(
          'children',
          './children',
          '  patches:\n    - target: {kind: Kustomization}\n      patch: |\n        - {op: add, path: /spec/postBuild, value: {substitute: {HOST: a.org}}}',
        ),
      ),
      'children/a.yaml': ks('apps', './apps'),
      'apps/a.yaml': join(namespace('apps'), settings('${HOST}')),
    },
    'no error',
  ],
  [
    'a parent of a parent',
    {
      'clusters/prod/flux.yaml': join(
        namespace('flux-system'),
        source,
        ks('top', './top', '  postBuild: {substitute: {DIR: apps}}'),
      ),
      'top/a.yaml': ks('middle', './middle', '  postBuild: {substitute: {HOST: "${DIR}.org"}}'),
      'middle/a.yaml': join(namespace('apps'), settings('${HOST}')),
    },
    'no error',
  ],
  [
    'a Kustomization whose path is not there',
    cluster({ 'apps/a.yaml': deployment }, '', ks('lost', './nowhere')),
    ['error FX-27'],
  ],
  ['a child whose path is not there', cluster({ 'apps/a.yaml': ks('lost', './nowhere') }), ['error FX-27']],
  // patches and folders
  [
    'a patch whose target is in another base',
    cluster({
      'apps/kustomization.yaml': 'resources: [namespace.yaml, ../base]\npatches: [{path: patch.yaml}]',
      'apps/patch.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: apps}\nspec: {replicas: 2}',
      'base/kustomization.yaml': 'resources: [a.yaml]',
      'base/a.yaml': deployment,
    }),
    'no error',
  ],
  [
    'a patch of a Kustomization of Flux',
    cluster({ 'apps/a.yaml': deployment }, patching('[{op: replace, path: /spec/replicas, value: 3}]')),
    'no error',
  ],
  [
    'a patch that makes a number of a text',
    cluster(
      { 'apps/a.yaml': deployment },
      patching('[{op: add, path: /spec/template/metadata/annotations, value: {a: 5}}]'),
    ),
    ['error KS-2'],
  ],
  [
    'a patch whose target is nowhere',
    cluster({
      'apps/kustomization.yaml': 'resources: [namespace.yaml]\npatches: [{path: patch.yaml}]',
      'apps/patch.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: apps}\nspec: {replicas: 2}',
    }),
    ['error FX-55'],
  ],
  [
    'a file that is listed and not there',
    cluster({ 'apps/kustomization.yaml': 'resources: [namespace.yaml, b.yaml]' }),
    ['error FX-55'],
  ],
  [
    'a component that sets a label',
    cluster({
      'apps/kustomization.yaml': 'resources: [namespace.yaml, a.yaml]\ncomponents: [../label]',
      'apps/a.yaml': deployment,
      'label/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nlabels: [{pairs: {team: "a+b"}}]',
    }),
    ['error XR-41'],
  ],
  // namespaces
  [
    'namespace over a Namespace object',
    cluster({ 'apps/kustomization.yaml': 'namespace: flux-system\nresources: [namespace.yaml]' }),
    ['warning FX-43'],
  ],
  [
    'targetNamespace over the Namespace of that name',
    cluster({ 'apps/a.yaml': deployment }, '  targetNamespace: apps'),
    'no error',
  ],
  [
    'targetNamespace over two Namespaces',
    cluster({ 'apps/a.yaml': namespace('one') }, '  targetNamespace: two'),
    ['error FX-43'],
  ],
  // SOPS
  [
    'an encrypted Secret through a base',
    cluster({
      'apps/kustomization.yaml': 'resources: [namespace.yaml, ../base]',
      'base/kustomization.yaml': 'resources: [a.yaml]',
      'base/a.yaml': secret,
    }),
    ['error FX-54'],
  ],
  [
    'an encrypted Secret whose parent patches decryption in',
    {
      'clusters/prod/flux.yaml': join(
        namespace('flux-system'),
        source,
        ks(
          'children',
          './children',
          '  patches:\n    - target: {kind: Kustomization}\n      patch: |\n        - {op: add, path: /spec/decryption, value: {provider: sops, secretRef: {name: age}}}',
        ),
      ),
      'children/a.yaml': ks('apps', './apps'),
      'apps/a.yaml': join(namespace('apps'), secret),
    },
    'no error',
  ],
  [
    'an encrypted ConfigMap',
    cluster({
      'apps/a.yaml': secret.replace('kind: Secret', 'kind: ConfigMap').replace('stringData', 'data'),
    }),
    ['warning FX-54'],
  ],
  // health checks
  [
    'a health check of a StatefulSet that is a Deployment',
    waiting('{apiVersion: apps/v1, kind: StatefulSet, name: a, namespace: apps}'),
    ['error FX-52'],
  ],
  [
    'a health check of apps/v1beta1',
    waiting('{apiVersion: apps/v1beta1, kind: Deployment, name: a, namespace: apps}'),
    ['error FX-52'],
  ],
  [
    'a health check in another namespace',
    waiting('{apiVersion: apps/v1, kind: Deployment, name: a, namespace: other}'),
    ['error FX-52'],
  ],
  [
    'a health check that a prefix renames',
    waiting('{apiVersion: apps/v1, kind: Deployment, name: a, namespace: apps}', {
      'apps/kustomization.yaml': 'namePrefix: x-\nresources: [a.yaml]',
      'apps/a.yaml': deployment,
    }),
    ['error FX-52'],
  ],
  [
    'a health check of what is there',
    waiting('{apiVersion: apps/v1, kind: Deployment, name: a, namespace: apps}'),
    'no error',
  ],
  [
    'a health check of a CronJob as a Job',
    waiting('{apiVersion: batch/v1, kind: Job, name: a, namespace: apps}', {
      'apps/a.yaml': cron('"0 * * * *"'),
    }),
    ['error FX-52'],
  ],
  // image automation
  [
    'a marker with a tag',
    cluster({
      'apps/a.yaml': join(marked('flux-system:app:tag', 'image: ghcr.io/example/app:1.0.0')),
      'apps/p.yaml': join(policy('flux-system'), automation),
    }),
    ['error FX-49'],
  ],
  [
    'a marker of the whole image',
    cluster({
      'apps/a.yaml': marked('flux-system:app'),
      'apps/p.yaml': join(policy('flux-system'), automation),
    }),
    'no error',
  ],
  [
    'a marker of a policy that is not there',
    cluster({
      'apps/a.yaml': marked('flux-system:nobody'),
      'apps/p.yaml': join(policy('flux-system'), automation),
    }),
    ['error FX-49'],
  ],
  [
    'a marker without tag at newTag',
    cluster({
      'apps/kustomization.yaml':
        'resources: [namespace.yaml, a.yaml, p.yaml]\nimages:\n  - name: ghcr.io/example/app\n    newTag: 1.0.0 # {"$imagepolicy": "flux-system:app"}',
      'apps/a.yaml': marked('x').replace(/ # .*/, ''),
      'apps/p.yaml': join(policy('flux-system'), automation),
    }),
    ['error FX-49'],
  ],
  [
    'a marker with tag at newTag',
    cluster({
      'apps/kustomization.yaml':
        'resources: [namespace.yaml, a.yaml, p.yaml]\nimages:\n  - name: ghcr.io/example/app\n    newTag: 1.0.0 # {"$imagepolicy": "flux-system:app:tag"}',
      'apps/a.yaml': marked('x').replace(/ # .*/, ''),
      'apps/p.yaml': join(policy('flux-system'), automation),
    }),
    'no error',
  ],
  // valuesFrom
  [
    'valuesFrom of a generator with another key by valuesKey',
    cluster({
      ...generator('configMapGenerator: [{name: v, files: [values.txt]}]'),
      'apps/release.yaml': join(
        charts,
        release('a', '  valuesFrom: [{kind: ConfigMap, name: v, valuesKey: values.txt}]'),
      ),
    }),
    'no error',
  ],
  [
    'valuesFrom of a generator of literals without its key',
    cluster({
      ...generator('configMapGenerator: [{name: v, literals: [other.yaml=a]}]'),
      'apps/release.yaml': join(charts, pull('v')),
    }),
    ['error FX-22'],
  ],
  [
    'valuesFrom of a generator without hash and without reference',
    cluster({
      ...generator(
        'generatorOptions: {disableNameSuffixHash: true}\nconfigMapGenerator: [{name: v, files: [values.yaml=values.txt]}]',
        'nameReference: []',
      ),
      'apps/release.yaml': join(charts, pull('v')),
    }),
    'no error',
  ],
  [
    'valuesFrom of a generator whose reference is for another kind',
    cluster({
      ...generator(
        'configMapGenerator: [{name: v, files: [values.yaml=values.txt]}]',
        'nameReference: [{kind: Secret, version: v1, fieldSpecs: [{path: spec/valuesFrom/name, kind: HelmRelease}]}]',
      ),
      'apps/release.yaml': join(charts, pull('v')),
    }),
    ['error FX-22'],
  ],
  [
    'valuesFrom of a Secret of the tree that lacks the key',
    cluster({
      'apps/a.yaml': join(
        charts,
        release('a', '  valuesFrom: [{kind: Secret, name: v, valuesKey: p}]'),
        'apiVersion: v1\nkind: Secret\nmetadata: {name: v, namespace: apps}\nstringData: {q: "${X:=y}"}',
      ),
    }),
    ['error FX-22'],
  ],
  [
    'valuesFrom that is optional',
    cluster({
      'apps/a.yaml': join(
        charts,
        release('a', '  valuesFrom: [{kind: ConfigMap, name: nowhere, optional: true}]'),
      ),
    }),
    'no error',
  ],
  // other clusters
  [
    'a Kustomization for another cluster',
    cluster(
      { 'apps/a.yaml': deployment, 'remote/a.yaml': config('remote', 'apps') },
      '',
      `${ks('remote', './remote', '  kubeConfig: {secretRef: {name: remote}}\n  dependsOn: [{name: apps}]')}`,
    ),
    'no error',
  ],
  [
    'objects of another cluster beside those of this',
    cluster(
      { 'apps/a.yaml': deployment, 'remote/a.yaml': join(namespace('apps'), deployment) },
      '',
      ks('remote', './remote', '  kubeConfig: {secretRef: {name: remote}}'),
    ),
    'no error',
  ],
  // what is not applied
  [
    'a broken manifest beside what is listed',
    cluster({ 'apps/kustomization.yaml': 'resources: [namespace.yaml]', 'apps/old.yaml': job('') }),
    'no error',
  ],
  [
    'a file that .sourceignore leaves out',
    cluster({ '.sourceignore': 'apps/broken.yaml', 'apps/broken.yaml': job('') }),
    'no error',
  ],
  [
    'a file that spec.ignore leaves out',
    {
      ...cluster({ 'apps/broken.yaml': job('') }),
      'clusters/prod/flux.yaml': join(
        namespace('flux-system'),
        source.replace('ref:', 'ignore: "/apps/broken.yaml", ref:'),
        ks('apps', './apps'),
      ),
    },
    'no error',
  ],
  [
    'Helm templates beside a tree',
    cluster({
      'charts/a/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0',
      'charts/a/templates/a.yaml': 'kind: {{ .Values.kind }}',
    }),
    'no error',
  ],
  ['a list of numbers under a Kustomization', cluster({ 'apps/a.yaml': '- 1\n- 2' }), ['error FX-55']],
  [
    'a fault of a base that two clusters share',
    {
      'clusters/a/flux.yaml': join(namespace('flux-system'), source, ks('apps', './apps')),
      'clusters/b/flux.yaml': join(namespace('flux-system'), source, ks('apps', './apps')),
      'apps/a.yaml': join(namespace('apps'), job('')),
    },
    ['error XR-54'],
  ],
];

test('a version that loses a digit in values of a tree is told from one that does not', () => {
  const values = (tag: string) =>
    cluster({ 'apps/a.yaml': join(charts, release('a', `  values: {image: {tag: ${tag}}}`)) });
  expect(judgeTree(values('1.10'))).toContain('warning YM-2');
  for (const tag of ['1.38', '41', '"1.10"'])
    expect(judgeTree(values(tag)).filter((each) => !each.startsWith('advice'))).toEqual([]);
});

test('what goes to another cluster does not meet what goes to this one', () => {
  const files = cluster(
    { 'apps/a.yaml': deployment, 'remote/a.yaml': join(namespace('apps'), deployment) },
    '',
    ks('remote', './remote', '  kubeConfig: {secretRef: {name: remote}}'),
  );
  expect(judgeTree(files)).not.toContain('warning FX-43');
  const here = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replace(/ {2}kubeConfig.*/, '')]),
  );
  expect(judgeTree(here)).toContain('warning FX-43');
});

describe('a tree', () => {
  test.each(trees)('%s', (_, files, expected) => {
    expectVerdict(judgeTree(files), expected);
  });
});

/** The files of a reported case, with one text in place of another. */
function changed(name: string, from: string | RegExp, to: string): Files {
  const files: { [path: string]: string } = {};
  const visit = (folder: string, below: string): void => {
    for (const entry of readdirSync(folder)) {
      const path = joinPath(folder, entry);
      if (statSync(path).isDirectory()) visit(path, `${below}${entry}/`);
      else if (entry !== 'EXPECT.txt') files[`${below}${entry}`] = readFileSync(path, 'utf8');
    }
  };
  visit(joinPath(__dirname, 'cases', name), '');
  const made = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replace(from, to)]),
  );
  if (JSON.stringify(made) === JSON.stringify(files))
    throw new Error(`${name} does not hold ${String(from)}`);
  return made;
}

const changes: readonly (readonly [name: string, files: () => Files, expected: Expected])[] = [
  [
    'the way out by the name of the port',
    () => changed('np-egress-complete', 'port: 4318}\n\n', 'port: otlp-http}\n\n'),
    'clean',
  ],
  [
    'the way out to another port',
    () => changed('np-egress-complete', 'port: 4318}\n\n', 'port: 4317}\n\n'),
    ['error XR-28'],
  ],
  [
    'the way out by a range of ports',
    () => changed('np-egress-complete', 'port: 4318}\n\n', 'port: 4000, endPort: 5000}\n\n'),
    'clean',
  ],
  [
    'the way out over UDP',
    () => changed('np-egress-complete', '{protocol: TCP, port: 4318}\n\n', '{protocol: UDP, port: 4318}\n\n'),
    ['error XR-28'],
  ],
  [
    'the way out to pods of another label',
    () =>
      changed(
        'np-egress-complete',
        'podSelector: {matchLabels: {app: otel-collector}}',
        'podSelector: {matchLabels: {app: other}}',
      ),
    ['error XR-28'],
  ],
  [
    'the way out to pods of the own namespace',
    () =>
      changed(
        'np-egress-complete',
        '- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: obs}}\n          podSelector',
        '- podSelector',
      ),
    ['error XR-28'],
  ],
  [
    'the way out to everybody',
    () => changed('np-egress-complete', /egress:[\s\S]*$/, 'egress: [{}]'),
    'clean',
  ],
  [
    'the way out by address',
    () => changed('np-egress-complete', /egress:[\s\S]*$/, 'egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]'),
    'no error',
  ],
  [
    'ways out of other pods',
    () =>
      changed(
        'np-egress-complete',
        'podSelector: {matchLabels: {app: web}}',
        'podSelector: {matchLabels: {app: other}}',
      ),
    'no error',
  ],
  [
    'no way out, said by nothing but the type',
    () => changed('np-egress-complete', /egress:[\s\S]*$/, ''),
    ['error XR-28'],
  ],
  [
    'a policy that is for what comes in',
    () => changed('np-egress-complete', /policyTypes: \[Egress\][\s\S]*$/, 'policyTypes: [Ingress]'),
    'no error',
  ],
  [
    'DNS over TCP alone',
    () => changed('np-egress-complete', '- {protocol: UDP, port: 53}\n', ''),
    ['error XR-28'],
  ],
  [
    'DNS to the address of everybody',
    () =>
      changed(
        'np-egress-complete',
        /to:\n\s+- namespaceSelector: \{matchLabels: \{kubernetes.io\/metadata.name: kube-system\}\}/,
        'to: [{ipBlock: {cidr: 10.0.0.0/8}}]',
      ),
    'no error',
  ],
  [
    'a port whose variable is no number',
    () => changed('variable-port', 'SERVICE_PORT: "8080"', 'SERVICE_PORT: "http"'),
    ['error KS-2'],
  ],
  [
    'a probe of another variable',
    () => changed('variable-port', /port: \$\{SERVICE_PORT\}\n/, 'port: ${OTHER_PORT}\n'),
    ['error FX-38'],
  ],
  [
    'a Service of a release in another namespace',
    () =>
      changed(
        'service-of-release-by-target-namespace',
        'kube-prometheus-stack-prometheus.observability.svc',
        'kube-prometheus-stack-prometheus.observabilty.svc',
      ),
    ['warning XR-1'],
  ],
];

describe('a reported case that is changed', () => {
  test.each(changes)('%s', (_, files, expected) => {
    expectVerdict(judgeTree(files()), expected);
  });
});
