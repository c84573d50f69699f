import { didYouMean, groupBy, once } from '../../../documents';
import { jaegerObjects } from '../../../jaeger';
import { jaegerSpec, jaegers, namespaces, objectTitle, type TreeSubject, workloads } from '../../../platform';
import { serviceAccount, workload } from '../../frames';
import { reference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const accountsAndNamespacesExist: TreeRule = {
  id: 'XR-20',
  title: 'The namespace of every object and the ServiceAccount of every pod exist',
  severity: 'warning',
  why: 'The API server refuses objects of a namespace that does not exist, and no pod of an unknown ServiceAccount is made.',
  fix: 'Add the Namespace or ServiceAccount, correct the name, or declare it as external in the environment.',
  example: `${serviceAccount('bank-reader', 'develop')}
  ---
${workload('Deployment', 'bank')}
      spec:
-       serviceAccountName: bnak-reader
+       serviceAccountName: bank-reader
        containers: [{name: bank, image: "bank:1.0.0"}]
`,
  appliesTo: 'tree',
  *check(tree) {
    if (!tree.complete) return;
    yield* missingNamespaces(tree);
    yield* missingAccounts(tree);
  },
};

function* missingNamespaces(tree: TreeSubject): Generator<Problem> {
  const { own, lacks } = namespaces(tree);
  const homeless = tree.objects.filter(({ namespace = '' }) => namespace !== '' && lacks(namespace));
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

/** ServiceAccounts that others make, as `namespace/name`. */
const accountsMade: (tree: TreeSubject) => ReadonlySet<string> = once((tree) => {
  const ofCollectors = tree.collectors.flatMap(({ deployment }) => deployment ?? []);
  const ofJaegers = jaegers(tree).flatMap(({ subject, name, namespace }) =>
    jaegerObjects({ name, namespace, spec: jaegerSpec(subject) })
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map((object) => `${namespace}/${object.name}`),
  );
  return new Set([
    ...ofCollectors.map(({ namespace, serviceAccountName }) => `${namespace}/${serviceAccountName}`),
    ...ofJaegers,
  ]);
});

function* missingAccounts(tree: TreeSubject): Generator<Problem> {
  for (const { title, namespace, spec } of workloads(tree)) {
    const from = spec.serviceAccountName;
    const name = from.value ?? '';
    if (name === '' || name === 'default' || accountsMade(tree).has(`${namespace}/${name}`)) continue;
    yield* reference(tree, {
      from,
      to: { group: '', kind: 'ServiceAccount', namespace, name },
      says: `${title} runs as ServiceAccount ${namespace}/${name}`,
    });
  }
}
