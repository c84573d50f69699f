import { once } from '../documents';
import { baseConfig } from './base';
import { equal, type Table } from './data';
import { inEffect, type VersionSpan } from './model';
import { isEnabled, usesExistingConfigMap } from './names';
import { steps } from './steps';
import type { ConfigStep, Release } from './version';

/** Whether a version has a part of the chart. */
export function isTaken({ span }: { readonly span?: VersionSpan }, release: Release): boolean {
  return span === undefined || inEffect(release, span);
}

/** The configuration after a step that changed it; without a step the base. */
export interface ConfigStage {
  readonly step?: ConfigStep;
  readonly config: Table;
}

/** The way from the values to the configuration. */
interface Way {
  /** The base, and the configuration after each step that changed it, in the order of the steps. */
  readonly stages: readonly ConfigStage[];
  readonly config: Table;
}

/** Runs the steps, once for a release. */
export const wayOf = once((release: Release): Way => {
  let config = baseConfig(release);
  const stages: ConfigStage[] = [{ config }];
  for (const step of steps) {
    if (!isTaken(step, release) || !step.applies(release)) continue;
    const next = step.apply(config, release);
    if (next !== config && !equal(next, config)) stages.push({ step, config: next });
    config = next;
  }
  return { stages, config };
});

/** Whether the chart makes a ConfigMap: it does unless the pod mounts another. */
export function makesConfigMap(release: Release): boolean {
  return isEnabled(release, 'configMap', 'create') && !usesExistingConfigMap(release);
}

/** The configuration of the ConfigMap that the chart makes; null where it makes none. */
export function renderedConfig(release: Release): Table | null {
  return makesConfigMap(release) ? wayOf(release).config : null;
}
