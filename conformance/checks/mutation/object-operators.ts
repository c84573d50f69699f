import type { Data, Path } from '../../../lib/checks';
import { at, field, items, objectPath, walk } from '../../../lib/documents';
import type { Table } from '../../../lib/helm/data';
import type { Random } from '../../../tools/fuzz/random';
import { wordsOf } from '../../support/arbitrary';
import { type Base, changing, mistyped, put, rename, take } from './base';
import type { Operator } from './collector-operators';

interface Target {
  readonly file: string;
  readonly path: Path;
  readonly value: Data;
}

/** Places in the objects of a tree. */
function places(base: Base, kinds: readonly string[], choose: Choice): Target[] {
  if (base.files.size === 1) return [];
  return [...base.files].flatMap(([file, object]) => {
    if (!kinds.includes(String(object.kind)) || file.startsWith('review/')) return [];
    return [...walk(object)]
      .filter(({ path, value }) => choose(path, value, object))
      .map(({ path, value }) => ({ file, path, value }));
  });
}

type Choice = (path: Path, value: Data, object: Table) => boolean;
type Change = (data: Table, path: Path, value: Data, random: Random) => Path | undefined;

/** Changes one place in an object. */
function atPlace(kinds: readonly string[], choose: Choice, change: Change): Operator {
  return (base, random) => {
    const target = random.one(places(base, kinds, choose));
    if (target === undefined) return undefined;
    const { files, data } = changing(base, target.file);
    const place = change(data, target.path, target.value, random);
    return place && { files, file: target.file, place: objectPath(place) };
  };
}

/**
 * Puts another value at one place.
 *
 * @param holder how many steps above it the fault is seen
 */
function replaced(
  kinds: readonly string[],
  choose: Choice,
  other: (value: Data, random: Random) => Data,
  holder = 0,
): Operator {
  return atPlace(kinds, choose, (data, path, value, random) => {
    put(data, path, other(value, random));
    return path.slice(0, path.length - holder);
  });
}

const gone = (value: Data): string => `${String(value)}-gone`;
/** Another number, or a name that is not there. */
const otherPort = (value: Data, random: Random): Data =>
  typeof value === 'number' ? value + 1 + random.below(50) : gone(value);
const nextPort = (value: Data): Data => (typeof value === 'number' ? value + 1 : gone(value));

/** A letter of a key is left out. */
const mistype: Change = (data, path, _, random) => [...path.slice(0, -1), mistyped(data, path, 1, random)];

const workloads = wordsOf(`
  Deployment Service PodDisruptionBudget HorizontalPodAutoscaler NetworkPolicy Ingress HelmRelease Jaeger
  HelmRepository ImagePolicy
`);
const last = (path: Path) => path[path.length - 1];
const ends = (path: Path, ...keys: string[]) =>
  keys.every((key, index) => path[path.length - keys.length + index] === key);
const isFlux = (object: Table) => String(object.apiVersion).startsWith('kustomize.toolkit');

/** Maps whose keys are anyone's own. */
const freeMaps = wordsOf(`
  labels annotations matchLabels selector requests limits values options resources
`);
const isOwnKey = (path: Path) => path.some((step) => freeMaps.includes(String(step))) || path[0] !== 'spec';

/** Ports and amounts may be words. */
const mayBeWords = ['port', 'targetPort', 'maxSurge', 'maxUnavailable', 'minAvailable', 'number'];
/** Fields that take some words only. */
const closedWords = ['imagePullPolicy', 'pathType', 'protocol', 'whenUnsatisfiable', 'type', 'crds', 'mode'];

const requiredFields: readonly (readonly string[])[] = [
  ['metadata', 'name'],
  ['spec', 'selector'],
  ['spec', 'template'],
  ['spec', 'interval'],
  ['spec', 'scaleTargetRef'],
  ['spec', 'maxReplicas'],
  ['spec', 'sourceRef'],
  ['spec', 'prune'],
  ['spec', 'url'],
  ['spec', 'podSelector'],
  ['spec', 'policy'],
];

