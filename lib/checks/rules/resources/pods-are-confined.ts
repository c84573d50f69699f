import { at, type Data, field, isMap, items, type Path, words } from '../../../documents';
import {
  type Container,
  isCollectorRelease,
  type ObjectSubject,
  workloadKinds,
  workloadOf,
} from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

export const podsAreConfined: ObjectRule = {
  id: 'XR-19',
  title: 'Containers request resources, limit memory and run without privileges',
  severity: 'warning',
  once: true,
  habit: true,
  why: 'Pods without requests are evicted first, without limits they take the node down, and privileges outlive a break-in.',
  fix: 'Set requests, a memory limit, runAsNonRoot, allowPrivilegeEscalation: false, or ignore the rule with a reason.',
  appliesTo: 'object',
  kinds: [...workloadKinds, 'helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - name: bank
            image: bank:1.0.0
            resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}
-           securityContext: {privileged: true}
+           securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}
`,
  *check(subject) {
    if (isCollectorRelease(subject)) yield* judgeChart(subject);
    const workload = workloadOf(subject);
    if (workload === undefined) return;
    const podContext = workload.podSpec.securityContext;
    for (const container of workload.containers) {
      yield* judgeResources(container);
      yield* judgePrivileges(container, podContext, workload.podSpecPath);
    }
    for (const [index, volume] of items(workload.podSpec.volumes).entries()) {
      const host = at(volume, ['hostPath', 'path']);
      if (host === undefined) continue;
      const path: Path = [...workload.podSpecPath, 'volumes', index, 'hostPath'];
      yield { message: `${workload.name} mounts ${words(host)} of the node.`, path };
    }
  },
};

function* judgeResources({ name, body, path }: Container): Generator<Problem> {
  const resources = body.resources;
  const has = (key: string, resource: string) => field(field(resources, key), resource) !== undefined;
  const missing = [
    // A limit without a request counts as the request, too.
    ...['cpu', 'memory']
      .filter((resource) => !has('requests', resource) && !has('limits', resource))
      .map((resource) => `request of ${resource}`),
    ...(has('limits', 'memory') ? [] : ['limit of memory']),
  ];
  if (missing.length === 0) return;
  yield { message: `Container ${name} has no ${missing.join(' and no ')}.`, path: [...path, 'resources'] };
}

function* judgePrivileges(
  { name, body, path }: Container,
  podContext: Data | undefined,
  podPath: Path,
): Generator<Problem> {
  const context = body.securityContext;
  const place = [...path, 'securityContext'];
  const nonRoot = field(context, 'runAsNonRoot') ?? field(podContext, 'runAsNonRoot');
  const user = field(context, 'runAsUser') ?? field(podContext, 'runAsUser');
  if (field(context, 'privileged') === true) {
    yield { message: `Container ${name} is privileged.`, path: [...place, 'privileged'] };
  } else if (field(context, 'allowPrivilegeEscalation') !== false) {
    const written = isMap(context) && Object.hasOwn(context, 'allowPrivilegeEscalation');
    yield {
      message: `Container ${name} may gain privileges: allowPrivilegeEscalation is not false.`,
      path: written ? [...place, 'allowPrivilegeEscalation'] : place,
    };
  }
  if (nonRoot !== true && !(nonRoot === undefined && typeof user === 'number' && user > 0)) {
    const own = field(context, 'runAsNonRoot') !== undefined;
    const atPod = !own && field(podContext, 'runAsNonRoot') !== undefined;
    yield {
      message: `Container ${name} may run as root: runAsNonRoot is not true.`,
      path: atPod
        ? [...podPath, 'securityContext', 'runAsNonRoot']
        : [...place, ...(own ? ['runAsNonRoot'] : [])],
    };
  }
  if (field(context, 'readOnlyRootFilesystem') === false) {
    yield {
      message: `Container ${name} may write to its root file system.`,
      path: [...place, 'readOnlyRootFilesystem'],
    };
  }
}

/** Fields of the chart's security contexts that give away what the chart would keep. */
const loosened: readonly (readonly [path: Path, value: boolean, reason: string])[] = [
  [['securityContext', 'privileged'], true, 'is privileged'],
  [['securityContext', 'allowPrivilegeEscalation'], true, 'may gain privileges'],
  [['securityContext', 'readOnlyRootFilesystem'], false, 'may write to its root file system'],
  [['securityContext', 'runAsNonRoot'], false, 'may run as root'],
  [['podSecurityContext', 'runAsNonRoot'], false, 'may run as root'],
];

function* judgeChart(subject: ObjectSubject): Generator<Problem> {
  for (const [place, value, reason] of loosened) {
    const path: Path = ['spec', 'values', ...place];
    if (at(subject.object, path) === value) {
      yield {
        message: `The collector of HelmRelease ${subject.name} ${reason}: ${place.join('.')} is ${value}.`,
        path,
      };
    }
  }
}
