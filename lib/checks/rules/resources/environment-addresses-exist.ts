import {
  type Address,
  anyObject,
  destinationOf,
  environmentAddresses,
  jaegers,
  type Place,
  parseAddress,
  type TreeSubject,
} from '../../../platform';
import { deadEnd } from '../../dead-end';
import { workload, workloadOfContainer } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const environmentAddressesExist: TreeRule = {
  id: 'XR-23',
  title: 'Addresses of Services in variables and storage options lead to a Service and port that exist',
  severity: 'error',
  why: 'The name does not resolve or the connection is refused, so every call of the service fails.',
  fix: 'Write the name and port of a Service of this tree, or declare the host as external.',
  example: `  apiVersion: v1
  kind: Service
  metadata: {name: user, namespace: develop}
  spec: {selector: {app: user}, ports: [{port: 80, targetPort: 8181}]}
  ---
${workload('Deployment', 'user')}
      spec: {containers: [{name: user, image: "user:1.0.0", ports: [{containerPort: 8181}]}]}
  ---
${workloadOfContainer('Deployment', 'orders')}
-           env: [{name: USER_URL, value: "http://user.develop.svc.cluster.local:8181"}]
+           env: [{name: USER_URL, value: "http://user.develop.svc.cluster.local"}]
`,
  appliesTo: 'tree',
  *check(tree) {
    for (const { workload, entry, text, address, use } of environmentAddresses(tree)) {
      if (use !== 'other') continue;
      const at = anyObject(workload.subject).place.at(...entry.path);
      yield* problemsOf(
        tree,
        address,
        workload.namespace,
        `${entry.name} of ${workload.name} names "${text}"`,
        at,
      );
    }
    for (const { name, namespace, spec } of jaegers(tree)) {
      const { options } = spec.storage;
      for (const url of (options.value('es.server-urls') ?? '').split(',')) {
        const address = parseAddress(url.trim());
        if (address === undefined) continue;
        const what = `Jaeger ${name} stores at "${url.trim()}"`;
        yield* problemsOf(tree, address, namespace, what, options.at('es.server-urls'));
      }
    }
  },
};

function* problemsOf(
  tree: TreeSubject,
  address: Address,
  namespace: string,
  what: string,
  at: Place,
): Generator<Problem> {
  const dead = deadEnd(tree, what, destinationOf(tree, address, namespace));
  if (dead !== undefined) yield { at, ...dead };
}
