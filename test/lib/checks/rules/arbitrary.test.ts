import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { formsOf } from '../../../../lib/checks/documentation';
import type { Rule } from '../../../../lib/checks/rule';
import * as flux from '../../../../lib/checks/rules/flux';
import * as helm from '../../../../lib/checks/rules/helm';
import * as jaeger from '../../../../lib/checks/rules/jaeger';
import * as resources from '../../../../lib/checks/rules/resources';
import type { Data } from '../../../../lib/documents';
import { collectorSubject, objectSubject, readTree } from '../../../../lib/platform';

const rules = [resources, flux, helm, jaeger].flatMap((folder) => Object.values<Rule>(folder));

const kinds = [
  ['v1', 'Service'],
  ['v1', 'Namespace'],
  ['v1', 'ConfigMap'],
  ['apps/v1', 'Deployment'],
  ['batch/v1', 'CronJob'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
  ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ['source.toolkit.fluxcd.io/v1', 'HelmRepository'],
  ['source.toolkit.fluxcd.io/v1', 'OCIRepository'],
  ['image.toolkit.fluxcd.io/v1', 'ImagePolicy'],
  ['image.toolkit.fluxcd.io/v1', 'ImageUpdateAutomation'],
  ['jaegertracing.io/v1', 'Jaeger'],
  ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector'],
] as const;

/** Every key that an example of a rule uses: with them, random data gets past the first question of a rule. */
const keys = [
  ...new Set(
    rules.flatMap(({ example }) =>
      parseAllDocuments(formsOf(example).wrong).flatMap((document) => keysOf(document.toJS() as unknown)),
    ),
  ),
];

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...keysOf(item),
  ]);
}

const scalar = fc.oneof(
  fc.constantFrom<Data>(
    null,
    true,
    false,
    0,
    -1,
    4318,
    1.5,
    '',
    '$',
    '${x',
    '${env:A}',
    '$$',
    'http',
    'a.b.svc',
    '{{ x }}',
  ),
  fc.string({ maxLength: 8 }),
);
const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    { weight: 2, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('data'), { maxLength: 3 }) },
    {
      weight: 4,
      arbitrary: fc.dictionary(fc.constantFrom(...keys), tie('data'), { maxKeys: 5, noNullPrototype: true }),
    },
  ),
}));

const object = fc
  .tuple(
    fc.constantFrom(...kinds),
    fc.record({ metadata: data, spec: data, data, subjects: data, roleRef: data, resources: data }),
  )
  .map(([[apiVersion, kind], rest]) => ({ ...rest, apiVersion, kind }));

/** Replaces one value of an example by another one, at any depth. */
const mutatedExample = fc
  .tuple(fc.constantFrom(...rules), fc.nat(), data)
  .map(([{ example }, position, value]) => {
    const documents = parseAllDocuments(formsOf(example).wrong).map(
      (document) => document.toJS() as { [key: string]: Data },
    );
    const places = documents.flatMap((document) => placesOf(document));
    const [holder, key] = places[position % Math.max(1, places.length)] ?? [];
    if (holder !== undefined && key !== undefined) holder[key] = value;
    return documents;
  });

function placesOf(value: Data): [holder: { [key: string]: Data }, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as { [key: string]: Data };
  return Object.keys(value).flatMap((key) => [
    [holder, key] as [typeof holder, string],
    ...placesOf(holder[key] ?? null),
  ]);
}

function freeze(value: Data): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
}

/** Runs every rule without the engine, which would catch what they throw; frozen data catches what they change. */
function runAll(objects: readonly { [key: string]: Data }[]): void {
  for (const each of objects) freeze(each);
  const subjects = objects
    .filter(({ apiVersion, kind }) => typeof apiVersion === 'string' && typeof kind === 'string')
    .map((each, index) =>
      objectSubject(each, {
        folder: index % 2 === 0 ? 'services' : 'services/bank',
        locate: () => ({ file: `f${index}.yaml` }),
      }),
    );
  const bare = objects.flatMap((each) =>
    each.receivers === undefined ? [] : [collectorSubject(each, { title: 'x', origin: 'bare' })],
  );
  const { tree } = readTree({ objects: subjects, collectors: bare, complete: true });
  for (const rule of rules) {
    if (rule.appliesTo === 'tree') [...rule.check(tree)];
    else if (rule.appliesTo === 'object') for (const subject of subjects) [...rule.check(subject, tree)];
    else if (rule.appliesTo === 'collector')
      for (const collector of tree.collectors) [...rule.check(collector)];
  }
}

test('no rule throws on arbitrary objects, and none changes them', () => {
  fc.assert(
    fc.property(fc.array(object, { maxLength: 5 }), (objects) =>
      runAll(objects as { [key: string]: Data }[]),
    ),
    { numRuns: 150 },
  );
});

test('no rule throws on its own example with any value replaced', () => {
  fc.assert(fc.property(mutatedExample, runAll), { numRuns: 400 });
});
