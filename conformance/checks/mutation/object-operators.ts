import type { Data, Path } from '../../../lib/checks';
import { at, field, items, walk } from '../../../lib/documents';
import type { Table } from '../../../lib/helm/data';
import type { Random } from '../../../tools/fuzz/random';
import { type Base, type ChangedBase, changing, inObject, put, rename, take } from './base';
import type { Operator } from './collector-operators';

interface Target {
  readonly file: string;
  readonly path: Path;
  readonly value: Data;
}

/** Places in the objects of a tree. */
function places(
  base: Base,
  kinds: readonly string[],
  choose: (path: Path, value: Data, object: Table) => boolean,
): Target[] {
  if (base.files.size === 1) return [];
  return [...base.files].flatMap(([file, object]) => {
    if (!kinds.includes(String(object.kind)) || file.startsWith('review/')) return [];
    return [...walk(object)]
      .filter(({ path, value }) => choose(path, value, object))
      .map(({ path, value }) => ({ file, path, value }));
  });
}

/** Changes one place in an object. */
function atPlace(
  kinds: readonly string[],
  choose: (path: Path, value: Data, object: Table) => boolean,
  change: (data: Table, path: Path, value: Data, random: Random) => Path | undefined,
): Operator {
  return (base, random) => {
    const target = random.one(places(base, kinds, choose));
    if (target === undefined) return undefined;
    const { files, data } = changing(base, target.file);
    const place = change(data, target.path, target.value, random);
    return place && { files, file: target.file, place: inObject(place) };
  };
}

const workloads = [
  'Deployment',
  'Service',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
  'Ingress',
  'HelmRelease',
  'Jaeger',
  'HelmRepository',
  'ImagePolicy',
];
const last = (path: Path) => path[path.length - 1];
const ends = (path: Path, ...keys: string[]) =>
  keys.every((key, index) => path[path.length - keys.length + index] === key);
const isFlux = (object: Table) => String(object.apiVersion).startsWith('kustomize.toolkit');

/** Maps whose keys are anyone's own. */
const freeMaps = [
  'labels',
  'annotations',
  'matchLabels',
  'selector',
  'requests',
  'limits',
  'values',
  'options',
  'resources',
];
const isOwnKey = (path: Path) => path.some((step) => freeMaps.includes(String(step))) || path[0] !== 'spec';

const mistypeField = atPlace(
  workloads,
  (path) =>
    path.length > 1 && typeof last(path) === 'string' && String(last(path)).length > 3 && !isOwnKey(path),
  (data, path, _, random) => {
    const key = String(last(path));
    const cut = 1 + random.below(key.length - 1);
    const name = `${key.slice(0, cut)}${key.slice(cut + 1)}`;
    rename(data, path, name);
    return [...path.slice(0, -1), name];
  },
);

const wrongType = atPlace(
  workloads,
  (path, value) => (typeof value === 'number' || typeof value === 'boolean') && !isOwnKey(path),
  (data, path) => {
    // Ports and amounts may be words.
    if (
      ['port', 'targetPort', 'maxSurge', 'maxUnavailable', 'minAvailable', 'number'].includes(
        String(last(path)),
      )
    )
      return undefined;
    put(data, path, 'many');
    return path;
  },
);

const wordNotAllowed = atPlace(
  workloads,
  (path, value) =>
    typeof value === 'string' &&
    ['imagePullPolicy', 'pathType', 'protocol', 'whenUnsatisfiable', 'type', 'crds', 'mode'].includes(
      String(last(path)),
    ) &&
    !isOwnKey(path),
  (data, path, value) => {
    put(data, path, `${String(value)}s`);
    return path;
  },
);

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

const dropRequired = atPlace(
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
);

const wrongSelector = atPlace(
  ['Service'],
  (path, value) => path.length === 3 && path[1] === 'selector' && typeof value === 'string',
  (data, path, value) => {
    put(data, path, `${String(value)}-gone`);
    return path.slice(0, 2);
  },
);

const wrongTargetPort = atPlace(
  ['Service'],
  (path) => ends(path, 'targetPort'),
  (data, path, value, random) => {
    put(data, path, typeof value === 'number' ? value + 1 + random.below(50) : `${String(value)}-gone`);
    return path;
  },
);

