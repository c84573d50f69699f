import fc from 'fast-check';
import { block, type RawTree, raw } from './raw';

/** Names that objects and references share, so that they meet. */
export const names = fc.constantFrom('web', 'db', 'app-settings', 'x1');
export const namespaces = fc.constantFrom('default', 'one', 'two');

/** Scalars whose type depends on how they are written and who reads them. */
export const scalars = fc
  .constantFrom(
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
  )
  .map(raw);

/** Scalars with expressions of Flux's substitution. */
export const templates = fc
  .constantFrom(
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
  )
  .map(raw);

const blocks = fc
  .constantFrom(
    'a: 1\nb: ${WORD}\n',
    'line one\n  indented\n\nlast',
    '{"a": [1, "x"], "b": {"c": true}}',
    'key=value\n',
    'trailing \n',
  )
  .map(block);

export const values = fc.oneof(
  { weight: 5, arbitrary: scalars },
  { weight: 2, arbitrary: templates },
  { weight: 1, arbitrary: blocks },
);

const keys = fc.constantFrom('a', 'b', 'app', 'tier', 'example.com/role', 'port', 'config.yaml');

const textMap = fc.dictionary(keys, fc.oneof(scalars, templates), { maxKeys: 3 });
const labelMap = fc.dictionary(
  fc.constantFrom('app', 'tier', 'example.com/role'),
  fc.constantFrom('web', 'db', '"5"', 'a_b').map(raw),
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
  fc.record({ name: fc.constantFrom('A', 'B', 'C').map(raw), value: values }),
  fc.record({
    name: fc.constantFrom('A', 'D').map(raw),
    valueFrom: fc.oneof(
      names.map((name): RawTree => ({ configMapKeyRef: { name: raw(name), key: raw('a') } })),
      names.map((name): RawTree => ({ secretKeyRef: { name: raw(name), key: raw('a') } })),
    ),
  }),
);

const images = fc
  .constantFrom(
    'nginx',
    'nginx:1.25',
    'ghcr.io/org/app:1.0',
    'ghcr.io/org/app@sha256:aaaa',
    'host:5000/app:2',
    'app',
  )
  .map(raw);

const container = fc.record(
  {
    name: fc.constantFrom('main', 'side').map(raw),
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
      fc.record(
        {
          containerPort: fc.constantFrom('80', '8080').map(raw),
          protocol: fc.constantFrom('TCP', 'UDP').map(raw),
          name: fc.constantFrom('http', 'x').map(raw),
        },
        { requiredKeys: ['containerPort'] },
      ),
      { maxLength: 2, selector: (port) => `${port.containerPort.token}/${port.protocol?.token}` },
    ),
    volumeMounts: fc.uniqueArray(
      fc.record({ name: names.map(raw), mountPath: fc.constantFrom('/a', '/b').map(raw) }),
      { maxLength: 2, selector: (mount) => mount.mountPath.token },
    ),
  },
  { requiredKeys: ['name', 'image'] },
);

const volume = fc.oneof(
  names.map((name): RawTree => ({ name: raw('v'), configMap: { name: raw(name) } })),
  names.map((name): RawTree => ({ name: raw('s'), secret: { secretName: raw(name) } })),
  names.map((name): RawTree => ({ name: raw('p'), persistentVolumeClaim: { claimName: raw(name) } })),
  fc.constant<RawTree>({ name: raw('e'), emptyDir: {} }),
);

const podSpec = fc.record(
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
    tolerations: fc.array(fc.record({ key: names.map(raw), operator: fc.constant(raw('Exists')) }), {
      maxLength: 2,
    }),
    nodeSelector: labelMap,
  },
  { requiredKeys: ['containers'] },
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
  const spec = fc.record(
    {
      replicas: fc.constantFrom('1', '"2"').map(raw),
      selector: fc.record({ matchLabels: labelMap }),
      template,
    },
    { requiredKeys: ['template'] },
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
  fc.record(
    {
      kind: fc.constant(raw('ServiceAccount')),
      name: fc.oneof(names, fc.constant('default')).map(raw),
      namespace: namespaces.map(raw),
    },
    { requiredKeys: ['kind', 'name'] },
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
  { weight: 4, arbitrary: workload('Deployment') },
  { weight: 1, arbitrary: workload('StatefulSet') },
  { weight: 1, arbitrary: workload('DaemonSet') },
  {
    weight: 3,
    arbitrary: object('v1', 'ConfigMap', fc.record({ data: fc.dictionary(keys, values, { maxKeys: 3 }) })),
  },
  { weight: 1, arbitrary: object('v1', 'Secret', fc.record({ stringData: textMap })) },
  {
    weight: 2,
    arbitrary: object(
      'v1',
      'Service',
      fc.record({
        spec: fc.record({
          selector: labelMap,
          ports: fc.uniqueArray(
            fc.record({
              port: fc.constantFrom('80', '443').map(raw),
              name: fc.constantFrom('a', 'b').map(raw),
              targetPort: values,
            }),
            { maxLength: 2, selector: (port) => port.port.token },
          ),
        }),
      }),
    ),
  },
  { weight: 1, arbitrary: object('v1', 'Namespace', fc.constant({}), clusterMeta) },
  { weight: 1, arbitrary: object('v1', 'ServiceAccount', fc.constant({})) },
  {
    weight: 1,
    arbitrary: object(
      'v1',
      'PersistentVolumeClaim',
      fc.record({ spec: fc.record({ storageClassName: names.map(raw) }) }),
    ),
  },
  {
    weight: 1,
    arbitrary: object('rbac.authorization.k8s.io/v1', 'RoleBinding', fc.record({ roleRef, subjects })),
  },
  {
    weight: 1,
    arbitrary: object(
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBinding',
      fc.record({ roleRef, subjects }),
      clusterMeta,
    ),
  },
  { weight: 1, arbitrary: object('rbac.authorization.k8s.io/v1', 'Role', fc.record({ rules })) },
  {
    weight: 1,
    arbitrary: object('rbac.authorization.k8s.io/v1', 'ClusterRole', fc.record({ rules }), clusterMeta),
  },
  {
    weight: 1,
    arbitrary: object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      names.map(
        (name): RawTree => ({
          spec: { scaleTargetRef: { apiVersion: raw('apps/v1'), kind: raw('Deployment'), name: raw(name) } },
        }),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: object(
      'batch/v1',
      'CronJob',
      fc.record({ spec: fc.record({ jobTemplate: fc.record({ spec: fc.record({ template }) }) }) }),
    ),
  },
  {
    weight: 1,
    arbitrary: object(
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
  },
  {
    weight: 2,
    arbitrary: object(
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
  },
  { weight: 2, arbitrary: object('example.com/v1', 'Widget', fc.record({ spec: freeTree })) },
);
