import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rcompare, valid } from 'semver';

const inRepository = 'charts/opentelemetry-collector';

/**
 * Chart folders by version, newest first: of one chart folder, of a folder of chart folders, or of a git repository that has
 * the chart's history at `charts/opentelemetry-collector`, which is unpacked into `scratch`.
 */
export function chartFolders(place: string, scratch: string): ReadonlyMap<string, string> {
  const own = versionIn(place);
  if (own !== undefined) return new Map([[own, place]]);
  const folders = isRepository(place)
    ? unpacked(place, scratch)
    : readdirSync(place).map((name) => join(place, name));
  const found = folders.flatMap((folder): [string, string][] => {
    const version = versionIn(folder);
    return version === undefined ? [] : [[version, folder]];
  });
  return new Map(found.sort(([a], [b]) => rcompare(a, b)));
}

function versionIn(folder: string): string | undefined {
  const file = join(folder, 'Chart.yaml');
  if (!existsSync(file)) return undefined;
  return valid(/^version: *"?([^"\s]+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '') ?? undefined;
}

function isRepository(place: string): boolean {
  return existsSync(join(place, '.git')) || existsSync(join(place, 'objects'));
}

/** The chart at each commit that changed its version: the last commit with a version is what was published. */
function unpacked(repository: string, scratch: string): string[] {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, ...args], {
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const commits = git('log', '--format=%H', '--', `${inRepository}/Chart.yaml`).toString().trim().split('\n');
  return commits.flatMap((commit) => {
    const folder = join(scratch, commit);
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      const archive = git(
        'archive',
        commit,
        `${inRepository}/Chart.yaml`,
        `${inRepository}/values.yaml`,
        `${inRepository}/values.schema.json`,
        `${inRepository}/templates`,
      );
      execFileSync('tar', ['-x', '-C', folder, '--strip-components=2'], { input: archive });
    }
    return [folder];
  });
}
