import {
  anyObject,
  type HeldPod,
  heldPods,
  instrumentations,
  operatedCollectors,
  type TreeSubject,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

/** What an annotation asks the operator to put into pods. */
interface Injection {
  readonly annotation: RegExp;
  readonly kind: string;
  /** The objects of the kind, with what keeps one from being injected. */
  readonly sources: (tree: TreeSubject) => readonly Source[];
}

interface Source {
  readonly name: string;
  readonly namespace: string;
  readonly unfit?: string | undefined;
}

const injections: readonly Injection[] = [
  {
    annotation: /^sidecar\.opentelemetry\.io\/inject$/,
    kind: 'OpenTelemetryCollector',
    sources: (tree) =>
      operatedCollectors(tree).map(({ name, namespace, spec }) => {
        const mode = spec.mode.isSet ? spec.mode.shown : 'deployment';
        return { name, namespace, unfit: mode === 'sidecar' ? undefined : `its mode is ${mode}` };
      }),
  },
  {
    annotation: /^instrumentation\.opentelemetry\.io\/inject-[a-z-]+$/,
    kind: 'Instrumentation',
    sources: instrumentations,
  },
];

export const injectionsFindTheirSource: TreeRule = {
  id: 'XR-66',
  title: 'An annotation for the OpenTelemetry operator stands on the pods and names what can be injected',
  severity: 'warning',
  why: 'The operator injects nothing, or refuses the pod; it reads the annotation of the pod, and of its namespace.',
  fix: 'Write the annotation into the pod template, with the name of an object of its namespace or <namespace>/<name>.',
  appliesTo: 'tree',
  example: `  apiVersion: opentelemetry.io/v1alpha1
  kind: Instrumentation
  metadata: {name: agents, namespace: observability}
  spec: {exporter: {endpoint: "http://gateway-collector.observability:4318"}}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata:
        labels: {app: bank}
        annotations:
-         instrumentation.opentelemetry.io/inject-java: "agents"
+         instrumentation.opentelemetry.io/inject-java: "observability/agents"
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check(tree) {
    for (const pod of heldPods(tree)) {
      if (!pod.whole) continue;
      for (const injection of injections) {
        yield* misplaced(pod, injection);
        for (const [name, value] of Object.entries(pod.annotations)) {
          if (injection.annotation.test(name)) yield* problemsOf(tree, pod, injection, name, value);
        }
      }
    }
  },
};

/** On the workload itself nobody reads it. */
function* misplaced(
  { subject, annotations, annotationsPath }: HeldPod,
  injection: Injection,
): Generator<Problem> {
  if (subject.kind === 'Pod') return;
  for (const [name, place] of anyObject(subject).metadata.annotations.entries) {
    if (!injection.annotation.test(name) || annotations[name] !== undefined || place.data === 'false')
      continue;
    yield {
      message: `${subject.kind} ${subject.name} carries ${name} itself, and its pods do not.`,
      at: place,
      fix: `Write it under ${annotationsPath.join('.')}.`,
    };
  }
}

function* problemsOf(
  tree: TreeSubject,
  { namespace, annotationsPath, subject }: HeldPod,
  { kind, sources }: Injection,
  annotation: string,
  value: string,
): Generator<Problem> {
  if (value === '' || value.toLowerCase() === 'false' || value.includes('$')) return;
  const all = sources(tree);
  const fitting = all.filter(({ unfit }) => unfit === undefined);
  const place = { path: [...annotationsPath, annotation], subject };
  if (value.toLowerCase() === 'true') {
    const fit = fitting.filter((each) => each.namespace === namespace);
    const [elsewhere] = fitting;
    if (fit.length > 1) {
      const names = fit.map(({ name }) => name).join(' and ');
      yield {
        ...place,
        message: `${annotation} is "true", and namespace ${namespace} has ${names}: none is taken.`,
        fix: 'Write the name of one.',
      };
    } else if (fit.length === 0 && elsewhere !== undefined) {
      yield {
        ...place,
        message: `${annotation} is "true", and namespace ${namespace} has no ${kind} for it.`,
        fix: `Write "${elsewhere.namespace}/${elsewhere.name}", or put one into the namespace.`,
      };
    }
    return;
  }
  const [name = '', of] = value.split('/').reverse();
  const found = all.find((each) => each.name === name && each.namespace === (of ?? namespace));
  const reason = found?.unfit;
  const twin = fitting.find((each) => each.name === name);
  if (reason !== undefined) {
    yield {
      ...place,
      message: `${annotation} names ${kind} ${value}, which is not injected: ${reason}.`,
      fix: 'Name one whose mode is sidecar.',
    };
  } else if (found === undefined && all.length > 0) {
    const only = all.length === 1 ? all[0] : undefined;
    const meant = twin ?? only;
    yield {
      ...place,
      message: `${annotation} names ${kind} ${of ?? namespace}/${name}, which is not among those of the input.`,
      ...(meant === undefined
        ? {}
        : {
            fix: `Write "${meant.namespace === namespace ? '' : `${meant.namespace}/`}${meant.name}".`,
          }),
    };
  }
}
