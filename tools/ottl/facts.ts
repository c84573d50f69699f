/**
 * Writes `lib/collector/ottl/data/facts.json` anew: `npx tsx tools/ottl/facts.ts`. It needs Go and the modules of the releases below,
 * which the Go command fetches. Structure only: names and types of parameters, paths, enumerations.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactFacts, type OttlRelease } from './compact';

const contrib = 'github.com/open-telemetry/opentelemetry-collector-contrib';
const target = join(__dirname, '../../lib/collector/ottl/data/facts.json');

/** Releases whose modules can be had, oldest first, with the version that `pkg/ottl` has in them. */
const releases: readonly (readonly [release: string, ottl: string])[] = [
  ['0.124.1', 'v0.124.1'],
  ['0.140.1', 'v0.140.1'],
  ['0.149.0', 'v0.149.0'],
  ['0.158.0', 'v0.158.0'],
  ['0.161.0', 'v0.161.0'],
  ['0.165.1', 'v1.4.1'],
];
/** Modules that have functions of their own. */
const furtherModules = [
  'internal/filter',
  'pkg/ottl/xottl',
  'processor/transformprocessor',
  'connector/routingconnector',
  'connector/signaltometricsconnector',
];

function main(): void {
  const found = releases.map(([release, version]): [string, OttlRelease] => [
    release,
    read(release, version),
  ]);
  writeFileSync(target, `${JSON.stringify(compactFacts(found), undefined, 1)}\n`);
}

function read(release: string, version: string): OttlRelease {
  const work = mkdtempSync(join(tmpdir(), 'otelflux-ottl-'));
  try {
    cpSync(join(__dirname, 'read'), work, { recursive: true });
    const go = (args: readonly string[]) =>
      execFileSync('go', args, { cwd: work, encoding: 'utf8', env: { ...process.env, GOWORK: 'off' } });
    const ottl = folderOf('pkg/ottl', version);
    for (const name of ['profile', 'exemplar']) {
      if (!existsSync(join(ottl, 'contexts', `ottl${name}`))) rmSync(join(work, `${name}.go`));
    }
    go(['get', `${contrib}/pkg/ottl@${version}`]);
    go(['mod', 'tidy']);
    const also = furtherModules
      .map((module) => folderOf(module, `v${release}`))
      .filter((folder) => folder !== '');
    const output = go(['run', '.', '-ottl', ottl, '-also', also.join(',')]);
    return JSON.parse(output) as OttlRelease;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Empty where the module cannot be had at this version. */
function folderOf(module: string, version: string): string {
  try {
    const answer = execFileSync('go', ['mod', 'download', '-json', `${contrib}/${module}@${version}`], {
      cwd: tmpdir(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return (JSON.parse(answer) as { Dir?: string }).Dir ?? '';
  } catch {
    return '';
  }
}

main();
