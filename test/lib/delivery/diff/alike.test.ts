import {
  type EnvironmentDiff,
  formatMarkdown,
  formatText,
  type ObjectDiff,
} from '../../../../lib/delivery/diff';

const changed = (name: string, path: string, before: string, after: string): ObjectDiff => ({
  change: 'changed',
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'telemetry',
  name,
  file: `telemetry/${name}.yaml`,
  fields: [{ change: 'changed', path, before, after }],
  remarks: [],
  told: [],
});

const diffOf = (environment: string, ...objects: ObjectDiff[]): EnvironmentDiff => ({
  environment,
  objects,
  restarts: [{ object: 'ConfigMap telemetry/gateway', reason: 'image', certain: true }],
  deletions: [],
  warnings: [],
});
const names = Array.from({ length: 29 }, (_, index) => `cluster-${index + 1}`);
const text = (environments: EnvironmentDiff[]) => formatText({ environments, problems: [] });

describe('a difference of many clusters', () => {
  test('tells the same change once, and for whom', () => {
    const shown = text(names.map((name) => diffOf(name, changed('gateway', 'data.retention', '72h', '96h'))));
    expect(shown).toMatch(/^the same change in 29 clusters: 1 object changed\n {2}cluster-1, cluster-2, /);
    expect(shown.match(/data\.retention/g)).toHaveLength(1);
    expect(shown.match(/Pods that restart/g)).toHaveLength(1);
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    for (const name of names) expect(shown).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('tells beside it what is different in one', () => {
    const shared = changed('gateway', 'data.retention', '72h', '96h');
    const own = changed('agent', 'data.share', '10', '5');
    const shown = text([...names.map((name) => diffOf(name, shared)), diffOf('lab', shared, own)]);
    expect(shown).toMatch(/^the same change in 30 clusters: 1 object changed/);
    expect(shown).toMatch(
      /\nlab: 1 object changed\n\n {2}~ ConfigMap telemetry\/agent\n {6}data\.share 10 → 5\n/,
    );
    expect(shown.match(/data\.share/g)).toHaveLength(1);
  });

  test('takes changes for the same that differ in the name of the cluster alone', () => {
    const shown = text(
      ['eu-1', 'us-1'].map((name) =>
        diffOf(name, changed('gateway', 'data.bucket', `traces-${name}`, `spans-${name}`)),
      ),
    );
    expect(shown).toContain('the same change in 2 clusters: 1 object changed\n  eu-1, us-1\n');
    expect(shown).toContain('data.bucket traces-<environment> → spans-<environment>');
  });

  test('keeps apart what differs in a value', () => {
    const shown = text([
      diffOf('eu-1', changed('gateway', 'data.retention', '72h', '96h')),
      diffOf('us-1', changed('gateway', 'data.retention', '24h', '96h')),
    ]);
    expect(shown).not.toContain('the same change in 2 clusters: 1 object');
    expect(shown).toContain('eu-1: 1 object changed');
    expect(shown).toContain('us-1: 1 object changed');
  });

  test('of one cluster is told under its name', () => {
    expect(text([diffOf('change', changed('gateway', 'data.kind', 'change', 'other'))])).toContain(
      'change: 1 object changed\n\n  ~ ConfigMap telemetry/gateway\n      data.kind change → other\n',
    );
  });

  test('is grouped in Markdown, too', () => {
    const shown = formatMarkdown({
      environments: names.map((name) => diffOf(name, changed('gateway', 'data.retention', '72h', '96h'))),
      problems: [],
    });
    expect(shown).toMatch(/^### the same change in 29 clusters: 1 object changed\n\ncluster/);
    expect(shown.match(/retention/g)).toHaveLength(1);
  });
});
