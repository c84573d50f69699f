import {
  anyOf,
  type ContainerFields,
  collectorReleases,
  type HelmRelease,
  ownOrPods,
  type PodFields,
  workloads,
} from '../../../platform';
import { workload } from '../../frames';
import { nothing, type Problem, ruleOfEach } from '../../rule';

const kinds = anyOf(workloads, collectorReleases);

export const podsAreConfined = ruleOfEach({
  each: kinds,
  beside: nothing,
  id: 'XR-19',
  title: 'Containers request resources, limit memory and run without privileges',
  severity: 'warning',
  once: true,
  habit: true,
  why: 'Pods without requests are evicted first, without limits they take the node down, and privileges outlive a break-in.',
  fix: 'Set requests, a memory limit, runAsNonRoot, allowPrivilegeEscalation: false, or ignore the rule with a reason.',
  example: `${workload('Deployment', 'bank')}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - name: bank
            image: bank:1.0.0
            resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}
-           securityContext: {privileged: true}
+           securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}
`,
  *check(view) {
    if (!('containers' in view)) {
      yield* chartProblems(view);
      return;
    }
    const { name, spec, containers } = view;
    for (const container of containers) {
      yield* resourceProblems(container.name, container.spec);
      yield* privilegeProblems(container.name, container.spec, spec);
    }
    for (const { hostPath } of spec.volumes)
      if (hostPath.path.isWritten)
        yield { message: `${name} mounts ${hostPath.path.shown} of the node.`, at: hostPath.place };
  },
});

function* resourceProblems(name: string, { resources }: ContainerFields): Generator<Problem> {
  const { place, requests, limits } = resources;
  const missing = [
    // A limit without a request counts as the request, too.
    ...['cpu', 'memory']
      .filter((resource) => ![requests, limits].some((each) => each.at(resource).isWritten))
      .map((resource) => `request of ${resource}`),
    ...(limits.at('memory').isWritten ? [] : ['limit of memory']),
  ];
  if (missing.length > 0)
    yield { message: `Container ${name} has no ${missing.join(' and no ')}.`, at: place };
}

function* privilegeProblems(name: string, container: ContainerFields, pod: PodFields): Generator<Problem> {
  const { place, privileged, allowPrivilegeEscalation, readOnlyRootFilesystem } = container.securityContext;
  const nonRoot = ownOrPods(container, pod, 'runAsNonRoot');
  const user = ownOrPods(container, pod, 'runAsUser').number ?? 0;
  if (privileged.value === true) {
    yield { message: `Container ${name} is privileged.`, at: privileged };
  } else if (allowPrivilegeEscalation.value !== false) {
    yield {
      message: `Container ${name} may gain privileges: allowPrivilegeEscalation is not false.`,
      at: place.towards('allowPrivilegeEscalation'),
    };
  }
  if (nonRoot.data !== true && (nonRoot.isSet || user <= 0)) {
    yield {
      message: `Container ${name} may run as root: runAsNonRoot is not true.`,
      at: nonRoot.isSet ? nonRoot : place.towards('runAsNonRoot'),
    };
  }
  if (readOnlyRootFilesystem.value === false)
    yield { message: `Container ${name} may write to its root file system.`, at: readOnlyRootFilesystem };
}

/** Fields of the chart's security contexts that give away what the chart would keep. */
const loosened: readonly (readonly [context: string, field: string, value: boolean, reason: string])[] = [
  ['securityContext', 'privileged', true, 'is privileged'],
  ['securityContext', 'allowPrivilegeEscalation', true, 'may gain privileges'],
  ['securityContext', 'readOnlyRootFilesystem', false, 'may write to its root file system'],
  ['securityContext', 'runAsNonRoot', false, 'may run as root'],
  ['podSecurityContext', 'runAsNonRoot', false, 'may run as root'],
];

function* chartProblems({ name, spec }: HelmRelease): Generator<Problem> {
  for (const [context, field, value, reason] of loosened) {
    const at = spec.values.place.at(context, field);
    if (at.data !== value) continue;
    yield {
      message: `The collector of HelmRelease ${name} ${reason}: ${context}.${field} is ${value}.`,
      at,
    };
  }
}
