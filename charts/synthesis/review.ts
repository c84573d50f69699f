import { environmentFacts, environmentFile, type RecordedFacts, type TreeSubject } from '../../lib/checks';
import { effectiveYaml, type TextFile, topologyFiles, writeYaml } from '../../lib/delivery';
import { Redactor, secretPlaces } from '../../lib/documents';
import { explain } from '../../lib/helm';
import type { CollectorChart } from '../collector';
import type { Environment } from '../environment';
import { LayerChart } from '../layer-chart';
import { loosest, type Relaxation } from '../pod-security';

/** What the checks are told of an environment beside its objects. */
export function factsForChecks(environment: Environment): RecordedFacts {
  return { environment: environment.name, external: environment.externals, suppressions: [] };
}

/** Kinds whose content these files quote. */
const carriers = new Set(['HelmRelease', 'OpenTelemetryCollector', 'Jaeger', 'ConfigMap']);

/**
 * Files for the people who review a change of an environment; nothing applies them.
 *
 * @param tree its objects, as they were read for the checks
 */
export function reviewFiles(environment: Environment, tree: TreeSubject): TextFile[] {
  const facts = factsForChecks(environment);
  const redactor = new Redactor();
  for (const { kind, object } of tree.objects) {
    if (carriers.has(kind)) redactor.learnPlaces(secretPlaces(object));
  }
  const quoting = [...effectiveFiles(collectorsOf(environment)), ...topologyFiles(tree)];
  return [
    { path: environmentFile, text: writeYaml(environmentFacts(facts)) },
    ...quoting.map(({ path, text }) => ({ path, text: redactor.redact(text) })),
  ];
}

/** The collectors of an environment whose releases are known. */
export function collectorsOf(environment: Environment): CollectorChart[] {
  return environment.node
    .findAll()
    .filter((child): child is CollectorChart => LayerChart.isLayerChart(child) && 'helmInput' in child);
}

/** Releases of one name in several namespaces have the namespace in the name of their file. */
function effectiveFiles(collectors: readonly CollectorChart[]): TextFile[] {
  const names = collectors.map(({ helmInput }) => helmInput.release);
  return collectors.flatMap(({ helmInput, relaxations }) => {
    const { release, namespace } = helmInput;
    const isShared = names.filter((name) => name === release).length > 1;
    const explained = explain(helmInput);
    if (!explained.ok) return [];
    const name = isShared ? `${namespace}.${release}` : release;
    return [
      { path: `review/${name}.effective.yaml`, text: `${effectiveYaml(explained)}${relaxed(relaxations)}` },
    ];
  });
}

/** What was taken back of the restricted profile, and for whom, as comments. */
function relaxed(relaxations: readonly Relaxation[]): string {
  if (relaxations.length === 0) return '';
  const level = loosest(relaxations.map((one) => one.level));
  const lines = relaxations.map(({ what, why }) => `#   ${what}, for ${why}\n`);
  return `# The pod needs Pod Security ${level}:\n${lines.join('')}`;
}
