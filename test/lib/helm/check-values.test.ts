import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkValues, findChart } from '../../../lib/helm';
import type { Data, Table } from '../../../lib/helm/data';
import { isTable } from '../../../lib/helm/data';
import { original } from './original';

function problems(values: unknown, chartVersion = '0.170.0'): string[] {
  return checkValues(chartVersion, values).map(({ path, message }) => `${path.join('/')}: ${message}`);
}

test('the original values pass on both charts', () => {
  expect(problems(original)).toEqual([]);
  expect(problems(original, '0.109.0')).toEqual([]);
});

test('all problems at once, each with its path and what to write', () => {
  const values = {
    ...original,
    mode: 'Deployment',
    replicaCount: '2',
    image: { repositry: 'otel/x', pullPolicy: 'always' },
    resources: { limits: { memory: 512 } },
    ports: { mine: { containerPort: 1 } },
    service: { enabled: null },
    extraEnvs: [{ name: 'A' }, 'B'],
    lifecycleHooks: { preStop: {} },
  };
  expect(problems(values)).toEqual([
    'mode: mode is "Deployment": write one of daemonset, deployment, statefulset, "", most likely deployment.',
    'image/repositry: image.repositry is not a value of this chart version: write `repository`.',
    'image/pullPolicy: image.pullPolicy is "always": write one of IfNotPresent, Always, Never, most likely Always.',
    'extraEnvs/1: extraEnvs[1] is "B" where the chart takes a map.',
    'ports/mine: ports.mine lacks `enabled`: write it.',
    'resources/limits/memory: resources.limits.memory is 512 where the chart takes text.',
    'lifecycleHooks/preStop: lifecycleHooks.preStop must have exactly one of its kinds: write one of them, and no other.',
    'replicaCount: replicaCount is "2" where the chart takes a whole number.',
    'service/enabled: service.enabled is null where the chart takes true or false: leave the key out, or write a value.',
  ]);
});

test('what a later chart brought is unknown to an earlier one', () => {
  const values = {
    ...original,
    rewriteDeprecatedComponentNames: false,
    presets: { profiling: { enabled: true } },
  };
  expect(problems(values)).toEqual([]);
  expect(problems(values, '0.109.0').map((problem) => problem.split(':')[0])).toEqual([
    'rewriteDeprecatedComponentNames',
    'presets/profiling',
  ]);
});

test('a default fills what the schema requires, and null deletes it', () => {
  expect(problems({ ...original, ports: { otlp: { servicePort: 9999 } } })).toEqual([]);
  expect(problems({ ...original, ports: { otlp: { enabled: null } } })).toEqual([
    'ports/otlp: ports.otlp lacks `enabled`: write it.',
  ]);
});

test('values that are not a map and charts that are not modelled are one problem each', () => {
  expect(problems([])).toHaveLength(1);
  expect(problems(original, '0.115.2')).toEqual([
    ': There is no chart version 0.115.2: the nearest are 0.115.0 and 0.116.0.',
  ]);
});

/** Both schemas in one notation: references resolved, words for people left out. */
function plain(schema: Data | undefined): Data {
  if (!isTable(schema)) return schema ?? null;
  const alternatives = schema.$ref === undefined ? schema.type : ['integer', 'string'];
  const result: Table = {};
  if (alternatives !== undefined)
    result.type = Array.isArray(alternatives) ? [...alternatives].sort() : alternatives;
  if (Array.isArray(schema.enum)) result.enum = [...schema.enum].sort();
  if (Array.isArray(schema.required) && schema.required.length > 0)
    result.required = [...schema.required].sort();
  if (isTable(schema.properties)) {
    const properties = Object.entries(schema.properties).map(([key, value]): [string, Data] => [
      key,
      plain(value),
    ]);
    if (properties.length > 0) result.properties = Object.fromEntries(properties);
  }
  const others = isTable(schema.patternProperties)
    ? schema.patternProperties['.*']
    : schema.additionalProperties;
  if (others === false || isTable(others)) result.others = plain(others);
  if (isTable(schema.items) && Object.keys(schema.items).length > 0) result.items = plain(schema.items);
  if (Array.isArray(schema.oneOf)) result.oneOf = schema.oneOf.map(plain);
  return result;
}

const facts = resolve(
  process.env.OTELFLUX_SHARED ?? join(__dirname, '../../../../shared'),
  'facts/helm/opentelemetry-collector-0.170.0/values.schema.json',
);

test('the schema in our notation requires what the chart requires, where its facts are at hand', () => {
  const known = existsSync(facts) ? JSON.parse(readFileSync(facts, 'utf8')) : findChart('0.170.0')?.schema;
  expect(plain(findChart('0.170.0')?.schema)).toEqual(plain(known));
});

test('several problems of one place are told, each once', () => {
  const values = { ...original, ingress: { hosts: [{ paths: [{}, { path: '/' }] }] } };
  const lacks = (path: number, key: string) =>
    `ingress/hosts/0/paths/${path}: ingress.hosts[0].paths[${path}] lacks \`${key}\`: write it.`;
  expect(problems(values)).toEqual([
    lacks(0, 'path'),
    lacks(0, 'pathType'),
    lacks(0, 'port'),
    lacks(1, 'pathType'),
    lacks(1, 'port'),
  ]);
});
