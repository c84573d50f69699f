import fc from 'fast-check';
import { some, times } from '../support/arbitrary';
import { block, type RawTree, raw, words } from './raw';

/** Names that objects and references share, so that they meet. */
export const names = fc.constantFrom('web', 'db', 'app-settings', 'x1');
export const namespaces = fc.constantFrom('default', 'one', 'two');

/** Scalars whose type depends on how they are written and who reads them. */
export const scalars = words(
  'text',
  '"5"',
  '5',
  '010',
  '0o17',
  '0x1F',
  '1_000',
  '1.10',
  '1e3',
  '.5',
  'true',
  '"true"',
  'yes',
  'on',
  '"no"',
  'null',
  '~',
  '""',
  "''",
  "'it''s'",
  '"a: b"',
  'a#b',
  '2024-01-01',
  '12:30',
  '1.2.3',
  'host:4317',
  '"{a}"',
  '"tab\\tend"',
  '"line\\nend"',
  '-1',
  '+5',
  '!!str 5',
  '!!int "5"',
  'é',
  '"☃"',
  'a b  c',
  '0',
  '-0',
  '1.0',
  '123456789012',
  '"$X"',
  '$$',
  '^a$$',
  '$(NAME)',
);

/** Scalars with expressions of Flux's substitution. */
export const templates = words(
  '${NUM}',
  '"${NUM}"',
  '${WORD}',
  'a-${WORD}-b',
  '${EMPTY}',
  '${NONE:-dflt}',
  '${NONE:=5}',
  '$${WORD}',
  '"$${NUM}: x"',
  '${WORD}:${NUM}',
  '${YES}',
  '"${QUOTE}${NUM}${QUOTE}"',
  '${QUOTE}${NUM}${QUOTE}',
  '${LIST}',
  '${WORD:1:2}',
  '${WORD^^}',
  '${WORD/o/0}',
  '${#WORD}',
  'x${NUM}',
);

const blocks = fc
  .constantFrom(
    'a: 1\nb: ${WORD}\n',
    'line one\n  indented\n\nlast',
    '{"a": [1, "x"], "b": {"c": true}}',
    'key=value\n',
    'trailing \n',
  )
  .map(block);

export const values = fc.oneof(times(5, scalars), times(2, templates), blocks);

const keys = fc.constantFrom('a', 'b', 'app', 'tier', 'example.com/role', 'port', 'config.yaml');

const textMap = fc.dictionary(keys, fc.oneof(scalars, templates), { maxKeys: 3 });
const labelMap = fc.dictionary(
  fc.constantFrom('app', 'tier', 'example.com/role'),
  words('web', 'db', '"5"', 'a_b'),
  { maxKeys: 2 },
);

function metadata(
  name: string,
  namespace: string | undefined,
  labels: RawTree | undefined,
  annotations: RawTree | undefined,
): RawTree {
  return {
    name: raw(name),
    ...(namespace === undefined ? {} : { namespace: raw(namespace) }),
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

const meta = fc
  .tuple(
    names,
    fc.option(namespaces, { nil: undefined }),
    fc.option(labelMap, { nil: undefined }),
    fc.option(textMap, { nil: undefined }),
  )
  .map((parts) => metadata(...parts));

const clusterMeta = fc
  .tuple(names, fc.option(labelMap, { nil: undefined }))
  .map(([name, labels]) => metadata(name, undefined, labels, undefined));

const env = fc.oneof(
  fc.record({ name: words('A', 'B', 'C'), value: values }),
  fc.record({
    name: words('A', 'D'),
    valueFrom: fc.oneof(
      names.map((name): RawTree => ({ configMapKeyRef: { name: raw(name), key: raw('a') } })),
      names.map((name): RawTree => ({ secretKeyRef: { name: raw(name), key: raw('a') } })),
    ),
  }),
);

const images = words(
  'nginx',
  'nginx:1.25',
  'ghcr.io/org/app:1.0',
  'ghcr.io/org/app@sha256:aaaa',
  'host:5000/app:2',
  'app',
);

const container = some(
  {
    name: words('main', 'side'),
    image: images,
    env: fc.uniqueArray(env, {
      maxLength: 3,
      selector: (each) => (each as { name: { token: string } }).name.token,
    }),
    envFrom: fc.array(
      names.map((name): RawTree => ({ configMapRef: { name: raw(name) } })),
      { maxLength: 2 },
    ),
    args: fc.array(values, { maxLength: 2 }),
    ports: fc.uniqueArray(
      some(
        {
          containerPort: words('80', '8080'),
          protocol: words('TCP', 'UDP'),
          name: words('http', 'x'),
        },
        'containerPort',
      ),
      { maxLength: 2, selector: (port) => `${port.containerPort.token}/${port.protocol?.token}` },
    ),
    volumeMounts: fc.uniqueArray(fc.record({ name: names.map(raw), mountPath: words('/a', '/b') }), {
      maxLength: 2,
      selector: (mount) => mount.mountPath.token,
    }),
  },
  'name',
  'image',
);

const volume = fc.oneof(
  names.map((name): RawTree => ({ name: raw('v'), configMap: { name: raw(name) } })),
  names.map((name): RawTree => ({ name: raw('s'), secret: { secretName: raw(name) } })),
  names.map((name): RawTree => ({ name: raw('p'), persistentVolumeClaim: { claimName: raw(name) } })),
  fc.constant<RawTree>({ name: raw('e'), emptyDir: {} }),
);

const podSpec = some(
  {
    containers: fc.uniqueArray(container, {
      minLength: 1,
      maxLength: 2,
      selector: (each) => each.name.token,
    }),
    initContainers: fc.uniqueArray(container, { maxLength: 1, selector: (each) => each.name.token }),
    volumes: fc.uniqueArray(volume, {
      maxLength: 3,
      selector: (each) => (each as { name: { token: string } }).name.token,
    }),
    serviceAccountName: names.map(raw),
    imagePullSecrets: fc.array(
      names.map((name): RawTree => ({ name: raw(name) })),
      { maxLength: 1 },
    ),
    tolerations: fc.array(fc.record({ key: names.map(raw), operator: words('Exists') }), {
      maxLength: 2,
    }),
    nodeSelector: labelMap,
  },
  'containers',
);

const template = fc.record({ metadata: fc.record({ labels: labelMap }), spec: podSpec });

function object(
  apiVersion: string,
  kind: string,
  parts: fc.Arbitrary<RawTree>,
  named: fc.Arbitrary<RawTree> = meta,
): fc.Arbitrary<RawTree> {
  return fc.tuple(named, parts).map(([metadataOfIt, rest]) => ({
    apiVersion: raw(apiVersion),
    kind: raw(kind),
    metadata: metadataOfIt,
    ...(rest as { [key: string]: RawTree }),
  }));
}

function workload(kind: string): fc.Arbitrary<RawTree> {
  const spec = some(
    {
      replicas: words('1', '"2"'),
      selector: fc.record({ matchLabels: labelMap }),
      template,
    },
    'template',
  );
  return object('apps/v1', kind, fc.record({ spec }));
}

const roleRef = fc.tuple(fc.constantFrom('Role', 'ClusterRole'), names).map(
  ([kind, name]): RawTree => ({
    apiGroup: raw('rbac.authorization.k8s.io'),
    kind: raw(kind),
    name: raw(name),
  }),
);
const subjects = fc.array(
  some(
    {
      kind: words('ServiceAccount'),
      name: fc.oneof(names, fc.constant('default')).map(raw),
      namespace: namespaces.map(raw),
    },
    'kind',
    'name',
  ),
  { maxLength: 2 },
);
const rules = fc.array(
  fc.record({
    resources: fc.constant<RawTree>([raw('configmaps')]),
    resourceNames: fc.array(names.map(raw), { maxLength: 2 }),
  }),
  { maxLength: 1 },
);

const freeTree: fc.Arbitrary<RawTree> = fc.letrec<{ tree: RawTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    values,
    fc.dictionary(keys, tie('tree'), { maxKeys: 3 }),
    fc.array(tie('tree'), { maxLength: 2 }),
    fc.array(fc.record({ name: names.map(raw), value: values }), { maxLength: 2 }),
  ),
})).tree;

