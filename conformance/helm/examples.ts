import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readObjects } from '../support/objects';
import { releaseOf } from '../support/release-naming';
import type { ReleaseCase } from './generator';
import type { ReleaseOutcome } from './outcome';

const root = join(__dirname, '..', '..');
const file = join(root, 'test/examples/helm-outcomes.json');

/** A release of the collector's chart that an example emits. */
export interface ExampleRelease {
  /** Where it is emitted first: `examples/saas/dist/production/observability/helmrelease.agent.yaml`. */
  readonly path: string;
  readonly chartVersion: string;
  readonly input: ReleaseCase;
  /** Digest of version and input: what Helm made of it holds as long as this is the same. */
  readonly digest: string;
}

interface Spec {
  readonly chart?: { readonly spec?: { readonly chart?: string; readonly version?: string } };
  readonly values?: unknown;
}

/** Every release of the collector's chart in the trees of this repository; one that many clusters have comes once. */
export function exampleReleases(): readonly ExampleRelease[] {
  const found = new Map<string, ExampleRelease>();
  for (const release of treesOf().flatMap(releasesBelow)) {
    if (!found.has(release.digest)) found.set(release.digest, release);
  }
  return [...found.values()];
}

function treesOf(): string[] {
  const examples = readdirSync(join(root, 'examples')).map((name) => join('examples', name, 'dist'));
  return ['dist', ...examples].filter((path) => existsSync(join(root, path)));
}

function releasesBelow(tree: string): ExampleRelease[] {
  return readObjects(join(root, tree)).flatMap(({ file: path, object }) => {
    if (object.kind !== 'HelmRelease') return [];
    const { chart, values } = object.spec as Spec;
    if (chart?.spec?.chart !== 'opentelemetry-collector') return [];
    const chartVersion = chart.spec.version ?? '';
    const { release, namespace } = releaseOf(object);
    const input = { name: `${tree}/${path}`, release, namespace, values } as ReleaseCase;
    const digest = createHash('sha256')
      .update(JSON.stringify([chartVersion, release, namespace, values]))
      .digest('hex')
      .slice(0, 16);
    return [{ path: `${tree}/${path}`, chartVersion, input, digest }];
  });
}

/** What Helm made of the releases of the examples, with digests of the objects, by the digest of the input. */
export function readExampleOutcomes(): ReadonlyMap<string, ReleaseOutcome> {
  if (!existsSync(file)) return new Map();
  return new Map(
    Object.entries(JSON.parse(readFileSync(file, 'utf8')) as { [digest: string]: ReleaseOutcome }),
  );
}

/** Writes outcomes, a line each. */
export function storeExampleOutcomes(outcomes: ReadonlyMap<string, ReleaseOutcome>): void {
  const lines = [...outcomes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([digest, outcome]) => `${JSON.stringify(digest)}:${JSON.stringify(outcome)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}
