import type { Suppression } from '../../collector';
import { type Data, type DataMap, isList, isMap } from '../../documents';
import { type External, externalKinds } from '../subject';

/** An exception from a rule, with the reason for it. */
export interface RecordedSuppression extends Suppression {
  /** `Kind namespace/name` of the object that it holds for; absent: for the whole environment. */
  readonly object?: string;
}

/** What is known of an environment beside its objects. */
export interface RecordedFacts {
  readonly environment: string;
  /** Release of Kubernetes that the cluster runs, `1.30`; the newest that is known where it is left out. */
  readonly kubernetes?: string;
  /** What lives elsewhere and is therefore not missing. */
  readonly external: readonly External[];
  readonly suppressions: readonly RecordedSuppression[];
}

/** File of an environment's folder in which its facts stand. */
export const environmentFile = 'review/environment.yaml';

/**
 * The facts of an environment in the form that `dist/<environment>/review/environment.yaml` holds, so that
 * `otelflux validate` judges a tree as synth did.
 *
 * @returns plain data: `environment`, `kubernetes`, `external` (entries with `kind` and `name`, `namespace`, `host`, `port`), `suppressions`
 * (entries with `rule`, `reason`, `object`)
 */
export function environmentFacts(facts: RecordedFacts): { [key: string]: Data } {
  return {
    environment: facts.environment,
    ...(facts.kubernetes !== undefined && { kubernetes: facts.kubernetes }),
    external: facts.external.map((entry) => ({ ...entry })),
    suppressions: facts.suppressions.map((entry) => ({ ...entry })),
  };
}

/** Reads facts back; entries that are none are reported and left out. */
export function readEnvironmentFacts(data: Data): { facts: RecordedFacts; problems: string[] } {
  const problems: string[] = [];
  const map: DataMap = isMap(data) ? data : {};
  const list = (key: string): readonly Data[] => {
    const value = map[key];
    if (isList(value)) return value;
    if (value !== undefined && value !== null) problems.push(`${key} is not a list`);
    return [];
  };
  const external = list('external').flatMap((entry, index) => {
    const read = readExternal(entry);
    if (read === undefined)
      problems.push(`external[${index}] names no kind that is known, or no name or host`);
    return read ?? [];
  });
  const suppressions = list('suppressions').flatMap((entry, index) => {
    const read = readSuppression(entry);
    if (read === undefined) problems.push(`suppressions[${index}] names no rule`);
    return read ?? [];
  });
  const environment = typeof map.environment === 'string' ? map.environment : '';
  if (environment === '') problems.push('environment is missing');
  const kubernetes = readRelease(map.kubernetes, problems);
  return {
    facts: { environment, external, suppressions, ...(kubernetes !== undefined && { kubernetes }) },
    problems,
  };
}

/** A release as text or, where the quotes were forgotten, as a number: `1.30` comes as 1.3, which is refused. */
function readRelease(data: Data | undefined, problems: string[]): string | undefined {
  if (data === undefined || data === null) return undefined;
  if (typeof data === 'string' && isKubernetesRelease(data)) return data.replace(/^v/, '');
  problems.push('kubernetes is not a release in quotes, as "1.30"');
  return undefined;
}

/** True for `1.30`, `v1.30` and `1.30.2`. */
export function isKubernetesRelease(text: string): boolean {
  return /^v?1\.\d{1,3}(?:\.\d{1,4})?$/.test(text);
}

function readExternal(entry: Data): External | undefined {
  if (!isMap(entry)) return undefined;
  const { kind, namespace, name, host, port } = entry;
  if (kind === 'Host' && typeof host === 'string') {
    return { kind, host, ...(typeof port === 'number' ? { port } : {}) };
  }
  if (typeof name !== 'string') return undefined;
  if (kind === 'Namespace') return { kind, name };
  const known = externalKinds.find((candidate) => candidate === kind);
  return known && { kind: known, name, ...(typeof namespace === 'string' ? { namespace } : {}) };
}

function readSuppression(entry: Data): RecordedSuppression | undefined {
  if (!isMap(entry)) return undefined;
  const { rule, reason, object } = entry;
  if (typeof rule !== 'string') return undefined;
  return {
    rule,
    reason: typeof reason === 'string' ? reason : '',
    ...(typeof object === 'string' ? { object } : {}),
  };
}
