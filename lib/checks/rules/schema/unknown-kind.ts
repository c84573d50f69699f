import { nearest } from '../../../documents';
import type { ObjectSubject } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';
import { builtInKinds, kindSchema, servedVersions } from '../../schema/catalogue';

export const unknownKind: ObjectRule = {
  id: 'KS-6',
  title: 'Kinds of Kubernetes exist in the version that is written',
  severity: 'error',
  appliesTo: 'object',
  why: 'Kubernetes 1.28 has no such kind: the dry run fails, and Flux applies nothing of the Kustomization.',
  fix: 'Write a kind and an apiVersion that Kubernetes 1.28 serves.',
  example: `- apiVersion: apps/v1
- kind: DeamonSet # ←
+ apiVersion: v1
+ kind: ServiceAccount
  metadata: {name: agent, namespace: observability}
`,
  *check(subject) {
    if (kindSchema(subject.apiVersion, subject.kind) !== undefined) return;
    const kinds = builtInKinds(subject.group);
    if (kinds !== undefined) yield* unknownBuiltIn(subject, kinds);
    else if (/^(?:extensions|[\w.]+\.k8s\.io)$/.test(subject.group) && isFormer(subject)) {
      yield {
        message: `${subject.apiVersion} is no longer served`,
        path: ['apiVersion'],
        fix: formerFix(subject),
      };
    }
  },
};

function* unknownBuiltIn(subject: ObjectSubject, kinds: readonly string[]): Generator<Problem> {
  const { apiVersion, group, kind } = subject;
  const versions = servedVersions(group, kind);
  if (versions.length > 0) {
    const fix = `Write \`apiVersion: ${versions.join('` or `')}\`.`;
    yield { message: `Kubernetes 1.28 does not serve ${kind} in ${apiVersion}`, path: ['apiVersion'], fix };
    return;
  }
  // Lists are no kinds of their own, and a kubeconfig file is no object.
  if (kind.endsWith('List') || (group === '' && kind === 'Config')) return;
  const near = nearest(kind, kinds);
  const fix =
    near === undefined ? `Kinds of ${apiVersion} are ${kinds.join(', ')}.` : `Write \`kind: ${near}\`.`;
  yield { message: `${apiVersion} has no kind ${kind}`, path: ['kind'], fix };
}

/** Where kinds of the group `extensions` live today. */
const moved: { readonly [kind: string]: string } = {
  Deployment: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
};

function isFormer({ group, kind }: ObjectSubject): boolean {
  return group === 'extensions' && moved[kind] !== undefined;
}

function formerFix({ kind }: ObjectSubject): string {
  return `Write \`apiVersion: ${moved[kind]}\`.`;
}
