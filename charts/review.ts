import { type EnvironmentFacts, environmentFacts, environmentFile } from '../lib/checks';
import { type TextFile, writeYaml } from '../lib/delivery';
import type { Environment } from './environment';

/** What the checks are told of an environment beside its objects. */
export function factsForChecks(environment: Environment): EnvironmentFacts {
  return { environment: environment.name, external: environment.externals, suppressions: [] };
}

/** Files for the people who review a change of an environment; nothing applies them. */
export function reviewFiles(environment: Environment): TextFile[] {
  return [{ path: environmentFile, text: writeYaml(environmentFacts(factsForChecks(environment))) }];
}