const wrongEndpoint = atPlace(
  ['Deployment'],
  (path, value, object) =>
    ends(path, 'value') &&
    /:4318$/.test(String(value)) &&
    String(at(object, [...path.slice(0, -1), 'name'])).endsWith('OTLP_ENDPOINT'),
  (data, path, value, random) => {
    const changes = [
      String(value).replace(/4318$/, '4317'),
      String(value).replace('observability', 'observe'),
      String(value).replace('otel-collector-', 'otel-'),
    ];
    put(data, path, random.one(changes) ?? '');
    return path;
  },
);

const wrongSecret = atPlace(
  ['Deployment', 'Jaeger', 'GitRepository'],
  (path) =>
    ends(path, 'secretKeyRef', 'name') ||
    ends(path, 'storage', 'secretName') ||
    ends(path, 'secretRef', 'name'),
  (data, path, value) => {
    put(data, path, `${String(value)}-gone`);
    return path;
  },
);

const wrongAccount = atPlace(
  ['Deployment'],
  (path) => ends(path, 'serviceAccountName'),
  (data, path, value) => {
    put(data, path, `${String(value)}-gone`);
    return path;
  },
);

const wrongBackend = atPlace(
  ['Ingress'],
  (path) => ends(path, 'service', 'name') || ends(path, 'port', 'number') || ends(path, 'port', 'name'),
  (data, path, value) => {
    put(data, path, typeof value === 'number' ? value + 1 : `${String(value)}-gone`);
    return path;
  },
);

const wrongSource = atPlace(
  ['HelmRelease'],
  (path) => ends(path, 'sourceRef', 'name'),
  (data, path, value) => {
    put(data, path, `${String(value)}-gone`);
    return path.slice(0, -1);
  },
);

const wrongFolder = atPlace(
  ['Kustomization'],
  (path, _, object) => isFlux(object) && path.length === 2 && ends(path, 'path'),
  (data, path, value) => {
    put(data, path, `${String(value)}-gone`);
    return path;
  },
);

const wrongDependency = atPlace(
  ['Kustomization', 'HelmRelease'],
  (path) => path.length === 4 && path[1] === 'dependsOn' && ends(path, 'name'),
  (data, path, value) => {
    put(data, path, `${String(value)}-gone`);
    return path.slice(0, 3);
  },
);

const dropDependency = atPlace(
  ['Kustomization'],
  (path, value, object) =>
    isFlux(object) && path.length === 3 && path[1] === 'dependsOn' && field(value, 'name') !== undefined,
  (data, path) => {
    take(data, path);
    return ['spec'];
  },
);

const wrongResource = atPlace(
  ['Kustomization'],
  (path, value, object) =>
    !isFlux(object) && path[0] === 'resources' && path.length === 2 && String(value).endsWith('.yaml'),
  (data, path, value) => {
    put(data, path, String(value).replace('.yaml', '-gone.yaml'));
    return path;
  },
);

const wrongStorage = atPlace(
  ['Jaeger'],
  (path) => ends(path, 'storage', 'type') || ends(path, 'spec', 'strategy'),
  (data, path) => {
    put(data, path, last(path) === 'type' ? 'elastic' : 'streaming');
    return ['spec'];
  },
);

const twoPorts = atPlace(
  ['Service', 'Deployment'],
  (path, value) =>
    ends(path, 'ports') && Array.isArray(value) && value.length > 0 && !path.includes('egress'),
  (data, path, value) => {
    put(data, path, [...items(value), structuredClone(items(value)[0] ?? null)]);
    return path;
  },
);

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
      .map(({ path }) => ({ file: other, place: inObject(path) })),
  );
  const [first, ...also] = backends;
  return first && { files, file: first.file, place: first.place, also };
};

const blockedPort = atPlace(
  ['NetworkPolicy'],
  (path, value) =>
    path[1] === 'ingress' && ends(path, 'port') && (typeof value === 'number' || typeof value === 'string'),
  (data, path, value, random) => {
    put(data, path, typeof value === 'number' ? value + 1 + random.below(50) : `${String(value)}-gone`);
    return path;
  },
);

const wrongScaling: Operator = (base, random) => {
  const mutant = atPlace(
    ['HorizontalPodAutoscaler'],
    (path) => ends(path, 'minReplicas') || ends(path, 'scaleTargetRef', 'name'),
    (data, path, value) => {
      put(data, path, typeof value === 'number' ? value + 100 : `${String(value)}-gone`);
      return path;
    },
  )(base, random);
  // The two bounds contradict each other: either may be named.
  return mutant && { ...mutant, also: [{ file: mutant.file, place: inObject(['spec', 'maxReplicas']) }] };
};

