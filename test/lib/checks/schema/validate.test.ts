import Ajv from 'ajv';
import fc from 'fast-check';
import type { Data } from '../../../../lib/checks';
import { schemaCatalog } from '../../../../lib/checks/schema/catalog';
import type { Schema } from '../../../../lib/checks/schema/schema';
import { validate } from '../../../../lib/checks/schema/validate';
import { nearest } from '../../../../lib/documents';

const { builtInKinds, isNamespaced, kindSchema, servedVersions } = schemaCatalog();

function problems(object: { apiVersion: string; kind: string; [key: string]: Data }): string[] {
  const schema = kindSchema(object.apiVersion, object.kind);
  if (schema === undefined) throw new Error(`no schema of ${object.kind}`);
  return validate(schema, object).map(({ kind, path }) => `${kind} ${path.join('.')}`);
}

const container = { name: 'expenses', image: 'expenses:1.0.0' };
const deployment = (pod: { [key: string]: Data }, spec: { [key: string]: Data } = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'expenses', namespace: 'develop' },
  spec: {
    selector: { matchLabels: { app: 'expenses' } },
    template: { metadata: { labels: { app: 'expenses' } }, spec: { containers: [container], ...pod } },
    ...spec,
  },
});
const withContainer = (more: { [key: string]: Data }) =>
  deployment({ containers: [{ ...container, ...more }] });
const inContainer = 'spec.template.spec.containers.0';

describe('objects of Kubernetes', () => {
  test.each<[string, { [key: string]: Data }, string[]]>([
    ['an unknown field', { imagePulPolicy: 'Always' }, [`unknown ${inContainer}.imagePulPolicy`]],
    [
      'a word that is none of the allowed',
      { imagePullPolicy: 'always' },
      [`range ${inContainer}.imagePullPolicy`],
    ],
    ['a number for text', { env: [{ name: 'A', value: 1 }] }, [`type ${inContainer}.env.0.value`]],
    ['a missing name', { env: [{ value: '1' }] }, [`missing ${inContainer}.env.0.name`]],
    [
      'a port out of range',
      { ports: [{ containerPort: 65536 }] },
      [`range ${inContainer}.ports.0.containerPort`],
    ],
    [
      'a fraction for a whole number',
      { ports: [{ containerPort: 80.5 }] },
      [`type ${inContainer}.ports.0.containerPort`],
    ],
    [
      'a bad quantity',
      { resources: { limits: { memory: '1 Gi' } } },
      [`range ${inContainer}.resources.limits.memory`],
    ],
    ['good quantities', { resources: { limits: { memory: '1Gi', cpu: 0.5, 'nvidia.com/gpu': 1 } } }, []],
    ['null for absent', { resources: null, env: [] }, []],
    ['null in a list', { args: ['a', null] }, [`type ${inContainer}.args.1`]],
    [
      'a variable of a substitution',
      { ports: [{ containerPort: '${PORT}' }], imagePullPolicy: '${POLICY}' },
      [],
    ],
    ['a port by name', { livenessProbe: { httpGet: { path: '/', port: 'http' } } }, []],
    ['a list for a map', { resources: [] }, [`type ${inContainer}.resources`]],
  ])('%s', (_, more, expected) => {
    expect(problems(withContainer(more))).toEqual(expected);
  });

  test('need a name of the form that their kind demands', () => {
    const named = (kind: string, name: string) => problems({ apiVersion: 'v1', kind, metadata: { name } });
    expect(named('Namespace', 'a.b')).toEqual(['range metadata.name']);
    expect(named('ConfigMap', 'a.b')).toEqual([]);
    expect(named('ConfigMap', 'A')).toEqual(['range metadata.name']);
    expect(problems({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} })).toEqual([
      'missing metadata.name',
    ]);
    expect(problems({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } })).toEqual([]);
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'system:x' },
    };
    expect(problems(role)).toEqual([]);
  });

  test('may carry what a cluster adds', () => {
    const found = problems({
      ...deployment({}),
      status: { anything: 1 },
      metadata: { name: 'a', creationTimestamp: null, uid: 'x', resourceVersion: '1', managedFields: [] },
    });
    expect(found).toEqual([]);
  });

  test('are known by group and version', () => {
    expect(servedVersions('autoscaling', 'HorizontalPodAutoscaler').sort()).toEqual([
      'autoscaling/v1',
      'autoscaling/v2',
    ]);
    expect(builtInKinds('apps')).toContain('DaemonSet');
    expect(builtInKinds('example.org')).toBeUndefined();
    expect(isNamespaced('v1', 'Namespace')).toBe(false);
    expect(isNamespaced('helm.toolkit.fluxcd.io/v2', 'HelmRelease')).toBe(true);
    expect(isNamespaced('example.org/v1', 'Thing')).toBeUndefined();
    expect(kindSchema('__proto__', 'constructor')).toBeUndefined();
  });
});

