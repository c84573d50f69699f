import { groupBy, nearest, once } from '../../../documents';
import { appliedTree, joinPath } from '../../../flux';
import {
  chartsNeededBy,
  comesAfter,
  customDefinitions,
  type FluxTree,
  fileName,
  fluxTree,
  graphKey,
  helmReleases,
  isKustomizationFile,
  kustomizeFileGroup,
  listedResources,
  missingDefinitions,
  type ObjectSubject,
  objectTitle,
  releasesByChart,
  type TreeSubject,
} from '../../../platform';
import { serviceAccount } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const filesAreAppliedInOrder: TreeRule = {
  id: 'HF-16',
  title: 'Every file is listed where Flux looks, and definitions come before their resources',
  severity: 'warning',
  habit: true,
  why: 'A file that is not listed is never deployed; an entry without file stops the build; a resource before its definition is refused.',
  fix: 'List the file in the kustomization.yaml of its folder, and depend on what brings the definitions.',
  appliesTo: 'tree',
  example: `  # file: services/kustomization.yaml
  apiVersion: kustomize.config.k8s.io/v1beta1
  kind: Kustomization
- resources: [serviceaccount.yaml]
+ resources: [serviceaccount.bank.yaml]
  ---
  # file: services/serviceaccount.bank.yaml
${serviceAccount('bank')}
`,
  *check(tree) {
    const flux = fluxTree(tree);
    if (tree.complete) yield* listingProblems(tree, flux);
    yield* definitionProblems(tree);
    yield* installerProblems(tree);
    yield* chartProblems(tree);
  },
};

function* listingProblems(tree: TreeSubject, flux: FluxTree): Generator<Problem> {
  const listings = new Map(
    tree
      .all(kustomizeFileGroup, 'Kustomization')
      .flatMap((subject) => (subject.folder === undefined ? [] : [[subject.folder, subject]])),
  );
  for (const [folder, subject] of listings) yield* problemsOfListing(tree, flux, folder, subject);
  yield* reachProblems(tree, flux, listings);
}

/** Names of the files with objects, by folder. */
const filesOf: (tree: TreeSubject) => ReadonlyMap<string, ReadonlySet<string>> = once((tree) => {
  const found = new Map<string, Set<string>>();
  for (const subject of tree.objects) {
    if (subject.folder === undefined || isKustomizationFile(subject)) continue;
    const files = found.get(subject.folder) ?? new Set();
    const name = fileName(subject);
    if (name !== undefined) files.add(name);
    found.set(subject.folder, files);
  }
  return found;
});

function* problemsOfListing(
  tree: TreeSubject,
  flux: FluxTree,
  folder: string,
  subject: ObjectSubject,
): Generator<Problem> {
  const title = `kustomization.yaml of ${folder || 'the root'}`;
  const missing = appliedTree(folder, flux.inventory).missing.filter(
    (each) => each.folder === folder && isLocal(each.entry),
  );
  const listed = new Set(
    listedResources(subject).map((entry) => entry.replace(/^\.\//, '').replace(/\/$/, '')),
  );
  const files = filesOf(tree).get(folder) ?? new Set();
  const forgotten = [...files].filter((file) => !listed.has(file) && isYaml(file));
  const meant = new Set<string>();
  for (const { entry, index } of missing) {
    const guess = nearest(entry, [...forgotten, ...childrenOf(flux, folder)]);
    if (guess !== undefined) meant.add(guess);
    const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
    yield {
      message: `${title} lists ${entry}, which does not exist${hint || '.'}`,
      path: ['resources', index],
      subject,
      severity: 'error',
    };
  }
  for (const [index, entry] of listedResources(subject).entries()) {
    const target = joinPath(folder, entry);
    const own = target === undefined ? undefined : flux.inventory.get(target);
    if (own === undefined || own.resources !== undefined || target === folder) continue;
    yield {
      message: `${title} lists the folder ${entry}, which has no kustomization.yaml.`,
      path: ['resources', index],
      subject,
      severity: 'error',
    };
  }
  const lost = forgotten.filter((file) => !meant.has(file));
  if (lost.length > 0) {
    const message = `${title} does not list ${lost.join(', ')}.`;
    yield { message, path: ['resources'], subject, ...severityOfLoss(tree) };
  }
}

/** An environment is written whole: what its root does not reach was meant to be applied. */
function severityOfLoss(tree: TreeSubject): { severity?: 'error' } {
  return tree.environment === undefined ? {} : { severity: 'error' };
}

/** Folders directly below a folder, by their names. */
function childrenOf(flux: FluxTree, folder: string): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return [...flux.inventory.keys()].flatMap((path) => {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
    return name === '' || name.includes('/') ? [] : [name];
  });
}

/** Whether an entry means something of this tree, and not of another repository. */
function isLocal(entry: string): boolean {
  return !/^[\w.-]+@|[?#]|^\.\.\/|^[\w-]+(?:\.[\w-]+)+\//.test(entry);
}

function isYaml(entry: string): boolean {
  return /\.ya?ml$/.test(entry);
}

/** Folders below a Kustomization's path, or below the root's own list, that nothing includes. */
function* reachProblems(
  tree: TreeSubject,
  flux: FluxTree,
  listings: ReadonlyMap<string, ObjectSubject>,
): Generator<Problem> {
  const isMisdirected = flux.kustomizations.some(
    ({ folder }) => folder !== undefined && !flux.inventory.has(folder),
  );
  // A path that leads nowhere is a fault of its own, and explains what is lost.
  if (flux.root === undefined || !listings.has('') || isMisdirected) return;
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
    const severity = severityOfLoss(tree);
    if (listing !== undefined && parent !== '')
      yield { message, path: ['resources'], subject: listing, ...severity };
    else yield { message, path: [], subject: first, ...severity };
  }
}

/** Resources whose definitions a HelmRelease of another Kustomization installs. */
function* definitionProblems(tree: TreeSubject): Generator<Problem> {
  for (const { kustomization, needed, resource } of missingDefinitions(tree)) {
    const { name } = needed.subject;
    yield {
      message: `Kustomization ${kustomization.subject.name} applies ${objectTitle(resource)}, whose definition ${name} brings, without depending on it.`,
      path: ['spec', 'dependsOn'],
      subject: kustomization.subject,
      fix: `Add {name: ${name}} to spec.dependsOn.`,
    };
  }
}

/** Charts that install their definitions only where the values say so. */
function* installerProblems(tree: TreeSubject): Generator<Problem> {
  const isDefined = customDefinitions(tree).some(({ name }) => name.endsWith('.cert-manager.io'));
  if (isDefined || !tree.complete) return;
  for (const release of releasesByChart(tree).get('cert-manager') ?? []) {
    const { title, spec } = helmReleases.of(release);
    const values = spec.values.place;
    const enabled = values.at('crds', 'enabled');
    if (!values.isWritten && spec.valuesFrom.length > 0) continue;
    if (enabled.data === true || values.at('installCRDs').data === true) continue;
    yield {
      message: `${title} installs cert-manager without its definitions, which nothing else brings.`,
      at: enabled.isWritten ? enabled : values,
      fix: 'Set crds.enabled: true.',
    };
  }
}

/** Charts that render resources of another chart's definitions. */
function* chartProblems(tree: TreeSubject): Generator<Problem> {
  const byChart = releasesByChart(tree);
  for (const { subject: release } of helmReleases(tree)) {
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
