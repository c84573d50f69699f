/**
 * Writes every field that the catalog has of a component at once and asks the real collector whether it can read them:
 * `node -r tsx/cjs conformance/collector/fields.ts`. What a value means is not judged, only that there is such a
 * field and that it takes a value of that type. Exit 1 where a field is not read.
 */
import { component, configuration, type Signal } from '../../lib/collector';
import {
  type ComponentFacts,
  componentClasses,
  type FieldGroup,
  type FieldType,
  fieldsOf,
  typedComponents,
} from '../../lib/collector/catalog';
import { LinkedCollector } from './linked';
import { collectorAround } from './wrap';

/** What the collector says where it cannot read a field, and not where it dislikes a value. */
const unread =
  /has invalid keys|expected type|expected a map|unconvertible type|field \S+ not found in type|unsupported type/;

function sampleOf(type: FieldType, choice: number, open: readonly FieldGroup[]): unknown {
  switch (type.kind) {
    case 'enumeration':
      return type.values.at(-1);
    case 'list':
      return [sampleOf(type.of, choice, open)];
    case 'map':
      return { key: sampleOf(type.of, choice, open) };
    case 'object':
      return open.includes(type.object) ? {} : groupValue(type.object, choice, open);
    case 'oneOf':
      return sampleOf(type.of[Math.min(choice, type.of.length - 1)] ?? { kind: 'any' }, choice, open);
    default:
      return scalars[type.kind];
  }
}

function groupValue(group: FieldGroup, choice: number, open: readonly FieldGroup[]): object {
  const inside = [...open, group];
  return Object.fromEntries(
    [...group.fields.values()].map((field) => [field.name, sampleOf(field.type, choice, inside)]),
  );
}

const scalars = {
  text: '1m',
  integer: 1,
  number: 0.5,
  boolean: true,
  duration: '1s',
  size: '1KiB',
  secret: 'text',
  listen: 'localhost:1',
  http: 'http://localhost:1',
  grpc: 'localhost:1',
  extension: 'file_storage',
  component: 'otlp',
  pipeline: 'traces/out',
  any: 'text',
} as const;

function collectorWith(facts: ComponentFacts, config: object) {
  const signals = (
    facts.class === 'connector' ? facts.pairs.map(([from]) => from) : facts.signals
  ) as Signal[];
  return collectorAround(
    component(facts.class, facts.type, config, { signals, gives: facts.pairs.map(([, to]) => to) }),
  );
}

async function main(): Promise<void> {
  const linked = await LinkedCollector.open();
  let asked = 0;
  let failed = 0;
  for (const facts of componentClasses.flatMap((kind) => typedComponents(kind))) {
    const version = linked.releaseOf(facts.class, facts.type);
    const fields = fieldsOf(facts.class, facts.type);
    if (version === undefined || fields === undefined) continue;
    for (const choice of [0, 1, 7, 14, 21, 28]) {
      const config = groupValue(fields.config, choice, []);
      const complaint = await linked.complaint(
        configuration(collectorWith(facts, config), { version }).config,
      );
      asked++;
      if (complaint === undefined || !unread.test(complaint)) continue;
      failed++;
      console.log(`${facts.class}.${facts.type} (choice ${choice}):\n${complaint}\n`);
    }
  }
  linked.close();
  console.log(`${asked} configurations asked, ${failed} with fields that the collector does not read`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