const wrongVolume = atPlace(
  ['Deployment'],
  (path) => path.includes('volumeMounts') && last(path) === 'name',
  (data, path, value) => {
    put(data, path, `${String(value)}-gone`);
    return path.slice(0, -1);
  },
);

/** Keys of the chart's values that the chart itself defines. */
const mistypeValue = atPlace(
  ['HelmRelease'],
  (path, _, object) =>
    path.length === 3 &&
    path[1] === 'values' &&
    at(object, ['spec', 'chart', 'spec', 'chart']) === 'opentelemetry-collector' &&
    String(last(path)).length > 3,
  (data, path, _, random) => {
    const key = String(last(path));
    const cut = 1 + random.below(key.length - 1);
    const name = `${key.slice(0, cut)}${key.slice(cut + 1)}`;
    rename(data, path, name);
    return [...path.slice(0, -1), name];
  },
);

const mistypeKustomization = atPlace(
  ['Kustomization'],
  (path, _, object) => !isFlux(object) && path.length === 1 && ends(path, 'resources'),
  (data, path) => {
    rename(data, path, 'resource');
    return ['resource'];
  },
);

const containerPort = atPlace(
  ['Deployment'],
  (path) => ends(path, 'containerPort'),
  (data, path, value, random) => {
    put(data, path, Number(value) + 1 + random.below(50));
    return path;
  },
);

const egressPort = atPlace(
  ['NetworkPolicy'],
  (path, value) =>
    path[1] === 'egress' && ends(path, 'port') && typeof value === 'number' && ![80, 443].includes(value),
  (data, path, value, random) => {
    put(data, path, Number(value) + 1 + random.below(50));
    return path;
  },
);

const probePort = atPlace(
  ['Deployment'],
  (path) => path.some((step) => String(step).endsWith('Probe')) && ends(path, 'port'),
  (data, path, value) => {
    put(data, path, typeof value === 'number' ? value + 1 : `${String(value)}s`);
    return path;
  },
);

const imageWithoutTag = atPlace(
  ['Deployment'],
  (path) => ends(path, 'image'),
  (data, path, value) => {
    put(data, path, String(value).replace(/:[^:/]+$/, ''));
    return path;
  },
);

const wrongTemplateLabel = atPlace(
  ['Deployment'],
  (path) =>
    path.length === 5 &&
    path[1] === 'template' &&
    path[3] === 'labels' &&
    ends(path, 'app.kubernetes.io/name'),
  (data, path, value) => {
    put(data, path, `${String(value)}-gone`);
    return path.slice(0, 4);
  },
);

/** What goes wrong in the objects of a tree. */
export const objectOperators: { readonly [name: string]: Operator } = {
  'mistype a field of an object': mistypeField,
  'give text for a number': wrongType,
  'write a word that is not allowed': wordNotAllowed,
  'drop a required field': dropRequired,
  'change the selector of a Service': wrongSelector,
  'change the target port of a Service': wrongTargetPort,
  'duplicate a port of a Service or container': twoPorts,
  'drop a Service': dropService,
  'change the OTLP endpoint of a service': wrongEndpoint,
  'name a Secret that is not there': wrongSecret,
  'name a ServiceAccount that is not there': wrongAccount,
  'change the backend of an Ingress': wrongBackend,
  'change the port of a NetworkPolicy': blockedPort,
  'break an autoscaler': wrongScaling,
  'mount a volume that is not there': wrongVolume,
  'name a source that is not there': wrongSource,
  'name a folder that is not there': wrongFolder,
  'depend on what is not there': wrongDependency,
  'remove a dependsOn': dropDependency,
  'list a file that is not there': wrongResource,
  'break the storage of Jaeger': wrongStorage,
  'mistype a value of the chart': mistypeValue,
  'mistype a field of a kustomization.yaml': mistypeKustomization,
  'change the port of a container': containerPort,
  'change the port of an egress rule': egressPort,
  'change the port of a probe': probePort,
  'drop the tag of an image': imageWithoutTag,
  'change a label that selectors need': wrongTemplateLabel,
};

export type { ChangedBase };
