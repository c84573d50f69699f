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
import type { Environment } from './environment';
import { judge } from './judgement';
import { factsForChecks, reviewFiles } from './review';
import { environmentsOf, treeOf } from './tree';

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
  /** Whether the output changed, and how many files it has. */
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
  const reviewed = environmentsOf(buildApp(environments)).map(review);
  const findings = reviewed.flatMap((environment) => environment.findings);
  if (findings.some(({ severity }) => severity === 'error')) throw new ChecksFailed(findings);
  const tree: Tree = { environments: reviewed.map((environment) => environment.tree) };
  const delivered = deliver(tree, { output });
  if (options.staging !== undefined) writeStaging(options.staging, { tree, output, findings });
  return { findings, delivered };
}

function refuseStaging(staging: string | undefined, output: string): void {
  const problem = staging === undefined ? undefined : stagingProblem(staging, output);
  if (problem !== undefined) throw new Error(problem);
}

function review(environment: Environment): { tree: EnvironmentTree; findings: readonly Finding[] } {
  const tree = treeOf(environment);
  return {
    tree: { ...tree, files: reviewFiles(environment, tree) },
    findings: judge(tree, factsForChecks(environment)),
  };
}
