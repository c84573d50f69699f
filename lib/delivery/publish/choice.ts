import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../documents';
import { type Labels, labelsOf, matches } from '../../platform';
import { PublishUsage } from './refused';
import { parseSelector } from './selector';
import { environmentsIn, rootMetadata } from './source';

/** Which environments of an output: those that a name, a wave or a selector chooses; all of them; or the only one. */
export type Choice =
  | { readonly environments: readonly string[] }
  | { readonly wave: string }
  /** As `kubectl` takes it, over `cluster`, `region`, `wave` and the labels of the cluster: `region=eu,wave!=canary`. */
  | { readonly select: string }
  | { readonly all: true }
  | { readonly only: true };

/** An environment, and what its cluster is chosen by. */
export interface Chosen {
  readonly environment: string;
  readonly labels: Labels;
}

/**
 * The environments of an output folder that are chosen, in order.
 * @throws PublishUsage where there is no such output, or nothing is chosen
 */
export function choose(output: string, choice: Choice): readonly Chosen[] {
  const there = environmentsAt(output);
  const named = (names: readonly string[]) =>
    names.map((environment) => ({ environment, labels: clusterLabels(join(output, environment)) }));
  if ('environments' in choice)
    return named(distinct(choice.environments).map((name) => known(name, there, output)));
  if ('only' in choice) return named([theOnly(there, output)]);
  const all = named(there);
  if ('all' in choice) return all;
  return 'wave' in choice ? ofWave(choice.wave, all, output) : selected(choice.select, all, output);
}

function environmentsAt(output: string): readonly string[] {
  if (!existsSync(output) || !lstatSync(output).isDirectory())
    throw new PublishUsage(`${output}: there is no such folder: run npx cdk8s synth first`);
  const there = environmentsIn(output);
  if (there.length === 0) throw new PublishUsage(`${output} holds no environment: run npx cdk8s synth first`);
  return there;
}

function known(name: string, there: readonly string[], output: string): string {
  if (there.includes(name)) return name;
  throw new PublishUsage(`--environment ${name}: ${output} holds ${there.join(', ')}`);
}

function theOnly(there: readonly string[], output: string): string {
  const [only = ''] = there;
  if (there.length === 1) return only;
  throw new PublishUsage(
    `${output} holds ${there.join(', ')}: say which one with --environment, or --all, --wave or --select`,
  );
}

function ofWave(wave: string, all: readonly Chosen[], output: string): readonly Chosen[] {
  const found = all.filter(({ labels }) => labels.wave === wave);
  if (found.length > 0) return found;
  const waves = distinct(all.flatMap(({ labels }) => labels.wave ?? []));
  const guess = nearest(wave, waves);
  throw new PublishUsage(
    waves.length === 0
      ? `--wave ${wave}: no environment of ${output} has a wave: write cluster: { wave: '${wave}' } in the facts of those that belong to it`
      : `--wave ${wave}: no environment of ${output} is in it; ${guess === undefined ? `there are ${waves.join(', ')}` : `write ${guess}`}`,
  );
}

function selected(selector: string, all: readonly Chosen[], output: string): readonly Chosen[] {
  const requirements = parseSelector(selector);
  const labels = distinct(all.flatMap((one) => Object.keys(one.labels)));
  const unknown = requirements.find(({ key }) => !labels.includes(key));
  if (unknown !== undefined)
    throw new PublishUsage(
      `--select ${selector}: no environment of ${output} has the label ${unknown.key}; ${labels.length === 0 ? 'none has one: write cluster: { region, wave, labels } in its facts' : `there are ${labels.join(', ')}`}`,
    );
  const found = all.filter((one) => matches(requirements, one.labels));
  if (found.length > 0) return found;
  throw new PublishUsage(`--select ${selector}: chooses none of ${all.length} environments of ${output}`);
}

/** What synth wrote of the cluster, in the kustomization.yaml of its root. */
function clusterLabels(folder: string): Labels {
  return labelsOf(rootMetadata(folder, 'labels'));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
