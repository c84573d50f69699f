/*
 * One measurement in a process of its own, so that none profits from another's warm code or pays for its memory:
 * `measure.ts KIND SERVICES FOLDER [CHANGED]`, where of CHANGED services another image runs. Prints a Measurement as JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { dump } from 'js-yaml';
import { buildApp, synthesise } from '../../charts';
import { judge } from '../../charts/synthesis/judgement';
import { factsForChecks, reviewFiles } from '../../charts/synthesis/review';
import { environmentsOf, treeOf } from '../../charts/synthesis/tree';
import { deliver, type EnvironmentTree, writeYaml } from '../../lib/delivery';
import { renderFiles } from '../../lib/delivery/files';
import { environmentName, manyServices } from './platform';
import type { Measurement } from './table';

const [kind = '', number = '10', folder = '.', changed = '0'] = process.argv.slice(2);
const builders = { [environmentName]: manyServices(Number(number), Number(changed)) };

/** Phases in order, in milliseconds of wall and of processor time. */
const phases: Record<string, number> = {};
const cpuPhases: Record<string, number> = {};

function phase<T>(name: string, action: () => T): T {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = action();
  phases[name] = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  cpuPhases[name] = (user + system) / 1000;
  return result;
}

const objectsOf = (trees: readonly EnvironmentTree[]) =>
  trees.flatMap((tree) => tree.folders.flatMap(({ documents }) => documents));
const trees = () => environmentsOf(buildApp(builders)).map(treeOf);

const kinds: Record<string, () => void> = {
  /** The whole way, as main.ts goes it. */
  synth: () => {
    const environments = phase('build', () => environmentsOf(buildApp(builders)));
    const rendered = phase('render', () =>
      environments.map((environment) => ({ environment, tree: treeOf(environment) })),
    );
    const judged = phase('checks', () =>
      rendered.map(({ environment, tree }) => ({
        environment,
        tree,
        judged: judge(tree, factsForChecks(environment)),
      })),
    );
    const reviewed = phase('review', () =>
      judged.map(({ environment, tree, judged }) => ({
        tree: { ...tree, files: reviewFiles(environment, judged.tree) },
      })),
    );
    phase('write', () =>
      deliver({ environments: reviewed.map(({ tree }) => tree) }, { output: join(folder, 'dist') }),
    );
  },
  /** The same as a user runs it. */
  whole: () => void phase('whole', () => synthesise(builders, { output: join(folder, 'dist') })),
  /** The other half of the floor: the same files by a bare loop. */
  loop: () => {
    const files = renderFiles({ environments: trees() });
    phase('loop', () => {
      for (const { path, text } of files) {
        const file = join(folder, 'loop', path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    });
  },
  /** The floor: the same objects by a plain js-yaml dump, no file written. */
  dump: () => {
    const documents = objectsOf(trees());
    phase('dump', () =>
      documents.forEach(({ object }) => void dump(object, { lineWidth: -1, noRefs: true })),
    );
  },
  /** The same objects by otelflux' own writer, no file written. */
  yaml: () => {
    const documents = objectsOf(trees());
    phase('yaml', () => documents.forEach(({ object, comments }) => void writeYaml(object, comments)));
  },
  /** cdk8s' own writer with its default output type, building not counted. */
  cdk8s: () => {
    process.env.CDK8S_OUTDIR = join(folder, 'cdk8s');
    const app = buildApp(builders);
    phase('synth', () => app.synth());
  },
};

kinds[kind]?.();
const measurement: Measurement = {
  kind,
  services: Number(number),
  phases,
  cpuPhases,
  memory: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(measurement));
