import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import type { CollectorSubject } from '../lib/checks';
import { readYaml, sortedBy } from '../lib/documents';
import { readSources, readTree } from '../lib/platform';
import {
  type ConfigurationData,
  type Pipelines,
  pipelinesOf,
  readTestFile,
  runTest,
  type TestFile,
  TestFileFault,
} from '../lib/testing';
import { endedBy, reasonOf, WrongUse } from './ending';
import { show, showJson, tell } from './output';
import { readInputs, textOf } from './sources';

interface Result {
  readonly file: string;
  readonly test: string;
  readonly failures: readonly string[];
  readonly skipped: readonly string[];
}

const suffix = '.telemetry.yaml';

/** `otelflux test`: runs pipelines on telemetry and compares what exporters get. Exit status 0, 1 a test fails, 2 wrong use. */
export function testCommand(): Command {
  return new Command('test')
    .description(
      `Run the pipelines of collectors on telemetry, in the collector's own code, and compare what their exporters get: files *${suffix}.`,
    )
    .argument('[path...]', `files *${suffix} or folders with them`, ['.'])
    .option('--json', 'print the outcome of each test for programs')
    .action(async (paths: string[], options: { json?: boolean }) => {
      process.exitCode = await run(paths, options.json === true);
    });
}

async function run(paths: readonly string[], isJson: boolean): Promise<number> {
  try {
    const files = paths.flatMap(testFiles);
    if (files.length === 0) throw new WrongUse(`there is no file *${suffix} in ${paths.join(', ')}`);
    const results: Result[] = [];
    for (const file of files) results.push(...(await runFile(file)));
    if (isJson) showJson({ tests: results });
    else show(results.map(described).join(''));
    const failed = results.filter(({ failures }) => failures.length > 0).length;
    for (const component of new Set(results.flatMap(({ skipped }) => skipped))) {
      tell(
        `not run: ${component}. The engine does not contain it; data passed a processor by and ended at a connector.`,
      );
    }
    tell(`${results.length} tests, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } catch (error) {
    return endedBy('test', error instanceof TestFileFault ? new WrongUse(error.message) : error);
  }
}

/** The test files below a path, in a stable order. */
function testFiles(path: string): string[] {
  const entry = existsSync(path) ? statSync(path) : undefined;
  if (entry === undefined) throw new WrongUse(`${path} is not there`);
  if (!entry.isDirectory() && !entry.isFile()) throw new WrongUse(`${path} is not a plain file`);
  if (!entry.isDirectory()) return [path];
  return sortedBy(readdirSync(path, { withFileTypes: true }), ({ name }) => name).flatMap((found) => {
    const { name } = found;
    const below = join(path, name);
    if (name.startsWith('.') || name === 'node_modules') return [];
    // A folder behind a link may be one of those above.
    if (found.isDirectory()) return testFiles(below);
    const isFile = statSync(below, { throwIfNoEntry: false })?.isFile() === true;
    return isFile && name.endsWith(suffix) ? [below] : [];
  });
}

async function runFile(file: string): Promise<Result[]> {
  const { documents, problems } = readYaml(file, textOf(file));
  const [document] = documents;
  if (document === undefined) throw new WrongUse(`${file}: ${problems[0]?.message ?? 'holds nothing'}`);
  const tests = readTestFile(document);
  const pipelines = pipelinesFor(file, tests);
  const results: Result[] = [];
  for (const test of tests.tests)
    results.push({ file, test: test.name, ...(await runTest(pipelines, test)) });
  return results;
}

function pipelinesFor(file: string, tests: TestFile): Pipelines {
  const { config } = collectorFor(file, tests);
  try {
    return pipelinesOf(config as ConfigurationData, { environment: tests.environment });
  } catch (error) {
    throw new WrongUse(reasonOf(error));
  }
}

function collectorFor(file: string, { collector, name }: TestFile): CollectorSubject {
  const path = join(dirname(file), collector);
  const found = readSources(readInputs([path]), {}).flatMap(
    ({ objects, collectors, complete }) => readTree({ objects, collectors, complete }).tree.collectors,
  );
  const wanted = name === undefined ? found : found.filter(({ title }) => title.includes(name));
  const [first, ...others] = wanted;
  if (first === undefined)
    throw new WrongUse(
      `${file}: ${path} holds no collector${name === undefined ? '' : ` ${name}`}${listed(found)}`,
    );
  if (others.length > 0)
    throw new WrongUse(`${file}: ${path} holds several collectors, say which with \`name\`${listed(wanted)}`);
  return first;
}

function listed(collectors: readonly CollectorSubject[]): string {
  return collectors.length === 0 ? '' : `; there are ${collectors.map(({ title }) => title).join(', ')}`;
}

function described({ file, test, failures }: Result): string {
  const head = `${failures.length === 0 ? 'ok  ' : 'FAIL'} ${file}: ${test}\n`;
  return head + failures.map((failure) => `${failure.replace(/^/gm, '     ')}\n`).join('');
}