/** Takes a Service out of the tree and out of the list of its folder; what named it is left without an end. */
const dropService: Operator = (base, random) => {
  const services = [...base.files].filter(
    ([file, object]) => object.kind === 'Service' && !file.includes('review'),
  );
  const chosen = random.one(services);
  if (chosen === undefined) return undefined;
  const [file, object] = chosen;
  const list = file.replace(/[^/]+$/, 'kustomization.yaml');
  const { files, data } = changing(base, list);
  files.delete(file);
  data.resources = items(data.resources).filter((one) => one !== file.slice(file.lastIndexOf('/') + 1));
  const name = String(at(object, ['metadata', 'name']));
  const backends = [...files].flatMap(([other, content]) =>
    [...walk(content)]
      .filter(({ path, value }) => value === name && ends(path, 'service', 'name'))
      .map(({ path }) => ({ file: other, place: objectPath(path) })),
  );
  const [first, ...also] = backends;
  return first && { files, file: first.file, place: first.place, also };
};

/** The two bounds of an autoscaler contradict each other: either may be named. */
const wrongScaling: Operator = (base, random) => {
  const mutant = replaced(
    ['HorizontalPodAutoscaler'],
    (path) => ends(path, 'minReplicas') || ends(path, 'scaleTargetRef', 'name'),
    (value) => (typeof value === 'number' ? value + 100 : gone(value)),
  )(base, random);
  return mutant && { ...mutant, also: [{ file: mutant.file, place: objectPath(['spec', 'maxReplicas']) }] };
};

