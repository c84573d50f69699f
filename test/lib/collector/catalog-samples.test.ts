import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectorAround } from '../../../conformance/collector/wrap';
import { configuration, emittedId } from '../../../lib/collector';
import {
  componentClasses,
  type FieldGroup,
  type FieldType,
  fieldsOf,
  typedComponents,
} from '../../../lib/collector/catalog';
import { samples } from '../../types/components';

const k8s = componentClasses.flatMap((kind) =>
  typedComponents(kind)
    .filter(({ distributions }) => distributions.includes('k8s'))
    .map((facts) => [`${kind} ${facts.type}`, facts] as const),
);

/** Places of a configuration that its fields do not explain. */
function unexplained(value: unknown, type: FieldType, at: string): string[] {
  if (value === null) return [];
  switch (type.kind) {
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, index) => unexplained(item, type.of, `${at}[${index}]`))
        : [at];
    case 'map':
      return entriesOf(value, at, (key, inner) => unexplained(inner, type.of, `${at}.${key}`));
    case 'object':
      return unexplainedFields(value, type.object, at);
    case 'oneOf': {
      const tried = type.of.map((member) => unexplained(value, member, at));
      return tried.some((places) => places.length === 0) ? [] : (tried.at(-1) ?? []);
    }
    case 'enumeration':
      return type.values.some((known) => known === value) ? [] : [at];
    case 'integer':
    case 'number':
      return typeof value === 'number' ? [] : [at];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [at];
    case 'any':
      return [];
    default:
      return typeof value === 'string' || type.kind === 'size' ? [] : [at];
  }
}

function unexplainedFields(value: unknown, group: FieldGroup, at: string): string[] {
  const missing = [...group.fields.values()]
    .filter(({ name, required }) => required && !Object.hasOwn(Object(value), name))
    .map(({ name }) => `${at}.${name} is missing`);
  const wrong = entriesOf(value, at, (key, inner) => {
    const known = group.fields.get(key)?.type ?? group.others;
    return known === undefined ? [`${at}.${key}`] : unexplained(inner, known, `${at}.${key}`);
  });
  return [...missing, ...wrong];
}

function entriesOf(value: unknown, at: string, each: (key: string, inner: unknown) => string[]): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
  return Object.entries(value).flatMap(([key, inner]) => each(key, inner));
}

describe.each(k8s)('%s', (_name, facts) => {
  test.each(['smallest', 'full'] as const)('%s configuration is built through its factory', (size) => {
    const component = samples[facts.class][facts.factory]?.[size];
    if (component === undefined) throw new Error('there is no sample');
    const { config } = configuration(collectorAround(component), { version: '0.158.0' });
    const section = config[`${facts.class}s`] as { [id: string]: unknown };
    const id = emittedId(component, '0.158.0');
    expect(id).toBe(facts.type);
    expect(Object.keys(section)).toContain(id);
    const fields = fieldsOf(facts.class, facts.type);
    if (fields === undefined) throw new Error('there are no fields');
    expect(unexplainedFields(section[id] ?? {}, fields.config, '')).toEqual([]);
  });
});

test('what the samples emit is what the real collector was asked about', () => {
  const emitted = Object.fromEntries(
    k8s.flatMap(([name, facts]) =>
      (['smallest', 'full'] as const).map((size) => {
        const component = samples[facts.class][facts.factory]?.[size];
        return [`${name} ${size}`, component === undefined ? null : bodyOf(component)];
      }),
    ),
  );
  const golden = JSON.parse(readFileSync(join(__dirname, 'golden', 'samples.json'), 'utf8')) as unknown;
  expect(emitted).toEqual(golden);
});

function bodyOf(component: NonNullable<(typeof samples)['receiver'][string]>['full']): unknown {
  const { config } = configuration(collectorAround(component), { version: '0.158.0' });
  const section = config[`${component.class}s`] as { [id: string]: unknown };
  return section[emittedId(component, '0.158.0')];
}