/** Objects of the kinds that kustomize treats in ways of their own, and of some that it does not know. */
export const objects: fc.Arbitrary<RawTree> = fc.oneof(
  times(4, workload('Deployment')),
  workload('StatefulSet'),
  workload('DaemonSet'),
  times(3, object('v1', 'ConfigMap', fc.record({ data: fc.dictionary(keys, values, { maxKeys: 3 }) }))),
  object('v1', 'Secret', fc.record({ stringData: textMap })),
  times(
    2,
    object(
      'v1',
      'Service',
      fc.record({
        spec: fc.record({
          selector: labelMap,
          ports: fc.uniqueArray(
            fc.record({
              port: words('80', '443'),
              name: words('a', 'b'),
              targetPort: values,
            }),
            { maxLength: 2, selector: (port) => port.port.token },
          ),
        }),
      }),
    ),
  ),
  object('v1', 'Namespace', fc.constant({}), clusterMeta),
  object('v1', 'ServiceAccount', fc.constant({})),
  times(
    1,
    object(
      'v1',
      'PersistentVolumeClaim',
      fc.record({ spec: fc.record({ storageClassName: names.map(raw) }) }),
    ),
  ),
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', fc.record({ roleRef, subjects })),
  times(
    1,
    object(
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBinding',
      fc.record({ roleRef, subjects }),
      clusterMeta,
    ),
  ),
  object('rbac.authorization.k8s.io/v1', 'Role', fc.record({ rules })),
  object('rbac.authorization.k8s.io/v1', 'ClusterRole', fc.record({ rules }), clusterMeta),
  times(
    1,
    object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      names.map(
        (name): RawTree => ({
          spec: { scaleTargetRef: { apiVersion: raw('apps/v1'), kind: raw('Deployment'), name: raw(name) } },
        }),
      ),
    ),
  ),
  times(
    1,
    object(
      'batch/v1',
      'CronJob',
      fc.record({ spec: fc.record({ jobTemplate: fc.record({ spec: fc.record({ template }) }) }) }),
    ),
  ),
  times(
    1,
    object(
      'networking.k8s.io/v1',
      'Ingress',
      names.map(
        (name): RawTree => ({
          spec: {
            tls: [{ secretName: raw(name) }],
            rules: [
              {
                http: {
                  paths: [
                    {
                      path: raw('/'),
                      backend: { service: { name: raw(name), port: { number: raw('80') } } },
                    },
                  ],
                },
              },
            ],
          },
        }),
      ),
    ),
  ),
  times(
    2,
    object(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      fc.record({
        spec: fc.record({
          values: freeTree,
          valuesFrom: fc.array(
            names.map((name): RawTree => ({ kind: raw('ConfigMap'), name: raw(name) })),
            { maxLength: 1 },
          ),
        }),
      }),
    ),
  ),
  times(2, object('example.com/v1', 'Widget', fc.record({ spec: freeTree }))),
);
