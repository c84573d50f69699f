import { at, type DataMap, isMap, once, type Path } from '../documents';
import { type Labels, labelsOf } from './labels';
import type { ObjectSubject, TreeSubject } from './subject';
import { objectTitle } from './subjects/object';
import { anyObject, type ContainerFields, type Place } from './views';
import { containerOf } from './views/pods';
import { workloadOf } from './workloads';

/** A container of a pod with its place in the object. */
export interface HeldContainer {
  readonly name: string;
  readonly body: DataMap;
  readonly path: Path;
  readonly spec: ContainerFields;
}

/** A pod that the platform will hold, whoever makes it: written, by Helm or by an operator. */
export interface HeldPod {
  /** `DaemonSet monitoring/agent`. */
  readonly title: string;
  readonly subject: ObjectSubject;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly annotationsPath: Path;
  readonly spec: DataMap;
  /** Path of a field of the pod's spec in the object. */
  fieldPath(...field: (string | number)[]): Path;
  readonly containers: readonly HeldContainer[];
  /** False for an operator's pod: what is not written in its resource, the operator may add. */
  readonly whole: boolean;
}

/** Every pod of the tree. */
export const heldPods: (tree: TreeSubject) => readonly HeldPod[] = once((tree) =>
  [...tree.objects, ...tree.rendered].flatMap((subject) => ofWorkload(subject) ?? ofOperator(subject) ?? []),
);

function ofWorkload(subject: ObjectSubject): HeldPod | undefined {
  const workload = workloadOf(subject);
  if (workload === undefined) return undefined;
  const { templatePath, podSpecPath, podSpec, containers, namespace, labels } = workload;
  const annotationsPath = [...templatePath, 'metadata', 'annotations'];
  return {
    title: objectTitle(subject),
    subject,
    namespace,
    labels,
    annotations: labelsOf(at(subject.object, annotationsPath)),
    annotationsPath,
    spec: podSpec,
    fieldPath: (...path) => [...podSpecPath, ...path],
    containers,
    whole: true,
  };
}

/** Fields of an OpenTelemetryCollector that the operator calls otherwise than the pod. */
const operatorNames: { readonly [field: string]: string } = {
  securityContext: 'podSecurityContext',
  containers: 'additionalContainers',
};

/** The pod of an OpenTelemetryCollector as far as its resource says; a sidecar stands in pods of others. */
function ofOperator(subject: ObjectSubject): HeldPod | undefined {
  if (subject.group !== 'opentelemetry.io' || subject.kind !== 'OpenTelemetryCollector') return undefined;
  const { spec } = subject.object;
  if (!isMap(spec) || spec.mode === 'sidecar') return undefined;
  const own = anyObject(subject).place.at('spec');
  const container = (place: Place, name?: string): HeldContainer[] => {
    const { path, data: body } = place;
    const fields = containerOf(place);
    return isMap(body) ? [{ name: name ?? fields.name.shown, body, path, spec: fields }] : [];
  };
  return {
    title: objectTitle(subject),
    subject,
    namespace: subject.namespace ?? 'default',
    labels: labelsOf(at(subject.object, ['metadata', 'labels'])),
    annotations: labelsOf(spec.podAnnotations),
    annotationsPath: ['spec', 'podAnnotations'],
    spec: { ...spec, securityContext: spec.podSecurityContext ?? null, containers: [] },
    fieldPath: (first, ...path) => ['spec', operatorNames[String(first)] ?? String(first), ...path],
    containers: [
      ...own.at('initContainers').items.flatMap((place) => container(place)),
      ...container(own, 'otc-container'),
      ...own.at('additionalContainers').items.flatMap((place) => container(place)),
    ],
    whole: false,
  };
}