describe('custom resources', () => {
  const release = (spec: { [key: string]: Data }) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'a', namespace: 'b' },
    spec: { interval: '5m', ...spec },
  });
  const chart = { spec: { chart: 'x', sourceRef: { kind: 'HelmRepository', name: 'r' } } };

  test.each<[string, { [key: string]: Data }, string[]]>([
    ['free values', { chart, values: { any: { snake_case: [1, null] } } }, []],
    ['a broken rule', { chart, chartRef: { kind: 'OCIRepository', name: 'x' } }, ['rule spec']],
    [
      'a rule about one field',
      { chart, upgrade: { strategy: { name: 'RemediateOnFailure', retryInterval: '5m' } } },
      ['rule spec.upgrade.strategy.retryInterval'],
    ],
    [
      'a satisfied rule',
      { chart, upgrade: { strategy: { name: 'RetryOnFailure', retryInterval: '5m' } } },
      [],
    ],
    ['a bad duration', { chart, timeout: '1d' }, ['range spec.timeout']],
    ['the shortest and the longest name', { chart, releaseName: 'a', targetNamespace: 'a'.repeat(63) }, []],
    ['no name', { chart, releaseName: '' }, ['range spec.releaseName']],
    ['a name too long', { chart, releaseName: 'a'.repeat(54) }, ['range spec.releaseName']],
    ['a variable', { chart, timeout: '${TIMEOUT}' }, []],
    [
      'null, which server-side apply takes for a value',
      { chart, timeout: null, values: null },
      ['null spec.timeout'],
    ],
    ['null for what has a default', { chart: { spec: { ...chart.spec, version: null } } }, []],
  ])('%s', (_, spec, expected) => {
    expect(problems(release(spec))).toEqual(expected);
  });

  test('need a spec, which the definitions of Flux leave optional', () => {
    const { spec, ...rest } = release({});
    expect(spec).toBeDefined();
    expect(problems(rest)).toEqual(['missing spec']);
  });

  test('are judged by the whole definition, not by what imports/ types', () => {
    const jaeger = (spec: { [key: string]: Data }) =>
      problems({ apiVersion: 'jaegertracing.io/v1', kind: 'Jaeger', metadata: { name: 'a' }, spec });
    expect(jaeger({ volumes: [{ name: 'a', emptyDir: {} }], agent: { options: { a: { b: 1 } } } })).toEqual(
      [],
    );
    expect(jaeger({ volumes: [{ name: 'a', emptyDri: {} }] })).toEqual(['unknown spec.volumes.0.emptyDri']);
    expect(jaeger({ collector: { storage: {} } })).toEqual(['unknown spec.collector.storage']);
  });
});

test('the nearest word is told only where it is near', () => {
  expect(nearest('imagePulPolicy', ['image', 'imagePullPolicy'])).toBe('imagePullPolicy');
  expect(nearest('image_pull_policy', ['image', 'imagePullPolicy'])).toBe('imagePullPolicy');
  expect(nearest('colour', ['image', 'imagePullPolicy'])).toBeUndefined();
});

/** The same schema for a general validator: references resolved, maps closed, quantities and ports as alternatives. */
function general(schema: Schema, definition: (name: string) => Schema | undefined, depth = 0): object {
  if (schema.$ref !== undefined)
    return depth > 12 ? {} : general(definition(schema.$ref) ?? {}, definition, depth + 1);
  const { properties, items, additionalProperties, required, enum: words, minimum, maximum, type } = schema;
  if (schema['x-kubernetes-int-or-string'] === true) return { type: ['integer', 'number', 'string'] };
  const isFree = schema['x-kubernetes-preserve-unknown-fields'] === true || properties === undefined;
  const below = Object.entries(properties ?? {}).map(([name, child]) => [
    name,
    general(child, definition, depth),
  ]);
  return {
    ...(type === undefined ? {} : { type }),
    ...(below.length > 0 ? { properties: Object.fromEntries(below) } : {}),
    ...(type === 'object' && !isFree && additionalProperties === undefined
      ? { additionalProperties: false }
      : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: general(additionalProperties, definition, depth) }
      : {}),
    ...(items === undefined ? {} : { items: general(items, definition, depth) }),
    ...(required === undefined ? {} : { required }),
    ...(words === undefined ? {} : { enum: words }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

describe('beside a general validator', () => {
  const kinds: [string, string][] = [
    ['v1', 'Service'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['source.toolkit.fluxcd.io/v1', 'HelmRepository'],
  ];

  test.each(kinds)('%s %s: random documents are judged alike', (apiVersion, kind) => {
    const schema = kindSchema(apiVersion, kind);
    if (schema === undefined) throw new Error('no schema');
    const { 'x-name': _, ...root } = schema.schema;
    const judge = new Ajv({ strict: false, validateFormats: false }).compile(
      general(root, schema.definition),
    );
    const words = [...JSON.stringify(general(root, schema.definition)).matchAll(/"(\w{2,30})":\{/g)].map(
      ([, word]) => word ?? '',
    );
    const leaf = fc.oneof(
      fc.integer({ min: -2, max: 70000 }),
      fc.constantFrom('TCP', 'http', 'a', '5m'),
      fc.boolean(),
    );
    const { tree } = fc.letrec<{ tree: Data }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.array(tie('tree'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom(...new Set(words)), tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (spec) => {
        const object = { apiVersion, kind, metadata: { name: 'a' }, spec } as unknown as Data;
        const found = validate({ ...schema, schema: root }, object).filter((one) =>
          isShared(one.kind, one.message),
        );
        const judged = judge(object);
        if (judged) expect(found).toEqual([]);
        else expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 400, seed: 5 },
    );
  });

  /** What the general validator is not told: patterns, lengths, rules. */
  function isShared(kind: string, message: string): boolean {
    return kind !== 'rule' && !/does not match|no duration|no quantity|is empty|characters/.test(message);
  }
});
