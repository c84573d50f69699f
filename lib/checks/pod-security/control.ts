import {
  type HeldPod,
  heldPods,
  type Place,
  type PodSecurityLabel,
  type PodSecurityLevel,
  type PodSecurityMode,
  podSecurityOf,
  type TreeSubject,
} from '../../platform';
import type { Severity } from '../finding';
import { agentContainer, agentUnder } from '../frames';
import type { Problem, TreeRule } from '../rule';

/** What a pod has that a level does not admit, or lacks that it demands. */
export interface Violation {
  /** Behind the name of the pod: `container agent uses hostPort 4317`. */
  readonly what: string;
  readonly at: Place;
  /** True where something is missing that the pod must say. */
  readonly missing?: boolean;
}

/** One control of the Pod Security Standards. */
export interface Control {
  readonly level: 'baseline' | 'restricted';
  /** Minor version of Kubernetes since which there is the control. */
  readonly since?: number;
  /** Minor version since which a stricter control stands in its place in the level restricted. */
  readonly replacedInRestricted?: number;
  violations(pod: HeldPod, minor: number, level: PodSecurityLevel): Iterable<Violation>;
}

interface PodSecurityRule extends Control, Pick<TreeRule, 'id' | 'title' | 'fix'> {
  /** Its example, as marked lines of the container of an agent in a namespace of the level. */
  readonly container?: string;
  /** Its example, as marked lines of the spec of that agent. */
  readonly pod?: string;
}

const outcomes: { readonly [mode in PodSecurityMode]: readonly [severity: Severity, outcome: string] } = {
  enforce: ['error', 'its pods are refused'],
  warn: ['warning', 'the API server warns of it'],
  audit: ['advice', 'the audit log notes it'],
};

/** The rule that puts every pod of the tree before a control, by the levels that its namespace sets. */
export function podSecurityRule({
  id,
  title,
  fix,
  container,
  pod = '',
  ...control
}: PodSecurityRule): TreeRule {
  const agent = agentUnder(control.level);
  return {
    id,
    title,
    fix,
    example: container === undefined ? `${agent}${pod}` : `${agent}${agentContainer}${container}`,
    severity: 'error',
    habit: true,
    why: `The level ${control.level} of the Pod Security Standards forbids it: no pod of the workload is made where the namespace enforces it.`,
    appliesTo: 'tree',
    check: (tree) => problems(tree, control),
  };
}

function* problems(tree: TreeSubject, control: Control): Generator<Problem> {
  for (const pod of heldPods(tree)) {
    // An administrator may exempt a runtime class, which cannot be seen from here.
    if (pod.at('runtimeClassName').isSet) continue;
    const label = podSecurityOf(tree, pod.namespace).find((one) => holds(control, one));
    if (label === undefined) continue;
    const [severity, outcome] = outcomes[label.mode];
    for (const { what, at, missing } of control.violations(pod, label.minor, label.level)) {
      if (missing && !pod.whole) continue;
      yield {
        message: `${pod.title}: ${what}; namespace ${pod.namespace} ${verbs[label.mode]} the level ${label.level}, so ${outcome}.`,
        at,
        severity,
      };
    }
  }
}

const verbs: { readonly [mode in PodSecurityMode]: string } = {
  enforce: 'enforces',
  warn: 'warns beyond',
  audit: 'audits',
};

/** Whether a level of a namespace holds a control. */
export function holds(
  control: Control,
  { level, minor }: Pick<PodSecurityLabel, 'level' | 'minor'>,
): boolean {
  if (level === 'privileged' || minor < (control.since ?? 0)) return false;
  if (level === 'baseline') return control.level === 'baseline';
  return control.replacedInRestricted === undefined || minor < control.replacedInRestricted;
}

/** A field of the pod's security context, or of a container's. */
export interface ContextField {
  /** `the pod`, `container agent`. */
  readonly owner: string;
  readonly at: Place;
}

/** A field of security contexts: the pod's own, then each container's. */
export function contextFields(pod: HeldPod, ...field: string[]): ContextField[] {
  return [
    { owner: 'the pod', at: pod.at('securityContext', ...field) },
    ...containerFields(pod, 'securityContext', ...field),
  ];
}

/** A field of each container. */
export function containerFields(pod: HeldPod, ...field: string[]): ContextField[] {
  return pod.containers.map(({ name, spec }) => ({
    owner: `container ${name}`,
    at: spec.place.at(...field),
  }));
}

/** The pods of Windows have no user, capabilities or profiles of Linux, which the standard knows since 1.25. */
export function isWindows(pod: HeldPod, minor: number): boolean {
  return minor >= 25 && pod.at('os', 'name').text === 'windows';
}

/** Users of a namespace of their own are not those of the node, which the standard knows since 1.35. */
export function hasOwnUsers(pod: HeldPod, minor: number): boolean {
  return minor >= 35 && pod.at('hostUsers').data === false;
}

/** A value as a message shows it. */
export function shown({ data, shown: written }: Place): string {
  return data === undefined ? 'null' : written;
}

/** Whether a profile of AppArmor or seccomp is one that confines. */
export function isConfining(profile: Place): boolean {
  return ['RuntimeDefault', 'Localhost'].includes(profile.at('type').text ?? '');
}
