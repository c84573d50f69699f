import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from 'semver';
import { minorOf } from '../../lib/documents';

/** Runs Go in the folder of the sources. */
export type Go = (...args: readonly string[]) => string;

const core = 'go.opentelemetry.io/collector';
const contrib = 'github.com/open-telemetry/opentelemetry-collector-contrib/';
const probe = `${core}/otelcol`;

/**
 * Sets the collector's modules of copied sources to a release: each at that release, or at the newest earlier one that can be had, which
 * `components/release.go` then says. A component of which neither can be had is left out.
 *
 * @throws Error where the release's core cannot be had
 */
export function setRelease(source: string, release: string, go: Go): void {
  const file = join(source, 'go.mod');
  const direct = directModules(readFileSync(file, 'utf8'));
  const ofCore = patches(release).find((version) => exists(go, probe, version));
  if (ofCore === undefined)
    throw new Error(`collector ${release}: the module ${probe} of that release cannot be had`);
  const needed = coreVersions(go, ofCore);
  const stable = needed.get(`${core}/confmap`) ?? '';
  const older: [module: string, version: string][] = [];
  const required = direct.flatMap(([module, version]): string | string[] => {
    if (module === core || module.startsWith(`${core}/`))
      return `${module} ${needed.get(module) ?? (version.startsWith('v0.') ? `v${ofCore}` : stable)}`;
    // What else the sources name comes in the version that the collector's own modules ask for, but for what is replaced.
    if (!module.startsWith(contrib))
      return existsSync(join(source, '_overlay', module)) ? `${module} ${version}` : [];
    const found = newest(go, module, release, version);
    if (found === undefined) {
      leaveOut(join(source, 'components', 'components.go'), module);
      return [];
    }
    if (minorOf(found) !== minorOf(release)) older.push([module, found]);
    return `${module} v${found}`;
  });
  // Packages of the root module became modules of their own: an old one beside them holds them twice.
  if (exists(go, core, ofCore)) required.push(`${core} v${ofCore}`);
  const head = /^module .*\n\ngo .*\n/m.exec(readFileSync(file, 'utf8'))?.[0] ?? '';
  writeFileSync(file, `${head}\nrequire (\n${required.map((line) => `\t${line}\n`).join('')})\n`);
  writeFileSync(join(source, 'go.sum'), '');
  writeRelease(join(source, 'components', 'release.go'), release, older);
  writeValidation(join(source, 'components', 'validate.go'), folderOf(go, `${core}/confmap@${stable}`));
}

/** Modules that the sources themselves name, with their versions. */
function directModules(text: string): [module: string, version: string][] {
  return [...text.matchAll(/^\t(\S+) (v\S+)$/gm)].map(([, module = '', version = '']) => [module, version]);
}

function exists(go: Go, module: string, version: string): boolean {
  try {
    go('list', '-m', '-mod=mod', `${module}@v${version}`);
    return true;
  } catch {
    return false;
  }
}

/** The release, and the patches of its minor beside it: core and contrib number patches apart. */
function patches(release: string): string[] {
  const minor = minorOf(release);
  return [release, `${minor}.0`, `${minor}.1`].filter((each, index, all) => all.indexOf(each) === index);
}

/** The modules of core that are stable have numbers of their own, and became so at different times: what the collector of a release needs. */
function coreVersions(go: Go, ofCore: string): ReadonlyMap<string, string> {
  const { GoMod } = downloaded(go, `${probe}@v${ofCore}`);
  const lines = readFileSync(GoMod, 'utf8').matchAll(/^\s*(?:require )?(\S+) (v\S+)/gm);
  const found = new Map([...lines].map(([, module = '', version = '']) => [module, version]));
  if (!found.has(`${core}/confmap`))
    throw new Error(`${probe} ${ofCore} does not say which version of ${core}/confmap it needs`);
  return found;
}

function downloaded(go: Go, module: string): { GoMod: string; Dir: string } {
  return JSON.parse(go('mod', 'download', '-json', module)) as { GoMod: string; Dir: string };
}

function folderOf(go: Go, module: string): string {
  return downloaded(go, module).Dir;
}

/** So many earlier versions of a module are asked for. */
const tries = 3;

/** Whether a version can be had and verified: of some that the proxy has the checksum database knows nothing. */
function isWhole(go: Go, module: string, version: string): boolean {
  try {
    downloaded(go, `${module}@v${version}`);
    return true;
  } catch {
    return false;
  }
}

/** Two questions a module: what the proxy lists is not all that it has, and what the sources name it certainly has. */
function newest(go: Go, module: string, release: string, named: string): string | undefined {
  if (exists(go, module, release) && isWhole(go, module, release)) return release;
  const listed = versionsOf(go, module);
  const fitting = [...listed, named]
    .map((version) => version.replace(/^v/, ''))
    .filter(
      (version) =>
        /^\d+\.\d+\.\d+$/.test(version) &&
        (minorOf(version) === minorOf(release) || compare(version, release) <= 0),
    )
    .sort(compare)
    .reverse();
  return fitting.slice(0, tries).find((version) => isWhole(go, module, version));
}

export function versionsOf(go: Go, module: string): string[] {
  try {
    return go('list', '-m', '-mod=mod', '-versions', module).trim().split(' ').slice(1);
  } catch {
    return [];
  }
}

/** Takes a component out of the lists: its module cannot be had, or what it needs. */
export function leaveOut(file: string, module: string): void {
  const name = module.split('/').at(-1) ?? '';
  const lines = readFileSync(file, 'utf8').split('\n');
  const kept = lines.filter(
    (line) => !line.includes(`"${module}"`) && line.trim() !== `${name}.NewFactory(),`,
  );
  writeFileSync(file, kept.join('\n'));
}

function writeRelease(file: string, release: string, older: readonly (readonly [string, string])[]): void {
  const list = older.map(([module, version]) => `\t"${module}", // ${version}\n`).join('');
  const text = readFileSync(file, 'utf8')
    .replace(/const Release = "[^"]*"/, `const Release = "${release}"`)
    .replace(/var older = \[\]string\{[\s\S]*?\n\}/, `var older = []string{\n${list}}`);
  writeFileSync(file, text);
}

/** Earlier releases validate configurations in a package of its own. */
function writeValidation(file: string, confmap: string): void {
  const isThere = readdirSync(confmap).some(
    (name) =>
      /(?<!_test)\.go$/.test(name) && /^func Validate\(/m.test(readFileSync(join(confmap, name), 'utf8')),
  );
  if (isThere) return;
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(`"${core}/confmap"`, `"${core}/confmap/xconfmap"`));
}
