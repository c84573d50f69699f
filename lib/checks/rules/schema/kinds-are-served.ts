import { nearest, ownValue } from '../../../documents';
import type { ObjectSubject } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';
import { catalogOf, type SchemaCatalog } from '../../schema/catalog';

export const kindsAreServed: ObjectRule = {
  id: 'KS-6',
  title: 'Kinds of Kubernetes exist in the version that is written',
  severity: 'error',
  appliesTo: 'object',
  rendered: true,
  why: 'Kubernetes has no such kind: the dry run fails, and Flux applies nothing of the Kustomization.',
  fix: 'Write a kind and an apiVersion that the cluster serves, and say with --kubernetes-version which release it runs.',
  example: `- apiVersion: apps/v1
- kind: DeamonSet # ←
+ apiVersion: v1
+ kind: ServiceAccount
  metadata: {name: agent, namespace: observability}
`,
  *check(subject, tree) {
    const catalog = catalogOf(tree);
    if (catalog.kindSchema(subject.apiVersion, subject.kind) !== undefined) return;
    const kinds = catalog.builtInKinds(subject.group);
    if (kinds !== undefined) yield* unknownBuiltIn(subject, catalog, kinds);
    else yield* misspelt(subject, catalog);
    if (isFormer(subject)) {
      yield {
        message: `${subject.apiVersion} is no longer served`,
        path: ['apiVersion'],
        fix: formerFix(subject),
      };
    }
  },
};

/** Groups that are complete: their kinds have been the same for years. */
const settledGroups = new Set(['', 'apps', 'batch', 'autoscaling', 'policy', 'rbac.authorization.k8s.io']);

function* unknownBuiltIn(
  subject: ObjectSubject,
  catalog: SchemaCatalog,
  kinds: readonly string[],
): Generator<Problem> {
  const { apiVersion, group, kind } = subject;
  // Other programs write `apiVersion: v1alpha1` without a group into files of their own; Kubernetes has no such version.
  if (group === '' && apiVersion !== 'v1') return;
  const versions = catalog.servedVersions(group, kind);
  if (versions.length > 0) {
    const mayBeNewer = versions.every((served) => isNewer(apiVersion, served));
    if (catalog.isBeyond || (mayBeNewer && !catalog.comesLater(apiVersion, kind))) return;
    const fix = `Write \`apiVersion: ${versions.join('` or `')}\`.`;
    const message = `Kubernetes ${catalog.kubernetes} does not serve ${kind} in ${apiVersion}`;
    yield { message, path: ['apiVersion'], fix };
    return;
  }
  // Lists are not kinds of their own, and a kubeconfig file is not an object.
  if (kind.endsWith('List') || (group === '' && kind === 'Config')) return;
  const near = nearest(kind, kinds);
  if (near === undefined && (catalog.isBeyond || !settledGroups.has(group))) return;
  const fix =
    near === undefined ? `Kinds of ${apiVersion} are ${kinds.join(', ')}.` : `Write \`kind: ${near}\`.`;
  yield { message: `${apiVersion} has no kind ${kind}`, path: ['kind'], fix };
}

/** A kind of another platform that is nearly one of its own; others may come from another release. */
function* misspelt({ group, kind, apiVersion }: ObjectSubject, catalog: SchemaCatalog): Generator<Problem> {
  const kinds = catalog.kindsOfPlatform(group);
  const near = kinds.includes(kind) ? undefined : nearest(kind, kinds);
  if (near === undefined || kind.endsWith('List')) return;
  yield { message: `${apiVersion} has no kind ${kind}`, path: ['kind'], fix: `Write \`kind: ${near}\`.` };
}

/** Whether a version may come after one that is known: `v1` after `v1beta2`, never anything after a `v1`. */
function isNewer(written: string, served: string): boolean {
  return stage(written).localeCompare(stage(served), 'en', { numeric: true }) > 0;
}

/** `alpha2`, `beta1` or `stable`, which follow each other as in the alphabet, `beta10` after `beta2`. */
function stage(apiVersion: string): string {
  return apiVersion.replace(/^.*v\d+/, '') || 'stable';
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
  return group === 'extensions' && ownValue(moved, kind) !== undefined;
}

function formerFix({ kind }: ObjectSubject): string {
  return `Write \`apiVersion: ${ownValue(moved, kind)}\`.`;
}
