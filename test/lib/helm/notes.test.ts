import { effectiveConfig } from '../../../lib/helm';

function warnings(values: object): readonly string[] {
  const result = effectiveConfig({
    chartVersion: '0.170.0',
    release: 'gateway',
    namespace: 'observability',
    values: { mode: 'daemonset', image: { repository: 'otel/opentelemetry-collector-k8s' }, ...values },
  });
  if (!result.ok) throw new Error(result.reason);
  return result.warnings;
}

const resources = { limits: { memory: '100Mi' } };

test.each([
  [
    'nothing is limited',
    {},
    [
      'No resource requests or limits are set: write `resources`.',
      'useGOMEMLIMIT is on without a memory limit, so GOMEMLIMIT is not set: write resources.limits.memory.',
    ],
  ],
  [
    'processor time alone is limited',
    { resources: { limits: { cpu: '1' } } },
    ['useGOMEMLIMIT is on without a memory limit, so GOMEMLIMIT is not set: write resources.limits.memory.'],
  ],
  ['memory is limited', { resources }, []],
  [
    'traffic leaves the node',
    { resources, service: { enabled: true, internalTrafficPolicy: 'Cluster' } },
    ['service.internalTrafficPolicy Cluster is not recommended for a daemonset: use Local.'],
  ],
  [
    'traffic leaves the node of a deployment',
    { resources, mode: 'deployment', service: { internalTrafficPolicy: 'Cluster' } },
    [],
  ],
])('the notes of the chart where %s', (_, values, expected) => {
  expect(warnings(values)).toEqual(expected);
});

test.each([
  ['serviceAccount', { annotations: { a: '{{ randAlphaNum 5 }}' } }, 'serviceAccount.annotations.a'],
  ['service', { annotations: { a: '{{ randAlphaNum 5 }}' } }, 'service.annotations.a'],
  ['clusterRole', { annotations: { a: '{{ randAlphaNum 5 }}' } }, 'clusterRole.annotations.a'],
  ['podAnnotations', { a: '{{ randAlphaNum 5 }}' }, 'podAnnotations.a'],
  ['podLabels', { a: '{{ randAlphaNum 5 }}' }, 'podLabels.a'],
  ['annotations', { a: '{{ randAlphaNum 5 }}' }, 'annotations.a'],
  ['additionalLabels', { a: '{{ randAlphaNum 5 }}' }, 'additionalLabels.a'],
  ['extraContainers', [{ name: 'a', image: '{{ randAlphaNum 5 }}' }], 'extraContainers[0].image'],
  ['initContainers', [{ name: 'a', image: '{{ randAlphaNum 5 }}' }], 'initContainers[0].image'],
])('a template in %s that is not evaluated here is told', (field, value, place) => {
  expect(warnings({ resources, [field]: value })).toEqual([
    expect.stringMatching(
      new RegExp(`^${place.replace(/[[\].]/g, '\\$&')} holds \\{\\{ \\}\\}, which Helm evaluates`),
    ),
  ]);
});
