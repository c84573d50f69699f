import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { type CustomResourceDefinition, isJson, type Json, readDefinitions } from './crds';
import { type Cut, cuts, importedKinds } from './cuts';

const untypedValue: Json = { 'x-kubernetes-preserve-unknown-fields': true };

/** Replaces a schema by one that gives no type: a list of anything for lists, anything for the rest. */
function untyped(schema: Json): Json {
  return schema.type === 'array' ? { type: 'array', items: untypedValue } : untypedValue;
}

/**
 * Prepares a schema for `cdk8s import`, which drops unknown fields of a schema that preserves them beside known ones,
 * and which makes fields of format date-time unusable.
 */
function forImport(schema: Json, cut: Cut | undefined, path: readonly string[]): Json {
  if (schema['x-kubernetes-preserve-unknown-fields'] === true && path.length > 0) return untyped(schema);
  const result: Json = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'x-kubernetes-validations' || (key === 'format' && value === 'date-time')) continue;
    if (key === 'properties' && isJson(value)) {
      result.properties = Object.fromEntries(
        Object.entries(value).map(([name, child]) => [name, propertyForImport(name, child, cut, path)]),
      );
    } else if ((key === 'items' || key === 'additionalProperties') && isJson(value)) {
      result[key] = forImport(value, cut, path);
    } else result[key] = value;
  }
  return result;
}

function propertyForImport(
  name: string,
  schema: unknown,
  cut: Cut | undefined,
  path: readonly string[],
): unknown {
  if (!isJson(schema)) return schema;
  const here = [...path, name];
  const below = here[0] === 'spec' ? here.slice(1).join('.') : undefined;
  const cutHere = below !== undefined && (cut?.untyped.includes(name) || cut?.untypedPaths?.includes(below));
  return cutHere ? untyped(schema) : forImport(schema, cut, here);
}

/** The definition that `cdk8s import` reads: cut as `schemas/cuts.ts` says. */
export function definitionForImport(definition: CustomResourceDefinition): CustomResourceDefinition {
  const cut = cuts.find(({ kind }) => kind === definition.spec.names.kind);
  const versions = definition.spec.versions.map((version) => ({
    ...version,
    schema: { openAPIV3Schema: forImport(version.schema.openAPIV3Schema, cut, []) },
  }));
  return { ...definition, spec: { ...definition.spec, versions } };
}

function runImport(definitions: string, output: string): void {
  const cli = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
  const flags = ['--no-save', '--no-check-upgrade', '--language', 'typescript', '--output', output];
  const run = spawnSync(process.execPath, [cli, 'import', ...flags, definitions], {
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  });
  if (run.status !== 0) throw new Error(`cdk8s import failed: ${run.stderr || run.stdout}`);
}

/**
 * Writes the constructs of the custom resources into a folder, one file an API group, without any network.
 *
 * @param output folder to write to, created where it does not exist; other files in it stay
 * @returns names of the files written
 * @throws Error with the output of `cdk8s import` when that fails
 */
export function importCustomResources(output: string): string[] {
  const work = mkdtempSync(join(tmpdir(), 'otelflux-import-'));
  try {
    const definitions = readDefinitions().filter(({ spec }) => importedKinds.includes(spec.names.kind));
    const input = join(work, 'definitions.yaml');
    writeFileSync(input, definitions.map((d) => stringify(definitionForImport(d))).join('---\n'));
    const generated = join(work, 'out');
    runImport(input, generated);
    mkdirSync(output, { recursive: true });
    const names = readdirSync(generated).sort();
    for (const name of names) writeFileSync(join(output, name), readFileSync(join(generated, name)));
    return names;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
