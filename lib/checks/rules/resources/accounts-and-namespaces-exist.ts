import { didYouMean, groupBy, once } from '../../../documents';
import { jaegerObjects } from '../../../jaeger';
import {
  anyObject,
  builtinNamespaces,
  jaegerSpec,
  namespaces,
  type ObjectSubject,
  objectTitle,
  type TreeSubject,
  workloads,
} from '../../../platform';
import { reference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const accountsAndNamespacesExist: TreeRule = {
  id: 'XR-20',
  title: 'The namespace of every object and the ServiceAccount of every pod exist',
  severity: 'warning',
  why: 'The API server refuses objects of a namespace that does not exist, and no pod of an unknown ServiceAccount is made.',
  fix: 'Add the Namespace or ServiceAccount, correct the name, or declare it as external in the environment.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: Namespace
  metadata: {name: develop}
  ---
  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: sa-bank-service, namespace: develop}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec:
-       serviceAccountName: sa-bnak-service
+       serviceAccountName: sa-bank-service
        containers: [{name: bank, image: "bank:1.0.0"}]
`,
  *check(tree) {
    if (!tree.complete) return;
    yield* missingNamespaces(tree);
    yield* missingAccounts(tree);
  },
};

function* missingNamespaces(tree: TreeSubject): Generator<Problem> {
  const { own } = namespaces(tree);
  // A tree that brings no namespace at all leaves them to somebody else.
  if (own.size === 0) return;
  const homeless = tree.objects.filter(
    ({ namespace }) =>
      namespace !== undefined &&
      namespace !== '' &&
      !own.has(namespace) &&
      !builtinNamespaces.includes(namespace) &&
      !tree.isExternal('Namespace', undefined, namespace),
  );
  for (const [namespace, objects] of groupBy(homeless, (subject) => subject.namespace ?? '')) {
    const [first] = objects;
    if (first === undefined) continue;
    const others = objects.length === 1 ? '' : ` and ${objects.length - 1} more`;
    yield {
      message: `Nothing makes the namespace "${namespace}" of ${objectTitle(first)}${others}${didYouMean(namespace, [...own])}.`,
      path: ['metadata', 'namespace'],
      subject: first,
    };
  }
}

const accountsMade: (tree: TreeSubject) => ReadonlySet<string> = once((tree) => {
  const made = tree.all('', 'ServiceAccount').map((subject) => accountKey(subject.namespace, subject.name));
  for (const { deployment } of tree.collectors) {
    if (deployment?.serviceAccountName !== undefined)
      made.push(accountKey(deployment.namespace, deployment.serviceAccountName));
  }
  for (const subject of tree.all('jaegertracing.io', 'Jaeger')) made.push(...jaegerAccounts(subject));
  return new Set(made);
});

function jaegerAccounts(subject: ObjectSubject): string[] {
  const { name, namespace = 'default' } = subject;
  return jaegerObjects({ name, namespace, spec: jaegerSpec(subject) })
    .filter(({ kind }) => kind === 'ServiceAccount')
    .map((object) => accountKey(namespace, object.name));
}

function accountKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? 'default'}/${name}`;
}

function* missingAccounts(tree: TreeSubject): Generator<Problem> {
  const made = accountsMade(tree);
  for (const { subject, namespace, podSpec, podSpecPath } of workloads(tree)) {
    const account = podSpec.serviceAccountName;
    if (typeof account !== 'string' || account === '' || account === 'default') continue;
    if (made.has(accountKey(namespace, account))) continue;
    yield* reference(tree, {
      from: anyObject(subject).place.at(...podSpecPath, 'serviceAccountName'),
      to: { group: '', kind: 'ServiceAccount', namespace, name: account },
      says: `${objectTitle(subject)} runs as ServiceAccount ${namespace}/${account}`,
    });
  }
}
