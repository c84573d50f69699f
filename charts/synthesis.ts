import type { App } from 'cdk8s';
import type { Finding } from '../lib/checks/finding';
import {
  type Delivered,
  deliver,
  type EnvironmentTree,
  stagingProblem,
  type Tree,
  writeStaging,
} from '../lib/delivery';
import { buildApp, type EnvironmentBuilder } from './build';
import { ChecksFailed } from './checks-failed';
import { judge } from './judgement';
import { reviewFiles } from './review';
import { environmentsOf, treeOf, withFiles } from './tree';

/** Where a run writes to. */
export interface SynthesisOptions {
  /** Folder that holds one folder an environment; default `dist`. */
  readonly output?: string;
  /** Folder that `cdk8s synth` expects manifests in; default: none, the app runs by itself. */
  readonly staging?: string;
}

/** What a run found and wrote. */
export interface SynthesisResult {
  /** Warnings and advice; errors stop the run. */
  readonly findings: readonly Finding[];
  readonly delivered: Delivered;
}

/**
 * The whole way from environments to `dist/`: builds, checks, writes beside the output, and swaps. When anything fails,
 * the output is as it was.
 *
 * @throws InputRefused with all faults of the input
 * @throws ChecksFailed with all errors that the checks found
 * @throws DeliveryRefused where the tree or the output must not be written
 */
export function synthesise(
  environments: { readonly [name: string]: EnvironmentBuilder },
  options: SynthesisOptions = {},
): SynthesisResult {
  const output = options.output ?? 'dist';
  refuseStaging(options.staging, output);
  const app = buildApp(environments);
  const tree = reviewedTree(app);
  const findings = judge(app, tree);
  if (findings.some(({ severity }) => severity === 'error')) throw new ChecksFailed(findings);
  const delivered = deliver(tree, { output });
  if (options.staging !== undefined) writeStaging(options.staging, { tree, output, findings });
  return { findings, delivered };
}

function refuseStaging(staging: string | undefined, output: string): void {
  const problem = staging === undefined ? undefined : stagingProblem(staging, output);
  if (problem !== undefined) throw new Error(problem);
}

function reviewedTree(app: App): Tree {
  const trees = new Map(treeOf(app).environments.map((tree) => [tree.name, tree]));
  const reviewed = environmentsOf(app).map((environment): EnvironmentTree => {
    const tree = trees.get(environment.name) ?? { name: environment.name, folders: [] };
    return withFiles(tree, reviewFiles(environment));
  });
  return { environments: reviewed };
}
