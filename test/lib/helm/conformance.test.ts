import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { effectiveConfig, type ObjectName, objectName } from '../../../lib/helm';
import { casesFolder, storedVersions } from './stored-cases';

interface Case {
  name: string;
  release: string;
  namespace: string;
  values: unknown;
  expect:
    | { fails: unknown }
    | { config: unknown; objects: ObjectName[]; ports: unknown; env: string[]; image: string };
}

function read(file: string): Case[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function sorted(objects: readonly ObjectName[]): string[] {
  return objects.map(({ kind, name, namespace }) => `${kind} ${namespace ?? ''}/${name}`).sort();
}

function verify(chartVersion: string, { values, release, namespace, expect: expected }: Case): void {
  const before = JSON.stringify(values);
  const result = effectiveConfig({ chartVersion, values, release, namespace });
  expect(JSON.stringify(values)).toBe(before);
  if ('fails' in expected) {
    expect(result).toEqual({ ok: false, reason: expect.stringMatching(/\S/) });
    return;
  }
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  expect(result.config).toStrictEqual(expected.config);
  expect(sorted(result.objects.map(objectName))).toEqual(sorted(expected.objects));
  expect(result.ports).toEqual(expected.ports);
  expect(result.env).toEqual(expected.env);
  expect(result.image).toBe(expected.image);
}

describe.each(storedVersions)('cases rendered with chart %s', (version) => {
  const cases = read(join(casesFolder, `${version}.json`));
  test.each(cases.map((one): [string, Case] => [one.name, one]))('%s', (_name, one) => verify(version, one));
});

// Cases outside the repository: read where they are, so that the repository stands alone without them.
const shared = resolve(
  process.env.OTELFLUX_SHARED ?? join(__dirname, '../../../../shared'),
  'conformance/helm',
);

test('cases of the shared folder, where there is one', () => {
  const counts = storedVersions.map((version) => {
    const file = join(shared, `${version}.json`);
    const cases = existsSync(file) ? read(file) : [];
    for (const one of cases) verify(version, one);
    const failing = cases.filter(({ expect: expected }) => 'fails' in expected).length;
    return `chart ${version}: ${cases.length} cases agree, ${failing} of them failing`;
  });
  process.stderr.write(`${counts.join('\n')}\n`);
  expect(counts).toHaveLength(storedVersions.length);
});
