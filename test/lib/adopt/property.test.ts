import fc from 'fast-check';
import { adopt, readInputs } from '../../../lib/adopt';
import { AdoptNotes } from '../../../lib/adopt/notes';
import { withoutSecrets } from '../../../lib/adopt/secrets';
import { type Collector, configuration } from '../../../lib/collector';
import { type FieldGroup, type FieldType, fieldsOf, typedComponents } from '../../../lib/collector/catalog';
import { writeYaml } from '../../../lib/delivery';
import type { Data } from '../../../lib/documents';
import { canonical, run } from './running';

type Table = { readonly [key: string]: Data };

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '${env:A}',
    '${env:A:-b}',
    '${B}',
    '$$1',
    '${file:x}',
    '*/',
    '`${x}`',
    "it's",
    '"',
    '__proto__',
    '0.0.0.0:4317',
  ),
);
const anything = fc.oneof(
  texts,
  fc.integer({ min: -1e6, max: 1e6 }),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 2, noUnicodeString: false }).map((value) => value as Data),
);

/** Mostly what a field takes, sometimes anything. */
function valueFor(type: FieldType, depth: number): fc.Arbitrary<Data> {
  return fc.oneof({ weight: 12, arbitrary: fitting(type, depth) }, { weight: 1, arbitrary: anything });
}

function fitting(type: FieldType, depth: number): fc.Arbitrary<Data> {
  switch (type.kind) {
    case 'integer':
      return fc.integer({ min: 0, max: 1e9 });
    case 'number':
      return fc
        .double({ min: -1e6, max: 1e6, noNaN: true })
        .map((value) => (Object.is(value, -0) ? 0 : value));
    case 'boolean':
      return fc.boolean();
    case 'duration':
      return fc.constantFrom('5s', '1m30s', '0', '1h1m1s', '1h1m1s1ms', '1.5s', '.5s', '');
    case 'size':
      return fc.constantFrom(1024, '16MiB', '1MB', '1 MB');
    case 'pipeline':
      return fc.constantFrom('traces', 'traces/a', 'metrics');
    case 'extension':
      return fc.constantFrom('health_check', 'basicauth/none');
    case 'any':
      return anything;
    case 'enumeration':
      return fc.constantFrom(...type.values);
    case 'list':
      return fc.array(valueFor(type.of, depth - 1), { maxLength: depth > 0 ? 2 : 0 });
    case 'map':
      return fc.dictionary(texts, valueFor(type.of, depth - 1), { maxKeys: depth > 0 ? 2 : 0 });
    case 'object':
      return bodyOf(type.object, depth - 1);
    case 'oneOf':
      return fc.oneof(...type.of.map((one) => fitting(one, depth)));
    default:
      return texts;
  }
}

function bodyOf(group: FieldGroup, depth: number): fc.Arbitrary<Table> {
  const fields = [...group.fields.values()];
  if (depth < 0 || fields.length === 0) return fc.constant({});
  return fc
    .subarray(fields, { maxLength: Math.min(4, fields.length) })
    .chain((chosen) =>
      fc.record(Object.fromEntries(chosen.map(({ name, type }) => [name, valueFor(type, depth)]))),
    );
}

function componentOf(kind: 'receiver' | 'processor' | 'exporter'): fc.Arbitrary<[string, Data]> {
  const types = typedComponents(kind).map(({ type }) => type);
  return fc.tuple(fc.constantFrom(...types), fc.constantFrom('', '/a', '/b-2')).chain(([type, name]) => {
    const fields = fieldsOf(kind, type);
    const body =
      fields === undefined ? fc.constant({}) : fc.oneof(bodyOf(fields.config, 3), fc.constant(null));
    return fc.tuple(fc.constant(`${type}${name}`), body);
  });
}

const configs = fc
  .record({
    receivers: fc.array(componentOf('receiver'), { minLength: 1, maxLength: 3 }),
    processors: fc.array(componentOf('processor'), { maxLength: 3 }),
    exporters: fc.array(componentOf('exporter'), { minLength: 1, maxLength: 3 }),
    own: fc.dictionary(texts, anything, { maxKeys: 4 }),
    signal: fc.constantFrom('traces', 'metrics', 'logs'),
  })
  .map(({ receivers, processors, exporters, own, signal }): Table => {
    const sections = {
      receivers: Object.fromEntries(receivers),
      processors: { ...Object.fromEntries(processors), 'ours/x': own },
      exporters: Object.fromEntries(exporters),
    };
    const members = Object.fromEntries(
      Object.entries(sections).map(([role, section]) => [role, Object.keys(section)]),
    );
    return {
      ...sections,
      extensions: { health_check: {} },
      service: { extensions: ['health_check'], pipelines: { [signal]: members } },
    };
  });

it('whatever the fields hold, what is carried without a word is equal', () => {
  let carried = 0;
  fc.assert(
    fc.property(configs, (config) => {
      const [input] = readInputs('random.yaml', writeYaml(config));
      if (input === undefined) throw new Error('not found');
      const program = adopt(input);
      const { adopted } = run(program.code);
      if (program.notes.some(({ kind }) => kind === 'lost')) return;
      carried++;
      const after = configuration(adopted as Collector, { version: program.version }).config;
      expect(canonical(after)).toEqual(canonical(withoutSecrets(input, new AdoptNotes()).input.config));
    }),
    { numRuns: 200, seed: 20261124 },
  );
  expect(carried).toBeGreaterThan(150);
});
