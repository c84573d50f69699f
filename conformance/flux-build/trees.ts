import fc from 'fast-check';
import { type Feature, features, fluxFields } from './features';
import { objects } from './objects';
import { print, type Raw, type RawTree, raw } from './raw';

/** A repository as files by their path. */
export type RandomTree = { readonly [path: string]: string };

interface Folder {
  readonly objects: readonly RawTree[];
  readonly features: readonly Feature[];
  /** Folders among those before it that it builds on, as numbers that are taken modulo. */
  readonly bases: readonly number[];
  readonly isComponent: boolean;
  /** True for a folder that asks for what may not be there. */
  readonly isLax: boolean;
  /** False for a folder that leaves its kustomization.yaml to Flux. */
  readonly isWritten: boolean;
}

const folder: fc.Arbitrary<Folder> = fc.record({
  objects: fc.uniqueArray(objects, { minLength: 1, maxLength: 4, selector: identityOf }),
  features: fc.array(features, { maxLength: 6 }),
  bases: fc.array(fc.nat(7), { maxLength: 2 }),
  isComponent: fc.boolean().map((drawn) => drawn),
  isLax: fc.nat(11).map((drawn) => drawn === 0),
  isWritten: fc.nat(9).map((drawn) => drawn > 0),
});

/** Repositories: folders that build on others up to three deep, and the Flux Kustomizations that apply some. */
export const trees: fc.Arbitrary<RandomTree> = fc
  .tuple(
    fc.array(folder, { minLength: 1, maxLength: 4 }),
    fc.array(fluxFields, { minLength: 1, maxLength: 2 }),
    fc.nat(3),
  )
  .map(([folders, flux, parent]) => filesOf(folders, flux, parent));

function filesOf(
  folders: readonly Folder[],
  flux: readonly { [key: string]: RawTree }[],
  parent: number,
): RandomTree {
  const files: { [path: string]: string } = {};
  for (const [index, each] of folders.entries()) writeFolder(files, index, folders, each);
  const tops = flux.map((fields, index) => {
    const path = `./f${Math.max(folders.length - 1 - index, 0)}`;
    return kustomization(`apps-${index}`, path, fields);
  });
  if (parent === 0) {
    files['clusters/a/root.yaml'] = kustomization('root', './ks', {
      patches: [
        {
          patch: raw('|-\n- {op: add, path: /spec/targetNamespace, value: two}'),
          target: { kind: raw('Kustomization'), name: raw('apps-1') },
        },
      ],
    });
    files['ks/kustomization.yaml'] = print({
      namespace: raw('flux-system'),
      resources: tops.map((_, index) => raw(`apps-${index}.yaml`)),
    });
    for (const [index, text] of tops.entries()) files[`ks/apps-${index}.yaml`] = text;
  } else for (const [index, text] of tops.entries()) files[`clusters/a/apps-${index}.yaml`] = text;
  return files;
}

function writeFolder(
  files: { [path: string]: string },
  index: number,
  folders: readonly Folder[],
  each: Folder,
): void {
  const path = `f${index}`;
  const isComponent = isComponentAt(folders, index);
  for (const [at, object] of each.objects.entries()) files[`${path}/object-${at}.yaml`] = print(object);
  if (!each.isWritten && !isComponent) return;
  const bases = [
    ...new Set(each.bases.map((base) => (index === 0 ? -1 : base % index)).filter((base) => base >= 0)),
  ];
  const fields: { [key: string]: RawTree } = isComponent
    ? { apiVersion: raw('kustomize.config.k8s.io/v1alpha1'), kind: raw('Component') }
    : {};
  const resources = [
    ...each.objects.map((_, at) => raw(`object-${at}.yaml`)),
    ...bases.filter((base) => !isComponentAt(folders, base)).map((base) => raw(`../f${base}`)),
  ];
  const components = bases.filter((base) => isComponentAt(folders, base)).map((base) => raw(`../f${base}`));
  if (resources.length > 0) fields.resources = resources;
  if (components.length > 0) fields.components = components;
  for (const feature of each.features) {
    if (feature.needs !== undefined && !holds(folders, index, feature.needs)) continue;
    for (const [key, value] of Object.entries(feature.fields)) {
      const known = fields[key];
      fields[key] = Array.isArray(known) && Array.isArray(value) ? [...known, ...value] : value;
    }
    for (const [name, text] of Object.entries(feature.files ?? {})) files[`${path}/${name}`] = text;
  }
  files[`${path}/kustomization.yaml`] = print(fields);
}

/** Whether a folder, or one that it builds on, has an object of a kind and name: most features that miss theirs are left out. */
function holds(folders: readonly Folder[], index: number, identity: string): boolean {
  const each = folders[index];
  if (each === undefined) return false;
  if (each.isLax) return true;
  const own = each.objects.some((object) => identityOf(object) === identity);
  return own || (index > 0 && each.bases.some((base) => holds(folders, base % index, identity)));
}

function identityOf(object: RawTree): string {
  const { kind, metadata } = object as { kind: Raw; metadata: { name: Raw } };
  return `${kind.token} ${metadata.name.token}`;
}

/** A folder in between may be a component; those that Flux applies are not. */
function isComponentAt(folders: readonly Folder[], index: number): boolean {
  return folders[index]?.isComponent === true && index < folders.length - 2;
}

function kustomization(name: string, path: string, fields: { [key: string]: RawTree }): string {
  return print({
    apiVersion: raw('kustomize.toolkit.fluxcd.io/v1'),
    kind: raw('Kustomization'),
    metadata: { name: raw(name), namespace: raw('flux-system') },
    spec: {
      interval: raw('10m'),
      path: raw(path),
      prune: raw('true'),
      sourceRef: { kind: raw('GitRepository'), name: raw('flux-system') },
      ...fields,
    },
  });
}
