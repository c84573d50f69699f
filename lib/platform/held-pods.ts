import { at, isMap, once, ownValue, type Path } from '../documents';
import { type Labels, labelsOf } from './labels';
import type { ObjectSubject, TreeSubject } from './subject';
import { objectTitle } from './subjects/object';
import { anyObject, type ContainerFields, type Place } from './views';
import { containerOf } from './views/pods';
import { workloadOf } from './workloads';

/** A container of a pod with its place in the object. */
export interface HeldContainer {
  readonly name: string;
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
  /** A field of the pod's spec. */
  at(...field: (string | number)[]): Place;
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
  const { templatePath, spec, containers, namespace, labels } = workload;
  const annotationsPath = [...templatePath, 'metadata', 'annotations'];
  return {
    title: objectTitle(subject),
    subject,
    namespace,
    labels,
    annotations: labelsOf(at(subject.object, annotationsPath)),
    annotationsPath,
    at: (...field) => spec.place.at(...field),
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
    const fields = containerOf(place);
    return place.isMap ? [{ name: name ?? fields.name.shown, spec: fields }] : [];
  };
  return {
    title: objectTitle(subject),
    subject,
    namespace: subject.namespace ?? 'default',
    labels: labelsOf(at(subject.object, ['metadata', 'labels'])),
    annotations: labelsOf(spec.podAnnotations),
    annotationsPath: ['spec', 'podAnnotations'],
    at: (first, ...field) => own.at(ownValue(operatorNames, String(first)) ?? String(first), ...field),
    containers: [
      ...own.at('initContainers').items.flatMap((place) => container(place)),
      ...container(own, 'otc-container'),
      ...own.at('additionalContainers').items.flatMap((place) => container(place)),
    ],
    whole: false,
  };
}
