import { at } from '../../../documents';
import {
  anyObject,
  findService,
  type IngressBackend,
  ingressBackends,
  type ObjectSubject,
  serviceNamesIn,
  type TreeSubject,
} from '../../../platform';
import { reference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const ingressBackendsExist: TreeRule = {
  id: 'XR-27',
  title: 'Every backend of an Ingress is a Service of its namespace, with the port it names',
  severity: 'error',
  why: 'The ingress controller answers 503 for the path.',
  fix: 'Write the name and port of a Service in the namespace of the Ingress.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: Service
  metadata: {name: bank, namespace: develop}
  spec: {selector: {app: bank}, ports: [{port: 80, targetPort: 8585}]}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{containerPort: 8585}]}]}
  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: api, namespace: develop}
  spec:
    rules:
      - host: api.example.com
-       http: {paths: [{path: /bank, pathType: Prefix, backend: {service: {name: bank, port: {number: 8585}}}}]}
+       http: {paths: [{path: /bank, pathType: Prefix, backend: {service: {name: bank, port: {number: 80}}}}]}
`,
  *check(tree) {
    if (!tree.complete) return;
    for (const subject of tree.all('networking.k8s.io', 'Ingress')) {
      for (const backend of ingressBackends(subject)) yield* judge(tree, subject, backend);
    }
  },
};

function* judge(tree: TreeSubject, subject: ObjectSubject, backend: IngressBackend): Generator<Problem> {
  const namespace = subject.namespace ?? 'default';
  const route = `${backend.host}${backend.route}`;
  const service = findService(tree, namespace, backend.service);
  if (service === undefined) {
    yield* reference(tree, {
      from: anyObject(subject).place.at(...backend.path, 'name'),
      to: { group: '', kind: 'Service', namespace, name: backend.service },
      says: `Ingress ${namespace}/${subject.name} sends ${route} to Service ${backend.service}`,
      among: serviceNamesIn(tree, namespace),
    });
    return;
  }
  const { port } = backend;
  if (port === undefined || service.externalName) return;
  if (service.ports.some((each) => each.port === port || each.name === port)) return;
  const known = service.ports.map((each) => each.port).join(', ');
  const field =
    typeof at(subject.object, [...backend.path, 'port', 'number']) === 'number' ? 'number' : 'name';
  yield {
    message: `Ingress ${namespace}/${subject.name} sends ${route} to port ${port} of Service ${backend.service}, which has no such port.`,
    path: [...backend.path, 'port', field],
    subject,
    ...(known === '' ? {} : { fix: `Write one of its ports: ${known}.` }),
  };
}
