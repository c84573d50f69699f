import { baseConfig } from './base';
import { equal, type Table } from './data';
import { inEffect, type Span } from './model';
import { isEnabled, usesExistingConfigMap } from './names';
import { steps } from './steps';
import type { Release, Step } from './version';

/** Whether a version has a part of the chart. */
export function isTaken({ span }: { readonly span?: Span }, release: Release): boolean {
  return span === undefined || inEffect(release, span);
}

/** Told after the base and after every step that applied. */
export type Observer = (step: Step | undefined, config: Table) => void;

/** Runs the steps in order. */
export function runSteps(release: Release, observe: Observer = () => undefined): Table {
  let config = baseConfig(release);
  observe(undefined, config);
  for (const step of steps) {
    if (!isTaken(step, release) || !step.applies(release)) continue;
    const next = step.apply(config, release);
    if (next !== config && !equal(next, config)) observe(step, next);
    config = next;
  }
  return config;
}

/** Whether the chart makes a ConfigMap: it does unless the pod mounts another. */
export function makesConfigMap(release: Release): boolean {
  return isEnabled(release, 'configMap', 'create') && !usesExistingConfigMap(release);
}

const rendered = new WeakMap<Release, Table | null>();

/** The configuration of the ConfigMap that the chart makes; null where it makes none. */
export function renderedConfig(release: Release, observe?: Observer): Table | null {
  const known = observe === undefined ? rendered.get(release) : undefined;
  if (known !== undefined) return known;
  const config = makesConfigMap(release) ? runSteps(release, observe) : null;
  rendered.set(release, config);
  return config;
}
