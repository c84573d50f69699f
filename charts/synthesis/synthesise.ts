import type { Finding } from '../../lib/checks';
import {
  type Delivered,
  deliver,
  type EnvironmentTree,
  stagingProblem,
  validateConstructs,
  writeStaging,
} from '../../lib/delivery';
import { nearest } from '../../lib/documents';
import type { Engine } from '../../lib/engine';
import type { Environment } from '../environment';
import { LayerChart } from '../layer-chart';
import { isMap } from '../shape';
import type { SourcePlace } from '../source-place';
import { buildLeniently, type EnvironmentBuilder } from './build';
import { ChecksFailed } from './checks-failed';
import type { PlacedFinding } from './finding-line';
import { type InputFault, InputRefused } from './input-refused';
import { type Judging, judge } from './judgement';
import { keptReview, type Reviewed } from './kept-review';
import { factsForChecks, reviewFiles } from './review';
import { environmentsOf, treeOf } from './tree';

/** Where a run writes to, and which environments it is about. */
export interface SynthesisOptions {
  /** Folder that holds one folder an environment; default `dist`. */
  readonly output?: string;
  /** Folder that `cdk8s synth` expects manifests in; default: none, the app runs by itself. */
  readonly staging?: string;
  /** Names of the environments that are written; the others stay as they are. Default: all. */
  readonly only?: readonly string[];
  /** Writes the environments that nothing is wrong with, and leaves the others as they are. Default: all or nothing. */
  readonly keepGoing?: boolean;
  /** Judges and draws everything anew, and keeps nothing of it. Default: what an earlier run said of the same objects holds. */
  readonly anew?: boolean;
  /** Folder that a tree with errors is written to, for those who look for them. Default: it is written nowhere. */
  readonly refused?: string;
  /** The collector itself, whose verdict joins the findings. Default: the rules alone judge. */
  readonly engine?: Engine;
}

/** What a run found and wrote. */
export interface SynthesisResult {
  /** Warnings and advice; errors stop the run. */
  readonly findings: readonly Finding[];
  /** The same, with the places that they come from. */
  readonly placed: readonly PlacedFinding[];
  /** Whether the output changed, and how many files it has. */
  readonly delivered: Delivered;
  /** Environments that stay as they were because of what is wrong with them, and what that is. */
  readonly heldBack: {
    readonly environments: readonly string[];
    readonly faults: readonly InputFault[];
    readonly findings: readonly PlacedFinding[];
  };
}

type Builders = { readonly [name: string]: EnvironmentBuilder };

/**
 * The whole way from environments to `dist/`: builds, checks, writes beside the output, and swaps. When anything fails,
 * the output is as it was.
 *
 * @throws InputRefused with all faults of the input
 * @throws ChecksFailed with all errors that the checks found
 * @throws DeliveryRefused where the tree or the output must not be written
 */
export function synthesise(environments: Builders, options: SynthesisOptions = {}): SynthesisResult {
  const output = options.output ?? 'dist';
  refuseStaging(options.staging, output);
  refuseOthers(environments);
  const chosen = chosenOf(environments, options.only);
  const { app, faults } = buildLeniently(chosen);
  const isShared = faults.some((fault) => fault.environments.length === 0);
  if (faults.length > 0 && (options.keepGoing !== true || isShared)) throw new InputRefused(faults);
  const faulty = new Set(faults.flatMap((fault) => fault.environments));
  if (faulty.size === 0) validateConstructs(app);
  const reviewed = environmentsOf(app)
    .filter(({ name }) => !faulty.has(name))
    .map((environment) => review(environment, options));
  const failing = reviewed.filter(({ placed }) => placed.some(isError));
  const placed = reviewed.flatMap((environment) => environment.placed);
  if (failing.length > 0) {
    const trees = reviewed.map(({ tree }) => tree);
    if (options.refused !== undefined) deliver({ environments: trees }, { output: options.refused });
    if (options.keepGoing !== true) throw new ChecksFailed(placed);
  }
  const good = reviewed.filter((environment) => !failing.includes(environment));
  if (good.length === 0 && faults.length > 0) throw new InputRefused(faults);
  if (good.length === 0 && failing.length > 0) throw new ChecksFailed(placed);
  const tree = { environments: good.map((environment) => environment.tree) };
  const written = new Set(tree.environments.map(({ name }) => name));
  const keep = Object.keys(environments).filter((name) => !written.has(name));
  const delivered = deliver(tree, { output, keep });
  const told = good.flatMap((environment) => environment.placed);
  const findings = told.map(({ finding }) => finding);
  if (options.staging !== undefined) writeStaging(options.staging, { tree, output, findings });
  return {
    findings,
    placed: told,
    delivered,
    heldBack: {
      environments: [...faulty, ...failing.map((environment) => environment.tree.name)],
      faults,
      findings: failing.flatMap((environment) => environment.placed.filter(isError)),
    },
  };
}

