import { at, field } from '../../../documents';
import { type HeldPod, heldPods, type ObjectSubject, type TreeSubject } from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

/** What an annotation asks the operator to put into pods. */
interface Injection {
  readonly annotation: RegExp;
  readonly kind: string;
  /** What objects of the kind cannot be injected for. */
  readonly unfit: (object: ObjectSubject) => string | undefined;
}

const injections: readonly Injection[] = [
  {
    annotation: /^sidecar\.opentelemetry\.io\/inject$/,
    kind: 'OpenTelemetryCollector',
    unfit: ({ object }) => {
      const mode = at(object, ['spec', 'mode']) ?? 'deployment';
      return mode === 'sidecar' ? undefined : `its mode is ${String(mode)}`;
    },
  },
  {
    annotation: /^instrumentation\.opentelemetry\.io\/inject-[a-z-]+$/,
    kind: 'Instrumentation',
    unfit: () => undefined,
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
          if (injection.annotation.test(name)) yield* judge(tree, pod, injection, name, value);
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
  const own = at(subject.object, ['metadata', 'annotations']);
  for (const name of typeof own === 'object' && own !== null ? Object.keys(own) : []) {
    if (!injection.annotation.test(name) || annotations[name] !== undefined || field(own, name) === 'false')
      continue;
    yield {
      message: `${subject.kind} ${subject.name} carries ${name} itself, and its pods do not.`,
      path: ['metadata', 'annotations', name],
      subject,
      fix: `Write it under ${annotationsPath.join('.')}.`,
    };
  }
}

function* judge(
  tree: TreeSubject,
  { namespace, annotationsPath, subject }: HeldPod,
  { kind, unfit }: Injection,
  annotation: string,
  value: string,
): Generator<Problem> {
  if (value === '' || value.toLowerCase() === 'false' || value.includes('$')) return;
  const all = tree.all('opentelemetry.io', kind);
  const place = { path: [...annotationsPath, annotation], subject };
  if (value.toLowerCase() === 'true') {
    const fit = all.filter((each) => each.namespace === namespace && unfit(each) === undefined);
    const elsewhere = all.find((each) => unfit(each) === undefined);
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
        fix: `Write "${elsewhere.namespace ?? 'default'}/${elsewhere.name}", or put one into the namespace.`,
      };
    }
    return;
  }
  const [name = '', of] = value.split('/').reverse();
  const found = all.find((each) => each.name === name && each.namespace === (of ?? namespace));
  const reason = found === undefined ? undefined : unfit(found);
  const twin = all.find((each) => each.name === name && unfit(each) === undefined);
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
            fix: `Write "${meant.namespace === namespace ? '' : `${meant.namespace ?? 'default'}/`}${meant.name}".`,
          }),
    };
  }
}
