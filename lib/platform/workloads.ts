import { at, type Data, type DataMap, field, isMap, items, once, ownValue, type Path } from '../documents';
import { type Labels, labelsOf } from './labels';
import type { ObjectSubject, TreeSubject } from './subject';
import { anyObject, type Place } from './views';
import { type ContainerFields, containerOf, type PodFields, podSpecOf } from './views/pods';

/** Kinds that hold a pod template, with the path to it. */
export const templatePaths: readonly (readonly [group: string, kind: string, path: Path])[] = [
  ['apps', 'Deployment', ['spec', 'template']],
  ['apps', 'StatefulSet', ['spec', 'template']],
  ['apps', 'DaemonSet', ['spec', 'template']],
  ['apps', 'ReplicaSet', ['spec', 'template']],
  ['argoproj.io', 'Rollout', ['spec', 'template']],
  ['batch', 'Job', ['spec', 'template']],
  ['batch', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['', 'Pod', []],
];

/** Kinds of Kubernetes, as `group/Kind`, that hold a pod template. */
export const workloadKinds: readonly string[] = templatePaths
  .filter(([group]) => !group.includes('.'))
  .map(([group, kind]) => `${group}/${kind}`);

/** A container with its place in the object. */
export interface Container {
  readonly name: string;
  readonly body: DataMap;
  readonly path: Path;
  /** True for an init container. */
  readonly init: boolean;
  readonly spec: ContainerFields;
}

/** A port that a container declares. */
export interface ContainerPort {
  readonly name: string | null;
  readonly port: number;
  readonly protocol: string;
  readonly path: Path;
}

/** Pods of one template. */
export interface Workload {
  readonly subject: ObjectSubject;
  readonly namespace: string;
  readonly name: string;
  /** Labels of the pods, those of the workload's selector included. */
  readonly labels: Labels;
  /** Path of the pod template in the object. */
  readonly templatePath: Path;
  readonly podSpec: DataMap;
  readonly podSpecPath: Path;
  readonly title: string;
  /** Metadata of the pods. */
  readonly metadata: Place;
  readonly spec: PodFields;
  readonly containers: readonly Container[];
  readonly ports: readonly ContainerPort[];
}

function templatePathOf(subject: ObjectSubject): Path | undefined {
  return templatePaths.find(([group, kind]) => group === subject.group && kind === subject.kind)?.[2];
}

function containersOf({ initContainers, containers }: PodFields): readonly Container[] {
  return [initContainers, containers].flatMap((listed) =>
    listed.items.flatMap((place) => {
      const spec = containerOf(place);
      const { data: body, path } = place;
      if (!isMap(body)) return [];
      return [{ name: spec.name.value ?? '', body, path, init: listed === initContainers, spec }];
    }),
  );
}

/** Ports that a container declares; entries without a number are left out. */
export function containerPorts({ body, path }: Container): readonly ContainerPort[] {
  return items(body.ports).flatMap((port, index) =>
    isMap(port) && typeof port.containerPort === 'number'
      ? [
          {
            name: typeof port.name === 'string' ? port.name : null,
            port: port.containerPort,
            protocol: typeof port.protocol === 'string' ? port.protocol : 'TCP',
            path: [...path, 'ports', index, 'containerPort'],
          },
        ]
      : [],
  );
}

/**
 * Labels that the workload's own selector asks for. A template without them is refused, so that they stand for what is
 * meant: the one fault is reported once.
 */
function selectorLabels(subject: ObjectSubject): Labels {
  return ['apps', 'argoproj.io'].includes(subject.group)
    ? labelsOf(at(subject.object, ['spec', 'selector', 'matchLabels']))
    : {};
}

/** Pod template of an object, or undefined where its kind has none or it is not written. */
export const workloadOf: (subject: ObjectSubject) => Workload | undefined = once((subject) => {
  const templatePath = templatePathOf(subject);
  if (templatePath === undefined) return undefined;
  const { place, title, name, namespace } = anyObject(subject);
  const template = place.at(...templatePath);
  const spec = podSpecOf(template.at('spec'));
  const { data: podSpec, path: podSpecPath } = spec.place;
  if (!isMap(podSpec)) return undefined;
  const containers = containersOf(spec);
  return {
    subject,
    namespace,
    name,
    title,
    labels: { ...labelsOf(template.at('metadata', 'labels').data), ...selectorLabels(subject) },
    templatePath,
    metadata: template.at('metadata'),
    podSpec,
    podSpecPath,
    spec,
    containers,
    ports: containers.flatMap(containerPorts),
  };
});

/** Every pod template of a tree. */
export const workloads: (tree: TreeSubject) => readonly Workload[] = once((tree) =>
  tree.objects.flatMap((subject) => workloadOf(subject) ?? []),
);

/** Every pod template of a tree, those that Helm makes of its releases behind those of the source. */
export const heldWorkloads: (tree: TreeSubject) => readonly Workload[] = once((tree) => [
  ...workloads(tree),
  ...tree.rendered.flatMap((subject) => workloadOf(subject) ?? []),
]);

/** An environment variable that is written out. */
export interface EnvironmentEntry {
  readonly name: string;
  /** Absent where the value comes from elsewhere. */
  readonly value?: string;
  /** Path of the value, or of the entry where it has none. */
  readonly path: Path;
}

/**
 * Environment variables of a container: those of ConfigMaps of the tree that `envFrom` brings, then its own. A variable
 * that a later one replaces is left out.
 */
export function environmentOf(
  tree: TreeSubject,
  { namespace }: Workload,
  { body, path }: Container,
): readonly EnvironmentEntry[] {
  const brought = items(body.envFrom).flatMap((source, index) => {
    const map = configMapOf(tree, namespace, at(source, ['configMapRef', 'name']));
    const prefix = field(source, 'prefix');
    return Object.keys(map?.data ?? {}).flatMap((key) => {
      const value = map?.known(key);
      const name = `${typeof prefix === 'string' ? prefix : ''}${key}`;
      return value === undefined ? [] : [{ name, value, path: [...path, 'envFrom', index] }];
    });
  });
  const own = items(body.env).flatMap((entry, index): EnvironmentEntry[] => {
    if (!isMap(entry) || typeof entry.name !== 'string') return [];
    const place = [...path, 'env', index];
    if (typeof entry.value === 'string')
      return [{ name: entry.name, value: entry.value, path: [...place, 'value'] }];
    const reference = at(entry, ['valueFrom', 'configMapKeyRef']);
    const key = field(reference, 'key');
    const value =
      typeof key === 'string'
        ? configMapOf(tree, namespace, field(reference, 'name'))?.known(key)
        : undefined;
    return [{ name: entry.name, path: place, ...(value === undefined ? {} : { value }) }];
  });
  const all = [...brought, ...own];
  const last = new Map(all.map((entry) => [entry.name, entry]));
  return all.filter((entry) => last.get(entry.name) === entry);
}

/** The texts of a ConfigMap of the tree, those that are not known here left out. */
function configMapOf(tree: TreeSubject, namespace: string, name: Data | undefined) {
  if (typeof name !== 'string') return undefined;
  const subject = tree.find('', 'ConfigMap', namespace, name);
  const data = field(subject?.object, 'data');
  if (subject === undefined || !isMap(data)) return undefined;
  const known = (key: string) => {
    const value = ownValue(data, key);
    return typeof value === 'string' && subject.isKnown?.(['data', key]) !== false ? value : undefined;
  };
  return { data, known };
}
