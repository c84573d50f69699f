import {
  type ComponentFacts,
  componentClasses,
  componentsOf,
  distributions,
  fieldsOf,
  typedComponents,
} from '../../../lib/collector/catalog';

const current = componentClasses
  .flatMap((kind) => [...componentsOf(kind).values()])
  .filter(({ until }) => until === undefined);

/** `reflection 0.158.0`, `source 0.124.1`, `tables`, or `untyped`. */
function originOf(facts: ComponentFacts): string {
  const fields = fieldsOf(facts.class, facts.type);
  if (fields === undefined) return 'untyped';
  return [fields.from, fields.release].filter((word) => word !== undefined).join(' ');
}

function countsOf(held: readonly ComponentFacts[]): { [origin: string]: number } {
  const counts: { [origin: string]: number } = {};
  for (const origin of held.map(originOf).sort()) counts[origin] = (counts[origin] ?? 0) + 1;
  return counts;
}

describe('typed components', () => {
  test('are counted by distribution and by where their fields come from', () => {
    const lines = [...distributions, 'none that is published'].map((distribution) => {
      const held = current.filter((facts) =>
        distributions.some((name) => name === distribution)
          ? facts.distributions.includes(distribution)
          : facts.distributions.length === 0,
      );
      const counts = Object.entries(countsOf(held)).map(([origin, count]) => `${count} ${origin}`);
      return `  ${distribution}: ${held.length} components: ${counts.join(', ')}`;
    });
    const open = current.filter((facts) => originOf(facts) === 'untyped');
    const reasons = open.map(({ class: kind, type, untyped }) => `  ${kind} ${type}: ${untyped}`);
    process.stdout.write(`${lines.join('\n')}\nnot typed:\n${reasons.join('\n')}\n`);
    const contrib = current.filter((facts) => facts.distributions.includes('contrib'));
    expect(contrib.filter((facts) => originOf(facts) !== 'untyped').length).toBeGreaterThanOrEqual(227);
  });

  test('that are missing say why, the others do not', () => {
    const silent = current.filter((facts) => originOf(facts) === 'untyped' && facts.untyped === undefined);
    const wordy = current.filter((facts) => originOf(facts) !== 'untyped' && facts.untyped !== undefined);
    expect([...silent, ...wordy].map(({ class: kind, type }) => `${kind} ${type}`)).toEqual([]);
  });

  test('are those that have fields', () => {
    const typed = componentClasses.flatMap((kind) => typedComponents(kind));
    expect(typed.filter(({ class: kind, type }) => fieldsOf(kind, type) === undefined)).toEqual([]);
  });

  test.each([
    ['exporter', 'splunk_hec', 'token', 'secret'],
    ['exporter', 'datadog', 'api', 'object'],
    ['exporter', 'googlecloud', 'project', 'text'],
    ['exporter', 'awscloudwatchlogs', 'log_group_name', 'text'],
    ['exporter', 'azuremonitor', 'connection_string', 'secret'],
    ['exporter', 'kafka', 'brokers', 'list'],
    ['extension', 'sigv4auth', 'assume_role', 'object'],
    ['receiver', 'redis', 'endpoint', 'text'],
    ['receiver', 'postgresql', 'databases', 'list'],
  ] as const)('%s %s has %s', (kind, type, field, expected) => {
    expect(fieldsOf(kind, type)?.config.fields.get(field)?.type.kind).toBe(expected);
  });
});
