import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { componentClasses, componentsOf, fieldsOf, typedComponents } from '../../../../lib/collector/catalog';
import { generateCollector } from '../../../../tools/schemas/import-collector';
import { readCatalog } from '../../../../tools/schemas/lib/collector/read';
import { keepUsedStructs } from '../../../../tools/schemas/lib/collector/used';

const root = join(__dirname, '..', '..', '..', '..');
const generated = join(root, 'imports', 'collector');

describe('imports/collector', () => {
  const files = generateCollector();

  test('regenerating changes nothing', () => {
    for (const [name, text] of files)
      expect({ name, text: readFileSync(join(generated, name), 'utf8') }).toEqual({ name, text });
  });

  test('holds what is generated, and values.ts', () => {
    expect(readdirSync(generated).sort()).toEqual([...files.keys(), 'values.ts'].sort());
  });

  test('stays within its budgets', () => {
    const bytes = readdirSync(generated).reduce((sum, name) => sum + statSync(join(generated, name)).size, 0);
    expect(bytes).toBeLessThan(1_700_000);
    expect(statSync(join(generated, 'components.json')).size).toBeLessThan(120_000);
  });
});

describe('schemas/collector', () => {
  const catalog = readCatalog(join(root, 'schemas', 'collector', '0.158.0'), '0.158.0');

  test('names each file after its component, and no component twice', () => {
    const names = readdirSync(join(root, 'schemas', 'collector', '0.158.0')).filter(
      (name) => name !== 'shared.yaml',
    );
    expect(catalog.components.map(({ class: kind, type }) => `${kind}.${type}.yaml`).sort()).toEqual(
      names.sort(),
    );
  });

  test('holds no shared struct that nothing reaches', () => {
    const used = keepUsedStructs(catalog.shared.structs, catalog.components);
    expect(Object.keys(catalog.shared.structs)).toEqual(Object.keys(used));
  });
});

describe('the distribution for Kubernetes', () => {
  const held = componentClasses.flatMap((kind) =>
    [...componentsOf(kind).values()].filter(({ distributions }) => distributions.includes('k8s')),
  );
  const typed = held.filter((facts) => facts.factory !== undefined);
  const inexact = typed.filter((facts) => fieldsOf(facts.class, facts.type)?.exact === false);

  test('has a typed factory for every component', () => {
    const list = inexact.map(({ class: kind, type }) => {
      const fields = fieldsOf(kind, type);
      return `  ${kind} ${type}: ${fields?.release === undefined ? 'no module of the release can be had; from tables' : fields.inexact.join('; ')}`;
    });
    process.stdout.write(
      `otelcol-k8s: ${held.length} components, ${typed.length} typed, ${typed.length - inexact.length} of them exactly; the others:\n${list.join('\n')}\n`,
    );
    expect(held).toHaveLength(69);
    expect(typed).toHaveLength(69);
  });

  test('has no component with an untyped body', () => {
    const open = typed.filter(({ class: kind, type }) => fieldsOf(kind, type)?.config.others?.kind === 'any');
    expect(open).toEqual([]);
  });

  test('has typed components of other distributions beside it', () => {
    const all = componentClasses.flatMap((kind) => typedComponents(kind));
    expect(all.length).toBeGreaterThanOrEqual(typed.length);
  });
});
