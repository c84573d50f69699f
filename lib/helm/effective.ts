import type { Data, Table } from './data';
import { RenderFailure } from './failure';
import { tableInKeyOrder } from './key-order';
import { type ChartPort, servicePorts } from './objects/service';
import { plainTable } from './part';
import { podIn } from './pod';
import { renderedConfig } from './rendered';
import { type Opened, objectsOf, open, pathsHolding, type ReleaseInput, readNotes } from './run';
import { staysTemplated, templatedConfig } from './tpl';
import type { Release } from './version';

/** What the chart makes of values, or why it makes nothing. */
export type EffectiveConfig = EffectiveRelease | RefusedRelease;

export interface EffectiveRelease {
  readonly ok: true;
  /** The collector configuration that the pod mounts; null where the chart makes no ConfigMap. */
  readonly config: Table | null;
  /** The objects of the release, whole. */
  readonly objects: readonly Table[];
  /** Ports of the Service in the order of their names; null where there is no Service. */
  readonly ports: readonly ChartPort[] | null;
  /** Names of the collector container's variables, in order. */
  readonly env: readonly string[];
  /** Image of the collector's container. */
  readonly image: string;
  /** What Helm and the chart warn of, and the paths of templated text, which is kept as written. */
  readonly warnings: readonly string[];
}

export interface RefusedRelease {
  readonly ok: false;
  /** What to change. */
  readonly reason: string;
}

/**
 * What the OpenTelemetry Collector's Helm chart makes of values, without Helm and without the chart. Pure; never throws
 * and never changes the values. `ok: false` where Helm or the chart refuses them, and for a chart version that is not
 * one of `modelledVersions`.
 */
export function effectiveConfig(input: ReleaseInput): EffectiveConfig {
  return refusing(() => effectiveOf(open(input)));
}

/** What the chart makes of a release that Helm accepts; fails where the chart does. */
export function effectiveOf({ release, written, warnings }: Opened): EffectiveRelease {
  const notes = readNotes(release);
  const objects = objectsOf(release).map(plainTable);
  const config = renderedConfig(release);
  const { image, env } = podIn(release, objects);
  return {
    ok: true,
    config: config === null ? null : tableInKeyOrder(templatedConfig(config, release)),
    objects,
    ports: servicePorts(release),
    env,
    image,
    warnings: [...warnings, ...notes, ...textWarnings(written, release)],
  };
}

/** Runs a model that may refuse; any other error is one of the input (a getter that throws), and is refused too. */
export function refusing<Result extends { readonly ok: true }>(model: () => Result): Result | RefusedRelease {
  try {
    return model();
  } catch (error) {
    if (error instanceof RenderFailure) return { ok: false, reason: error.message };
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `The values cannot be read (${why}): write plain data.` };
  }
}

/** Fields of the values that Helm passes through its template engine. */
const templatedFields = [
  'config',
  'alternateConfig',
  'additionalLabels',
  'podLabels',
  'podAnnotations',
  'annotations',
  'extraVolumes',
  'extraVolumeMounts',
  'extraContainers',
  'initContainers',
  'extraManifests',
  'ingress',
  'httproute',
  'configMap',
  'service',
  'serviceAccount',
  'clusterRole',
  'networkPolicy',
  'podMonitor',
  'serviceMonitor',
  'prometheusRule',
  'internalTelemetryViaOTLP',
];

function textWarnings(written: Table, release: Release): string[] {
  return templatedFields.flatMap((name) => {
    const value: Data = written[name] ?? null;
    const templates = pathsHolding((text) => staysTemplated(text, release), value, [name]).map(
      (path) =>
        `${path} holds {{ }}, which Helm evaluates when it renders; this model keeps the text. If it is not meant for Helm, write {{ "{{" }} for {{.`,
    );
    const breaks = pathsHolding((text) => /[\u0085\u2028\u2029]/.test(text), value, [name]).map(
      (path) =>
        `${path} holds a line break that is none in YAML (U+0085, U+2028 or U+2029): the chart changes the text around it.`,
    );
    return [...templates, ...breaks];
  });
}
