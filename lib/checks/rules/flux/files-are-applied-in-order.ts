import { appliedTree } from '../../../flux';
import { documents, fileExample, kustomizationExample } from '../../resources/examples';
import {
  type FluxKustomization,
  type FluxTree,
  fileName,
  fluxTree,
  isKustomizationFile,
  kustomizeFileGroup,
  listedResources,
} from '../../resources/flux-tree';
import { chartsNeededBy } from '../../resources/known-charts';
import { groupBy } from '../../resources/memo';
import { comesAfter, graphKey, installersByGroup, releasesByChart } from '../../resources/ordering';
import type { Problem, TreeRule } from '../../rule';
import type { ObjectSubject, TreeSubject } from '../../subject';
import { objectTitle } from '../../subjects/object';

const serviceAccount = fileExample('services/serviceaccount.bank.yaml', [
  'apiVersion: v1',
  'kind: ServiceAccount',
  'metadata: {name: bank, namespace: flux-system}',
]);
const listing = (resources: string) =>
  fileExample('services/kustomization.yaml', [
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    `resources: [${resources}]`,
  ]);

export const filesAreAppliedInOrder: TreeRule = {
  id: 'HF-16',
  title: 'Every file is listed where Flux looks, and definitions come before their resources',
  severity: 'warning',
  why: 'A file that is not listed is never deployed; an entry without file stops the build; a resource before its definition is refused.',
  fix: 'List the file in the kustomization.yaml of its folder, and depend on what brings the definitions.',
  appliesTo: 'tree',
  bad: documents(
    kustomizationExample('services', ['wait: true']),
    listing('serviceaccount.yaml'),
    serviceAccount,
  ),
  good: documents(
    kustomizationExample('services', ['wait: true']),
    listing('serviceaccount.bank.yaml'),
    serviceAccount,
  ),
  *check(tree) {
    const flux = fluxTree(tree);
    if (tree.complete) yield* judgeListings(tree, flux);
    yield* judgeDefinitions(tree, flux);
    yield* judgeCharts(tree);
  },
};

function* judgeListings(tree: TreeSubject, flux: FluxTree): Generator<Problem> {
  const listings = new Map(
    tree
      .all(kustomizeFileGroup, 'Kustomization')
      .flatMap((subject) => (subject.folder === undefined ? [] : [[subject.folder, subject]])),
  );
  for (const [folder, subject] of listings) {
    for (const { folder: at, entry, index } of appliedTree(folder, flux.inventory).missing) {
      if (at !== folder || !isYaml(entry)) continue;
      yield {
        message: `kustomization.yaml of ${folder || 'the root'} lists ${entry}, which does not exist.`,
        path: ['resources', index],
        subject,
        severity: 'error',
      };
    }
    const listed = new Set(listedResources(subject).map((entry) => entry.replace(/^\.\//, '')));
    const files = new Set(
      tree.objects.flatMap((each) =>
        each.folder === folder && !isKustomizationFile(each) ? (fileName(each) ?? []) : [],
      ),
    );
    const forgotten = [...files].filter((file) => !listed.has(file) && isYaml(file));
    if (forgotten.length > 0) {
      yield {
        message: `kustomization.yaml of ${folder || 'the root'} does not list ${forgotten.join(', ')}.`,
        path: ['resources'],
        subject,
      };
    }
  }
  yield* judgeReach(tree, flux, listings);
}

/** Only files are certain: a folder may hold nothing that this tree shows. */
function isYaml(entry: string): boolean {
  return /\.ya?ml$/.test(entry);
}

/** Folders below a Kustomization's path, or below the root's own list, that nothing includes. */
function* judgeReach(
  tree: TreeSubject,
  flux: FluxTree,
  listings: ReadonlyMap<string, ObjectSubject>,
): Generator<Problem> {
  if (flux.root === undefined || !listings.has('')) return;
  const starts = ['', ...flux.kustomizations.flatMap(({ folder }) => folder ?? [])];
  const reached = new Set(starts.flatMap((folder) => [...appliedTree(folder, flux.inventory).folders]));
  const lost = tree.objects.filter(
    ({ folder, group }) => folder !== undefined && !reached.has(folder) && group !== kustomizeFileGroup,
  );
  for (const [folder, objects] of groupBy(lost, (subject) => subject.folder ?? '')) {
    const [first] = objects;
    if (first === undefined) continue;
    const parent = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
    const listing = listings.get(parent);
    const message = `Nothing applies folder ${folder}, with ${objectTitle(first)}${objects.length > 1 ? ' and others' : ''}.`;
    if (listing !== undefined && parent !== '') yield { message, path: ['resources'], subject: listing };
    else yield { message, path: [], subject: first };
  }
}

/** Resources whose definitions a HelmRelease of another Kustomization installs. */
function* judgeDefinitions(tree: TreeSubject, flux: FluxTree): Generator<Problem> {
  const installers = installersByGroup(tree);
  for (const kustomization of flux.kustomizations) {
    const waits = flux.kustomizationGraph.reachableFrom(kustomization.key);
    const missing = new Map<string, ObjectSubject>();
    for (const subject of kustomization.applies) {
      const releases = installers.get(subject.group) ?? [];
      const owners = releases.flatMap((release) => flux.owners(release));
      // Definitions beside the resources are another fault.
      if (owners.length === 0 || owners.some(({ key }) => key === kustomization.key || waits.has(key)))
        continue;
      const [owner] = owners;
      if (owner !== undefined && !missing.has(owner.subject.name)) missing.set(owner.subject.name, subject);
    }
    for (const [name, subject] of missing) yield missingDependency(kustomization, name, subject);
  }
}

function missingDependency(kustomization: FluxKustomization, name: string, subject: ObjectSubject): Problem {
  return {
    message: `Kustomization ${kustomization.subject.name} applies ${objectTitle(subject)}, whose definition ${name} brings, without depending on it.`,
    path: ['spec', 'dependsOn'],
    subject: kustomization.subject,
    fix: `Add {name: ${name}} to spec.dependsOn.`,
  };
}

/** Charts that render resources of another chart's definitions. */
function* judgeCharts(tree: TreeSubject): Generator<Problem> {
  const byChart = releasesByChart(tree);
  for (const release of tree.all('helm.toolkit.fluxcd.io', 'HelmRelease')) {
    for (const chart of chartsNeededBy(release)) {
      const needed = byChart.get(chart) ?? [];
      if (needed.length === 0 || needed.some((each) => comesAfter(tree, release, each))) continue;
      const [first] = needed;
      if (first === undefined || graphKey(first) === graphKey(release)) continue;
      yield {
        message: `${objectTitle(release)} needs the definitions of ${chart}, without depending on HelmRelease ${first.name}.`,
        path: ['spec', 'dependsOn'],
        subject: release,
        fix: `Add {name: ${first.name}${first.namespace === release.namespace ? '' : `, namespace: ${first.namespace}`}} to spec.dependsOn.`,
      };
    }
  }
}
