import { addTo } from '../lib/documents';
import type { PodSecurityLevel } from '../lib/platform';
import type { Environment } from './environment';

export type { PodSecurityLevel } from '../lib/platform';

/** Levels from the strictest to the one that refuses nothing. */
const levels: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];

/** Something that the pods of a chart need and that stricter levels refuse. */
export interface Relaxation {
  /** What was relaxed: `runs as root`. */
  readonly what: string;
  /** Who needs it, and for what. */
  readonly why: string;
  /** Strictest level that takes it. */
  readonly level: PodSecurityLevel;
}

interface Demand {
  readonly namespace: string;
  readonly relaxation: Relaxation;
}

const demands = new WeakMap<Environment, Demand[]>();

/** Notes that a namespace must hold pods with such a relaxation. */
export function demandPodSecurity(environment: Environment, namespace: string, relaxation: Relaxation): void {
  addTo(demands, environment, { namespace, relaxation });
}

/** The strictest level that takes all pods which charts of the environment put into a namespace. */
export function demandedLevel(environment: Environment, namespace: string): PodSecurityLevel {
  return loosest(demandsOf(environment, namespace).map(({ level }) => level));
}

/** What a level would refuse of the pods that charts of the environment put into a namespace. */
export function refusedBy(
  level: PodSecurityLevel,
  environment: Environment,
  namespace: string,
): readonly Relaxation[] {
  return demandsOf(environment, namespace).filter((one) => levels.indexOf(one.level) > levels.indexOf(level));
}

function demandsOf(environment: Environment, namespace: string): Relaxation[] {
  return (demands.get(environment) ?? [])
    .filter((demand) => demand.namespace === namespace)
    .map(({ relaxation }) => relaxation);
}

/** The level that takes what each of several takes. */
export function loosest(found: readonly PodSecurityLevel[]): PodSecurityLevel {
  return levels[Math.max(0, ...found.map((level) => levels.indexOf(level)))] ?? 'restricted';
}
