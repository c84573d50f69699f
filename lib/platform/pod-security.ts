import { at, type Path } from '../documents';
import type { ObjectSubject, TreeSubject } from './subject';

/** What the API server does with a pod beyond the level: refuses it, tells who applies it, or notes it. */
export type PodSecurityMode = 'enforce' | 'warn' | 'audit';
/** Level of the Pod Security Standards, https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A label of a namespace that sets a level of the Pod Security Standards. */
export interface PodSecurityLabel {
  readonly mode: PodSecurityMode;
  readonly level: PodSecurityLevel;
  /** Minor version of Kubernetes whose standard holds: 31 for `v1.31`, infinite for the latest. */
  readonly minor: number;
}

export const podSecurityModes: readonly PodSecurityMode[] = ['enforce', 'warn', 'audit'];
export const podSecurityLevels: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/** Capabilities that the level `baseline` lets a container add. */
export const baselineCapabilities: ReadonlySet<string> = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

const prefix = 'pod-security.kubernetes.io/';

/** Path of a label in a Namespace: of the level of a mode, or of its version. */
export function podSecurityLabelPath(mode: PodSecurityMode, suffix: '' | '-version' = ''): Path {
  return ['metadata', 'labels', `${prefix}${mode}${suffix}`];
}

/** The levels that a namespace of the tree sets by its labels, strictest mode first; what cannot be read sets none. */
export function podSecurityOf(tree: TreeSubject, namespace: string): readonly PodSecurityLabel[] {
  const object = tree.find('', 'Namespace', undefined, namespace);
  return object === undefined ? [] : podSecurityLabels(object);
}

export function podSecurityLabels(namespace: ObjectSubject): readonly PodSecurityLabel[] {
  return podSecurityModes.flatMap((mode) => {
    const level = at(namespace.object, podSecurityLabelPath(mode));
    const known = podSecurityLevels.find((name) => name === level);
    const minor = labelledMinor(at(namespace.object, podSecurityLabelPath(mode, '-version')));
    return known === undefined || minor === undefined ? [] : [{ mode, level: known, minor }];
  });
}

/** Minor version of a label; undefined where it is none. */
export function labelledMinor(version: unknown): number | undefined {
  if (version === undefined || version === null || version === 'latest') return Number.POSITIVE_INFINITY;
  const found = typeof version === 'string' ? /^v1\.(0|[1-9]\d*)$/.exec(version) : null;
  return found === null ? undefined : Number(found[1]);
}
