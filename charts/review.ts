import { environmentFacts, environmentFile } from '../lib/checks/subjects/environment';
import { type TextFile, writeYaml } from '../lib/delivery';
import type { Environment } from './environment';

/** Files for the people who review a change of an environment; nothing applies them. */
export function reviewFiles(environment: Environment): TextFile[] {
  const facts = environmentFacts({
    environment: environment.name,
    external: environment.externals,
    suppressions: [],
  });
  return [{ path: environmentFile, text: writeYaml(facts) }];
}
