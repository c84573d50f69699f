import { type EnvironmentFacts, environmentFacts, environmentFile } from '../lib/checks';
import { type EnvironmentTree, type TextFile, writeYaml } from '../lib/delivery';
import { effectiveYaml } from '../lib/delivery/effective-yaml';
import { topologyFiles } from '../lib/delivery/topology';
import { explain } from '../lib/helm';
import type { CollectorChart } from './collector';
import type { Environment } from './environment';
import { modelDocuments } from './judgement';

/** What the checks are told of an environment beside its objects. */
export function factsForChecks(environment: Environment): EnvironmentFacts {
  return { environment: environment.name, external: environment.externals, suppressions: [] };
}

/** Files for the people who review a change of an environment; nothing applies them. */
export function reviewFiles(environment: Environment, tree: EnvironmentTree): TextFile[] {
  const facts = factsForChecks(environment);
  const documents = tree.folders.flatMap((folder) => modelDocuments(tree.name, folder));
  return [
    { path: environmentFile, text: writeYaml(environmentFacts(facts)) },
    ...[...environment.collectors].flatMap(([name, collector]) => effectiveFile(name, collector)),
    ...topologyFiles(documents, facts),
  ];
}

function effectiveFile(name: string, collector: CollectorChart): TextFile[] {
  const explained = explain(collector.helmInput);
  return explained.ok ? [{ path: `review/${name}.effective.yaml`, text: effectiveYaml(explained) }] : [];
}
