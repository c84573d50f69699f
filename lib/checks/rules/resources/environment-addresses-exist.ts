import { at, type Path } from '../../../documents';
import { option } from '../../../jaeger';
import {
  type Address,
  destinationOf,
  environmentAddresses,
  jaegerSpec,
  missingService,
  type ObjectSubject,
  parseAddress,
  serviceTitle,
  type TreeSubject,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const environmentAddressesExist: TreeRule = {
  id: 'XR-23',
  title: 'Addresses of Services in variables and storage options lead to a Service and port that exist',
  severity: 'error',
  why: 'The name does not resolve or the connection is refused, so every call of the service fails.',
  fix: 'Write the name and port of a Service of this tree, or declare the host as external.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: Namespace
  metadata: {name: develop}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: user, namespace: develop}
  spec: {selector: {app: user}, ports: [{port: 80, targetPort: 8181}]}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: user, namespace: develop}
  spec:
    selector: {matchLabels: {app: user}}
    template:
      metadata: {labels: {app: user}}
      spec: {containers: [{name: user, image: "user:1.0.0", ports: [{containerPort: 8181}]}]}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: expenses, namespace: develop}
  spec:
    selector: {matchLabels: {app: expenses}}
    template:
      metadata: {labels: {app: expenses}}
      spec:
        containers:
          - name: expenses
            image: expenses:1.0.0
-           env: [{name: USER_URL, value: "http://user.develop.svc.cluster.local:8181"}]
+           env: [{name: USER_URL, value: "http://user.develop.svc.cluster.local"}]
`,
  *check(tree) {
    for (const { workload, entry, text, address, use } of environmentAddresses(tree)) {
      if (use !== 'other') continue;
      const place = { path: entry.path, subject: workload.subject };
      yield* judge(
        tree,
        address,
        workload.namespace,
        `${entry.name} of ${workload.name} names "${text}"`,
        place,
      );
    }
    for (const subject of tree.all('jaegertracing.io', 'Jaeger')) {
      const options = at(jaegerSpec(subject).storage, ['options']);
      for (const url of (option(options, 'es.server-urls') ?? '').split(',')) {
        const address = parseAddress(url.trim());
        if (address === undefined) continue;
        const nested =
          at(options, ['es', 'server-urls']) !== undefined ? ['es', 'server-urls'] : ['es.server-urls'];
        const place = { path: ['spec', 'storage', 'options', ...nested], subject };
        yield* judge(
          tree,
          address,
          subject.namespace ?? 'default',
          `Jaeger ${subject.name} stores at "${url.trim()}"`,
          place,
        );
      }
    }
  },
};

function* judge(
  tree: TreeSubject,
  address: Address,
  namespace: string,
  what: string,
  place: { readonly path: Path; readonly subject: ObjectSubject },
): Generator<Problem> {
  const destination = destinationOf(tree, address, namespace);
  if (destination.kind === 'missing') {
    const { bare } = destination.name;
    yield {
      ...place,
      message: `${what}, but ${missingService(tree, destination.name)}`,
      ...(destination.certain && !bare ? {} : { severity: 'warning' }),
    };
  } else if (destination.kind === 'noPort') {
    const ports = destination.service.ports.map(({ port }) => port).join(', ');
    yield {
      ...place,
      message: `${what}, but ${serviceTitle(destination.service)} has no port ${destination.port}.`,
      ...(ports === '' ? {} : { fix: `Write one of its ports: ${ports}.` }),
    };
  }
}
