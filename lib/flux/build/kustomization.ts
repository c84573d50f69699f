import { BuildFault } from './fault';
import { gvkFields } from './ids';
import type { BuildNode, Scalar, TextPlace } from './nodes';
import { type FieldShape, Shaped } from './shapes';

const texts: FieldShape = { list: 'text' };
const textMap: FieldShape = { map: 'text' };
const gvk = textFields(...gvkFields);
const selectorFields = [...gvkFields, 'name', 'namespace', 'labelSelector', 'annotationSelector'] as const;
const selector: FieldShape = { fields: textFields(...selectorFields) };
const fieldSpecs: FieldShape = { list: { fields: { ...gvk, path: 'text', create: 'bool' } } };
const generatorOptions: FieldShape = {
  fields: { labels: textMap, annotations: textMap, disableNameSuffixHash: 'bool', immutable: 'bool' },
};
const generator = {
  namespace: 'text',
  name: 'text',
  behavior: 'text',
  literals: texts,
  files: texts,
  envs: texts,
  env: 'text',
  options: generatorOptions,
} as const;
const fieldOptions: FieldShape = {
  fields: { delimiter: 'text', index: 'int', encoding: 'text', create: 'bool' },
};
const patches: FieldShape = {
  list: {
    fields: {
      path: 'text',
      patch: 'text',
      target: selector,
      options: { fields: { allowNameChange: 'bool', allowKindChange: 'bool' } },
    },
  },
};
const imageFields = ['name', 'newName', 'tagSuffix', 'newTag', 'digest'] as const;
const images: FieldShape = { list: { fields: textFields(...imageFields) } };

function textFields(...names: readonly string[]): Readonly<Record<string, FieldShape>> {
  return Object.fromEntries(names.map((name) => [name, 'text']));
}

/** Shape of one entry of `replacements`, and of a file that one names. */
export const replacementShape: FieldShape = {
  fields: {
    source: { fields: { ...gvk, name: 'text', namespace: 'text', fieldPath: 'text', options: fieldOptions } },
    targets: {
      list: {
        fields: { select: selector, reject: { list: selector }, fieldPaths: texts, options: fieldOptions },
      },
    },
    sourceValue: 'text',
    path: 'text',
  },
};

/** Shape of a kustomization.yaml (kustomize api 0.21.1). */
export const kustomizationShape: FieldShape = {
  fields: {
    apiVersion: 'text',
    kind: 'text',
    metadata: { fields: { name: 'text', namespace: 'text', labels: textMap, annotations: textMap } },
    openapi: textMap,
    namePrefix: 'text',
    nameSuffix: 'text',
    namespace: 'text',
    commonLabels: textMap,
    labels: {
      list: {
        fields: { pairs: textMap, includeSelectors: 'bool', includeTemplates: 'bool', fields: fieldSpecs },
      },
    },
    commonAnnotations: textMap,
    patchesStrategicMerge: texts,
    patchesJson6902: patches,
    patches,
    images,
    imageTags: images,
    replacements: { list: replacementShape },
    replicas: { list: { fields: { name: 'text', count: 'int' } } },
    vars: {
      list: {
        fields: {
          name: 'text',
          objref: { fields: { apiVersion: 'text', ...gvk, name: 'text', namespace: 'text' } },
          fieldref: { fields: { fieldPath: 'text' } },
        },
      },
    },
    sortOptions: {
      fields: { order: 'text', legacySortOptions: { fields: { orderFirst: texts, orderLast: texts } } },
    },
    resources: texts,
    components: texts,
    crds: texts,
    bases: texts,
    configMapGenerator: { list: { fields: generator } },
    secretGenerator: { list: { fields: { ...generator, type: 'text' } } },
    helmGlobals: 'any',
    helmCharts: { list: 'any' },
    helmChartInflationGenerator: { list: 'any' },
    generatorOptions,
    configurations: texts,
    generators: texts,
    transformers: texts,
    validators: texts,
    buildMetadata: texts,
  },
};

/** Which objects a patch is for: parts are regular expressions, selectors those of Kubernetes. */
export type TargetSelector = { readonly [key in (typeof selectorFields)[number]]: string } & {
  readonly place: TextPlace;
};

/** One entry of `patches`, `patchesJson6902`. */
export interface PatchEntry {
  readonly path?: Scalar;
  readonly patch?: Scalar;
  readonly target?: TargetSelector;
  readonly allowNameChange: boolean;
  readonly allowKindChange: boolean;
  readonly place: TextPlace;
}

/** One entry of `images`. */
export type ImageEntry = { readonly [key in (typeof imageFields)[number]]: string } & {
  readonly place: TextPlace;
};

