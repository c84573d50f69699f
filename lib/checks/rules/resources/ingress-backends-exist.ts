import {
  findService,
  type IngressBackend,
  ingressBackends,
  ingresses,
  serviceNamesIn,
  type TreeSubject,
} from '../../../platform';
import { workload } from '../../frames';
import { reference } from '../../reference';
import { type Problem, ruleOfEach } from '../../rule';

export const ingressBackendsExist = ruleOfEach({
  each: ingresses.held,
  id: 'XR-27',
  title: 'Every backend of an Ingress is a Service of its namespace, with the port it names',
  severity: 'error',
  why: 'The ingress controller answers 503 for the path.',
  fix: 'Write the name and port of a Service in the namespace of the Ingress.',
  example: `  apiVersion: v1
  kind: Service
  metadata: {name: bank, namespace: develop}
  spec: {selector: {app: bank}, ports: [{port: 80, targetPort: 8585}]}
  ---
${workload('Deployment', 'bank')}
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
  *check(ingress, tree) {
    for (const backend of ingressBackends(ingress))
      yield* problemsOf(tree, ingress.namespace, `Ingress ${ingress.namespace}/${ingress.name}`, backend);
  },
});

function* problemsOf(
  tree: TreeSubject,
  namespace: string,
  title: string,
  { host, route, service: to, port }: IngressBackend,
): Generator<Problem> {
  const name = to.name.value ?? '';
  const says = `${title} sends ${host}${route} to`;
  const service = findService(tree, namespace, name);
  if (service === undefined) {
    // The Service may stand in what is not shown; the ports of one that is there are known.
    if (!tree.complete) return;
    yield* reference(tree, {
      from: to.name,
      to: { group: '', kind: 'Service', namespace, name },
      says: `${says} Service ${name}`,
      among: serviceNamesIn(tree, namespace),
    });
    return;
  }
  const wanted = port.number ?? port.text;
  if (wanted === undefined || service.externalName) return;
  if (service.ports.some((each) => each.port === wanted || each.name === wanted)) return;
  const known = service.ports.map((each) => each.port).join(', ');
  yield {
    message: `${says} port ${wanted} of Service ${name}, which has no such port.`,
    at: port,
    fix: known === '' ? undefined : `Write one of its ports: ${known}.`,
  };
}