/** What goes wrong in the objects of a tree. */
export const objectOperators: { readonly [name: string]: Operator } = {
  'mistype a field of an object': atPlace(
    workloads,
    (path) =>
      path.length > 1 && typeof last(path) === 'string' && String(last(path)).length > 3 && !isOwnKey(path),
    mistype,
  ),
  'give text for a number': atPlace(
    workloads,
    (path, value) => (typeof value === 'number' || typeof value === 'boolean') && !isOwnKey(path),
    (data, path) => {
      if (mayBeWords.includes(String(last(path)))) return undefined;
      put(data, path, 'many');
      return path;
    },
  ),
  'write a word that is not allowed': replaced(
    workloads,
    (path, value) => typeof value === 'string' && closedWords.includes(String(last(path))) && !isOwnKey(path),
    (value) => `${String(value)}s`,
  ),
  'drop a required field': atPlace(
    [
      'Deployment',
      'HorizontalPodAutoscaler',
      'NetworkPolicy',
      'HelmRelease',
      'Kustomization',
      'HelmRepository',
      'ImagePolicy',
    ],
    (path, _, object) =>
      requiredFields.some(
        (field) => field.length === path.length && field.every((key, index) => path[index] === key),
      ) && !(object.kind === 'HelmRepository' && ends(path, 'interval')),
    (data, path) => {
      take(data, path);
      return path;
    },
  ),
  'change the selector of a Service': replaced(
    ['Service'],
    (path, value) => path.length === 3 && path[1] === 'selector' && typeof value === 'string',
    gone,
    1,
  ),
  'change the target port of a Service': replaced(['Service'], (path) => ends(path, 'targetPort'), otherPort),
  'duplicate a port of a Service or container': replaced(
    ['Service', 'Deployment'],
    (path, value) =>
      ends(path, 'ports') && Array.isArray(value) && value.length > 0 && !path.includes('egress'),
    (value) => [...items(value), structuredClone(items(value)[0] ?? null)],
  ),
  'drop a Service': dropService,
  'change the OTLP endpoint of a service': replaced(
    ['Deployment'],
    (path, value, object) =>
      ends(path, 'value') &&
      /:4318$/.test(String(value)) &&
      String(at(object, [...path.slice(0, -1), 'name'])).endsWith('OTLP_ENDPOINT'),
    (value, random) =>
      random.one([
        String(value).replace(/4318$/, '4317'),
        String(value).replace('observability', 'observe'),
        String(value).replace('otel-collector-', 'otel-'),
      ]) ?? '',
  ),
  'name a Secret that is not there': replaced(
    ['Deployment', 'Jaeger', 'GitRepository'],
    (path) =>
      ends(path, 'secretKeyRef', 'name') ||
      ends(path, 'storage', 'secretName') ||
      ends(path, 'secretRef', 'name'),
    gone,
  ),
  'name a ServiceAccount that is not there': replaced(
    ['Deployment'],
    (path) => ends(path, 'serviceAccountName'),
    gone,
  ),
  'change the backend of an Ingress': replaced(
    ['Ingress'],
    (path) => ends(path, 'service', 'name') || ends(path, 'port', 'number') || ends(path, 'port', 'name'),
    nextPort,
  ),
  'change the port of a NetworkPolicy': replaced(
    ['NetworkPolicy'],
    (path, value) =>
      path[1] === 'ingress' && ends(path, 'port') && (typeof value === 'number' || typeof value === 'string'),
    otherPort,
  ),
  'break an autoscaler': wrongScaling,
  'mount a volume that is not there': replaced(
    ['Deployment'],
    (path) => path.includes('volumeMounts') && last(path) === 'name',
    gone,
    1,
  ),
  'name a source that is not there': replaced(
    ['HelmRelease'],
    (path) => ends(path, 'sourceRef', 'name'),
    gone,
    1,
  ),
  'name a folder that is not there': replaced(
    ['Kustomization'],
    (path, _, object) => isFlux(object) && path.length === 2 && ends(path, 'path'),
    gone,
  ),
  'depend on what is not there': replaced(
    ['Kustomization', 'HelmRelease'],
    (path) => path.length === 4 && path[1] === 'dependsOn' && ends(path, 'name'),
    gone,
    1,
  ),
  'remove a dependsOn': atPlace(
    ['Kustomization'],
    (path, value, object) =>
      isFlux(object) && path.length === 3 && path[1] === 'dependsOn' && field(value, 'name') !== undefined,
    (data, path) => {
      take(data, path);
      return ['spec'];
    },
  ),
  'list a file that is not there': replaced(
    ['Kustomization'],
    (path, value, object) =>
      !isFlux(object) && path[0] === 'resources' && path.length === 2 && String(value).endsWith('.yaml'),
    (value) => String(value).replace('.yaml', '-gone.yaml'),
  ),
  'break the storage of Jaeger': atPlace(
    ['Jaeger'],
    (path) => ends(path, 'storage', 'type') || ends(path, 'spec', 'strategy'),
    (data, path) => {
      put(data, path, last(path) === 'type' ? 'elastic' : 'streaming');
      return ['spec'];
    },
  ),
  'mistype a value of the chart': atPlace(
    ['HelmRelease'],
    (path, _, object) =>
      path.length === 3 &&
      path[1] === 'values' &&
      at(object, ['spec', 'chart', 'spec', 'chart']) === 'opentelemetry-collector' &&
      String(last(path)).length > 3,
    mistype,
  ),
  'mistype a field of a kustomization.yaml': atPlace(
    ['Kustomization'],
    (path, _, object) => !isFlux(object) && path.length === 1 && ends(path, 'resources'),
    (data, path) => {
      rename(data, path, 'resource');
      return ['resource'];
    },
  ),
  'change the port of a container': replaced(
    ['Deployment'],
    (path) => ends(path, 'containerPort'),
    otherPort,
  ),
  'change the port of an egress rule': replaced(
    ['NetworkPolicy'],
    (path, value) =>
      path[1] === 'egress' && ends(path, 'port') && typeof value === 'number' && ![80, 443].includes(value),
    otherPort,
  ),
  'change the port of a probe': replaced(
    ['Deployment'],
    (path) => path.some((step) => String(step).endsWith('Probe')) && ends(path, 'port'),
    (value) => (typeof value === 'number' ? value + 1 : `${String(value)}s`),
  ),
  'drop the tag of an image': replaced(
    ['Deployment'],
    (path) => ends(path, 'image'),
    (value) => String(value).replace(/:[^:/]+$/, ''),
  ),
  'change a label that selectors need': replaced(
    ['Deployment'],
    (path) =>
      path.length === 5 &&
      path[1] === 'template' &&
      path[3] === 'labels' &&
      ends(path, 'app.kubernetes.io/name'),
    gone,
    1,
  ),
};