/** One entry of `labels`. */
export type LabelEntry = ReturnType<typeof labelOf>;

/** A kustomization.yaml as kustomize takes it, with what Flux adds to that of `spec.path`. */
export type KustomizationFile = Readonly<ReturnType<typeof kustomizationOf>>;

/** Reads the root mapping of a kustomization.yaml. */
export function kustomizationOf(file: string, folder: string, root: BuildNode) {
  const shaped = new Shaped(root);
  const name = (key: 'namespace' | 'namePrefix' | 'nameSuffix') => {
    const found = shaped.scalar(key);
    return found?.value === '' ? undefined : found;
  };
  return {
    file,
    folder,
    place: root.place,
    isComponent: shaped.text('kind') === 'Component',
    resources: [...shaped.texts('resources'), ...shaped.texts('bases')],
    components: shaped.texts('components'),
    crds: shaped.texts('crds'),
    configurations: shaped.texts('configurations'),
    namespace: name('namespace'),
    namePrefix: name('namePrefix'),
    nameSuffix: name('nameSuffix'),
    commonLabels: shaped.map('commonLabels'),
    labels: shaped.shapes('labels').map(labelOf),
    commonAnnotations: shaped.map('commonAnnotations'),
    patchesStrategicMerge: shaped.texts('patchesStrategicMerge'),
    patches: shaped.shapes('patches').map(patchOf),
    patchesJson6902: shaped.shapes('patchesJson6902').map(patchOf),
    images: [...shaped.shapes('images'), ...shaped.shapes('imageTags')].map(imageOf),
    replicas: shaped.shapes('replicas'),
    replacements: shaped.shapes('replacements'),
    vars: shaped.shapes('vars'),
    configMapGenerators: shaped.shapes('configMapGenerator'),
    secretGenerators: shaped.shapes('secretGenerator'),
    generatorOptions: shaped.in('generatorOptions'),
    openapi: shaped.in('openapi').scalar('path'),
    helmCharts: [...shaped.list('helmCharts'), ...shaped.list('helmChartInflationGenerator')],
    plugins: ['generators', 'transformers', 'validators'].flatMap((key) => [...shaped.texts(key)]),
  };
}

function labelOf(shaped: Shaped) {
  return {
    pairs: shaped.map('pairs'),
    includeSelectors: shaped.bool('includeSelectors'),
    includeTemplates: shaped.bool('includeTemplates'),
    fields: shaped.list('fields'),
  };
}

/** Reads one entry of `patches`; those of a Flux Kustomization have the same fields. */
export function patchOf(shaped: Shaped): PatchEntry {
  const path = shaped.scalar('path');
  const patch = shaped.scalar('patch');
  const target = shaped.get('target');
  const options = shaped.in('options');
  return {
    path: path?.value === '' ? undefined : path,
    patch: patch?.value.trim() === '' ? undefined : patch,
    target: target && selectorOf(new Shaped(target), target.place),
    allowNameChange: options.bool('allowNameChange'),
    allowKindChange: options.bool('allowKindChange'),
    place: shaped.place,
  };
}

/** Reads a selector of objects. */
export function selectorOf(shaped: Shaped, place: TextPlace): TargetSelector {
  return { ...shaped.words(...selectorFields), place };
}

/** Reads one entry of `images`; those of a Flux Kustomization have the same fields. */
export function imageOf(shaped: Shaped): ImageEntry {
  const chosen = shaped.get('newTag') ?? shaped.get('digest') ?? shaped.get('newName');
  return { ...shaped.words(...imageFields), place: chosen?.place ?? shaped.place };
}

/** What kustomize requires of the type of a kustomization.yaml. */
export function checkType(root: BuildNode): BuildFault | undefined {
  const shaped = new Shaped(root);
  const kind = shaped.text('kind');
  const apiVersion = shaped.text('apiVersion');
  const component = kind === 'Component';
  const wanted = component ? 'kustomize.config.k8s.io/v1alpha1' : 'kustomize.config.k8s.io/v1beta1';
  const place = (key: string) => shaped.get(key)?.place ?? root.place;
  if (kind !== '' && kind !== 'Kustomization' && !component) {
    return new BuildFault(
      `a kustomization.yaml cannot be a ${kind}`,
      place('kind'),
      'write Kustomization or Component',
    );
  }
  if (apiVersion !== '' && apiVersion !== wanted) {
    const message = `a ${kind || 'Kustomization'} of kustomize has no version ${apiVersion}`;
    return new BuildFault(message, place('apiVersion'), `write ${wanted}`);
  }
  return undefined;
}
