import { fluxGroup } from '../../flux';
import { anyOf, fields, flag, free, kindOf, list, number, text } from './shape';

/** API group of Flux Kustomizations. */
export const kustomizeGroup = fluxGroup;
/** API group of HelmReleases. */
export const helmGroup = 'helm.toolkit.fluxcd.io';
/** API group of sources. */
export const sourceGroup = 'source.toolkit.fluxcd.io';
/** API group of image automation. */
export const imageGroup = 'image.toolkit.fluxcd.io';

/** How an object of Flux names another one. */
const reference = fields({ apiVersion: text, kind: text, name: text, namespace: text });
export type SourceReference = ReturnType<typeof reference>;
const dependencies = list(fields({ name: text, namespace: text, readyExpr: text }));
const ignored = list(fields({ paths: list(text) }));

export type Kustomization = ReturnType<typeof kustomizations.of>;
export type HelmRelease = ReturnType<typeof helmReleases.of>;

/** Kustomizations of Flux. */
export const kustomizations = kindOf(kustomizeGroup, 'Kustomization', {
  spec: fields({
    interval: text,
    retryInterval: text,
    timeout: text,
    path: text,
    prune: flag,
    wait: flag,
    force: flag,
    sourceRef: reference,
    targetNamespace: text,
    namePrefix: text,
    nameSuffix: text,
    dependsOn: dependencies,
    healthChecks: list(reference),
    healthCheckExprs: list(
      fields({ apiVersion: text, kind: text, current: text, inProgress: text, failed: text }),
    ),
    postBuild: fields({
      substitute: free,
      substituteFrom: list(fields({ kind: text, name: text, optional: flag })),
      substituteStrategy: text,
    }),
    decryption: free,
    ignore: ignored,
  }),
});

/** How a HelmRelease is installed or upgraded. */
const action = fields({
  crds: text,
  createNamespace: flag,
  timeout: text,
  remediation: fields({ retries: number, strategy: text }),
  strategy: fields({ name: text, retryInterval: text }),
  serverSideApply: free,
});

/** HelmReleases of Flux. In `values` stand fields that many charts call alike, and those of the collector's chart. */
export const helmReleases = kindOf(helmGroup, 'HelmRelease', {
  spec: fields({
    interval: text,
    timeout: text,
    suspend: flag,
    releaseName: text,
    targetNamespace: text,
    chart: fields({ spec: fields({ chart: text, version: text, interval: text, sourceRef: reference }) }),
    chartRef: reference,
    dependsOn: dependencies,
    install: action,
    upgrade: action,
    rollback: action,
    uninstall: action,
    test: action,
    driftDetection: fields({ mode: text, ignore: ignored }),
    values: fields({
      nameOverride: text,
      fullnameOverride: text,
      namespaceOverride: text,
      replicaCount: number,
      replicas: number,
      autoscaling: fields({ enabled: flag, minReplicas: number, maxReplicas: number }),
      configMap: fields({ existingName: text }),
      enableConfigChecksumAnnotation: flag,
    }),
    valuesFrom: list(
      fields({ kind: text, name: text, valuesKey: text, targetPath: text, literal: flag, optional: flag }),
    ),
  }),
});

export const ociRepositories = kindOf(sourceGroup, 'OCIRepository', {
  spec: fields({
    interval: text,
    timeout: text,
    url: text,
    ref: fields({ digest: text, semver: text, semverFilter: text, tag: text }),
    layerSelector: fields({ operation: text }),
  }),
});

export const helmRepositories = kindOf(sourceGroup, 'HelmRepository', {
  spec: fields({ interval: text, timeout: text, url: text, type: text }),
});

const anySource = { spec: fields({ interval: text, timeout: text }) };
export const gitRepositories = kindOf(sourceGroup, 'GitRepository', anySource);
export const buckets = kindOf(sourceGroup, 'Bucket', anySource);

/** HelmCharts that are written as objects of their own. */
export const helmCharts = kindOf(sourceGroup, 'HelmChart', { spec: fields({ sourceRef: reference }) });

export const imageRepositories = kindOf(imageGroup, 'ImageRepository', {
  spec: fields({ interval: text, timeout: text, image: text }),
});

export const imagePolicies = kindOf(imageGroup, 'ImagePolicy', {
  spec: fields({
    imageRepositoryRef: reference,
    policy: fields({ semver: free, alphabetical: free, numerical: free }),
    filterTags: fields({ pattern: text, extract: text }),
  }),
});

export const imageAutomations = kindOf(imageGroup, 'ImageUpdateAutomation', {
  spec: fields({
    sourceRef: reference,
    policySelector: fields({ matchLabels: free }),
    git: fields({ commit: fields({ messageTemplate: text }) }),
    update: fields({ path: text }),
  }),
});

/** What Flux fetches from, or looks for images at. */
export const sources = anyOf(helmRepositories, ociRepositories, gitRepositories, buckets, imageRepositories);

/** Every kind of object with a spec that Flux acts on. */
export const fluxObjects = anyOf(
  helmReleases,
  kustomizations,
  sources,
  helmCharts,
  imagePolicies,
  imageAutomations,
);
