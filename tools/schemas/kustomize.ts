import type { Json } from './crds';

/** What kustomize 5 reads in its own file, which is no object of the cluster; it refuses any other field. */

const strings: Json = { type: 'array', items: { type: 'string' } };
const stringMap: Json = { type: 'object', additionalProperties: { type: 'string' } };
const anything: Json = { 'x-kubernetes-preserve-unknown-fields': true };
const objects: Json = { type: 'array', items: anything };

const fields: Json = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: anything,
  resources: strings,
  bases: strings,
  components: strings,
  crds: strings,
  generators: strings,
  transformers: strings,
  validators: strings,
  configurations: strings,
  namespace: { type: 'string' },
  namePrefix: { type: 'string' },
  nameSuffix: { type: 'string' },
  commonLabels: stringMap,
  commonAnnotations: stringMap,
  labels: objects,
  patches: objects,
  patchesStrategicMerge: strings,
  patchesJson6902: objects,
  replacements: objects,
  images: objects,
  imageTags: objects,
  replicas: objects,
  vars: objects,
  configMapGenerator: objects,
  secretGenerator: objects,
  generatorOptions: anything,
  helmCharts: objects,
  helmGlobals: anything,
  helmChartInflationGenerator: objects,
  openapi: anything,
  sortOptions: anything,
  buildMetadata: strings,
};

/** The schemas of the kinds that kustomize reads, in the form of the others. */
export const kustomizeSchemas = {
  definitions: {},
  kinds: {
    'kustomize.config.k8s.io/v1beta1/Kustomization': { type: 'object', properties: fields },
    'kustomize.config.k8s.io/v1alpha1/Component': { type: 'object', properties: fields },
  },
};