function isError({ finding }: PlacedFinding): boolean {
  return finding.severity === 'error';
}

function chosenOf(environments: Builders, only: readonly string[] | undefined): Builders {
  if (only === undefined) return environments;
  const known = Object.keys(environments);
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputRefused(
      unknown.map((name) => {
        const guess = nearest(name, known);
        const hint = guess === undefined ? `write one of ${known.join(', ')}` : `write ${guess}`;
        return { environments: [], text: `--only ${name}: there is no such environment; ${hint}` };
      }),
    );
  }
  return Object.fromEntries(Object.entries(environments).filter(([name]) => only.includes(name)));
}

/** What is no map of functions: a name that is not exported, a call in the place of a function. */
function refuseOthers(environments: unknown): void {
  const example = 'write runSynthesis({ develop }), and export what another file shall import';
  const strange = isMap(environments)
    ? Object.entries(environments).flatMap(([name, build]) =>
        typeof build === 'function' ? [] : [`environments.${name}`],
      )
    : ['environments'];
  if (strange.length === 0) return;
  throw new InputRefused(
    strange.map((name) => ({
      environments: [],
      text: `${name}: is no ${name === 'environments' ? 'map of functions' : 'function'}; ${example}`,
    })),
  );
}

function refuseStaging(staging: string | undefined, output: string): void {
  const problem = staging === undefined ? undefined : stagingProblem(staging, output);
  if (problem !== undefined) throw new Error(problem);
}

function review(
  environment: Environment,
  { engine, anew = false }: SynthesisOptions,
): {
  tree: EnvironmentTree;
  placed: readonly PlacedFinding[];
} {
  const tree = treeOf(environment);
  const say = (judging: Judging): Reviewed => {
    const judged = judge(tree, factsForChecks(environment), judging);
    return { findings: judged.findings, files: reviewFiles(environment, judged.tree) };
  };
  const { findings, files } = anew
    ? say({ ...(engine && { engine }) })
    : keptReview(environment, tree, say, engine);
  return {
    tree: { ...tree, files },
    placed: findings.map((finding) => placedFinding(environment, finding)),
  };
}

/** Where it comes from is worked out when somebody asks: advice is counted only. */
function placedFinding(environment: Environment, finding: Finding): PlacedFinding {
  return {
    environment: environment.name,
    finding,
    get place() {
      return placeOf(environment, finding);
    },
  };
}

/** The chart that a finding is about says where the user made it. */
function placeOf(environment: Environment, finding: Finding): SourcePlace | undefined {
  const parts = finding.construct?.split('/').slice(1) ?? [];
  for (let length = parts.length; length > 0; length -= 1) {
    const found = environment.node.tryFindChild(parts[0] ?? '');
    const construct = parts
      .slice(1, length)
      .reduce<typeof found>((parent, id) => parent?.node.tryFindChild(id), found);
    const place =
      construct !== undefined && LayerChart.isLayerChart(construct)
        ? construct.placeOf(finding.path ?? '')
        : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}
