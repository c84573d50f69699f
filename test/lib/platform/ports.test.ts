import { portFaults } from '../../../lib/platform';
import { treeOf } from '../../support/tree';

const workload = (ports: string, container = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers: [{name: cart, image: "cart:1", ports: [${ports}]${container}}]
---
`;

const service = (ports: string, selector = 'selector: {app: cart}, ', name = 'cart', namespace = 'shop') =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {${selector}ports: [${ports}]}\n---\n`;

const policy = (spec: string, name = 'cart') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: shop}\nspec: {${spec}}\n---\n`;

const chosen = 'podSelector: {matchLabels: {app: cart}}';
const http = '{name: http, containerPort: 8080}';

/** Faults: what names which port where, and for a port of a container the one that is meant. */
const faults = (text: string) =>
  portFaults(treeOf(text)).map(
    ({ kind, subject, path, port, expected }) =>
      `${kind} ${subject.kind} ${path.join('.')} ${port}${expected === undefined ? '' : `, not ${expected}`}`,
  );

describe('a Service', () => {
  test.each([
    ['{port: 8080}'],
    ['{port: 80, targetPort: 8080}'],
    ['{port: 80, targetPort: http}'],
    ['{port: 80, targetPort: 8080, protocol: TCP}'],
    ['{port: "${PORT}", targetPort: {}}'],
    ['80'],
  ])('with %s names a port that is declared, or none', (port) => {
    expect(faults(workload(http) + service(port))).toEqual([]);
  });

  test.each([
    ['{port: 80}', 'ports.0.port 80'],
    ['{port: 8080, targetPort: 8081}', 'ports.0.targetPort 8081'],
    ['{port: 8080, targetPort: web}', 'ports.0.targetPort web'],
    ['{port: 80, targetPort: http, protocol: UDP}', 'ports.0.targetPort http'],
    ['{port: 8080, protocol: UDP}', 'ports.0.port 8080'],
    ['{port: 8080}, {port: 81}', 'ports.1.port 81'],
  ])('with %s names one that is not', (port, place) => {
    expect(faults(workload(http) + service(port))).toEqual([`service Service spec.${place}`]);
  });

  test('may name any number of pods that declare none, but no name', () => {
    expect(faults(workload('') + service('{port: 80}'))).toEqual([]);
    expect(faults(workload('') + service('{port: 80, targetPort: http}'))).toEqual([
      'service Service spec.ports.0.targetPort http',
    ]);
  });

  test('is asked about the pods of its namespace that it selects', () => {
    expect(faults(workload(http) + service('{port: 81}', ''))).toEqual([]);
    expect(faults(workload(http) + service('{port: 81}', 'selector: {app: other}, '))).toEqual([]);
    expect(
      faults(workload(http) + service('{port: 81}', 'selector: {app: cart}, ', 'cart', 'other')),
    ).toEqual([]);
    const twice = workload(http) + workload(http).replace('name: cart, namespace', 'name: second, namespace');
    expect(faults(twice + service('{port: 81}'))).toEqual(['service Service spec.ports.0.port 81']);
  });
});

describe('a probe', () => {
  const probed = (probe: string, ports = http) => faults(workload(ports, `, ${probe}`));

  test.each([
    ['livenessProbe', 'httpGet'],
    ['readinessProbe', 'tcpSocket'],
    ['startupProbe', 'grpc'],
  ])('%s by %s asks a port that is declared', (name, action) => {
    const place = `probe Deployment spec.template.spec.containers.0.${name}.${action}.port`;
    expect(probed(`${name}: {${action}: {port: 8081}}`)).toEqual([`${place} 8081`]);
    expect(probed(`${name}: {${action}: {port: web}}`)).toEqual([`${place} web`]);
    expect(probed(`${name}: {${action}: {port: 8080}}`)).toEqual([]);
    expect(probed(`${name}: {${action}: {port: http}}`)).toEqual([]);
    expect(probed(`${name}: {${action}: {}}`)).toEqual([]);
    expect(probed(`${name}: on`)).toEqual([]);
    // A name may be that of a port of any protocol.
    expect(
      probed(`${name}: {${action}: {port: http}}`, '{name: http, containerPort: 8080, protocol: UDP}'),
    ).toEqual([]);
  });
});

describe('a policy', () => {
  const ruled = (spec: string) => faults(workload(http) + policy(spec));

  test('names ports of the pods that it selects', () => {
    expect(ruled(`${chosen}, ingress: [{ports: [{port: 8080}, {port: http}]}]`)).toEqual([]);
    expect(ruled(`${chosen}, ingress: [{}, {ports: [{port: 1}]}]`)).toEqual([
      'policy NetworkPolicy spec.ingress.1.ports.0.port 1',
    ]);
    expect(ruled(`${chosen}, ingress: [{ports: [{port: 1, endPort: 2}, {}]}]`)).toEqual([]);
    expect(ruled('podSelector: {}, ingress: [{ports: [{port: 1}]}]')).toEqual([]);
  });

  test('names ports of the pods that others go to', () => {
    const out = (to: string, ports = '{port: 1}') =>
      ruled(`podSelector: {}, egress: [{to: [${to}], ports: [${ports}]}]`);
    expect(out(`{${chosen}}`)).toEqual(['policy NetworkPolicy spec.egress.0.ports.0.port 1']);
    expect(out(`{${chosen}}`, '{port: 8080}, {}, {port: 1, endPort: 2}')).toEqual([]);
    expect(out('{podSelector: {}}')).toEqual([]);
    expect(out('{namespaceSelector: {}}')).toEqual([]);
    expect(out(`{${chosen}, namespaceSelector: {}}`)).toEqual([]);
  });
});

describe('a port of a container that everything else names otherwise', () => {
  const place = 'container Deployment spec.template.spec.containers.0.ports';

  test('is at fault by its number or its name', () => {
    const allowed = (port: string) => policy(`${chosen}, ingress: [{ports: [{port: ${port}}]}]`);
    expect(faults(workload(http) + service('{port: 81}') + allowed('81'))).toEqual([
      `${place}.0.containerPort 8080, not 81`,
    ]);
    expect(faults(workload(http) + service('{port: 80, targetPort: web}') + allowed('web'))).toEqual([
      `${place}.0.name http, not web`,
    ]);
    expect(
      faults(workload('{containerPort: 8080}') + service('{port: 80, targetPort: web}') + allowed('web')),
    ).toEqual([`${place}.0.name 8080, not web`]);
  });

  test('is not where one alone says so, or one that says it twice', () => {
    expect(faults(workload(http) + service('{port: 81}, {port: 80, targetPort: 81}'))).toEqual([
      'service Service spec.ports.0.port 81',
      'service Service spec.ports.1.targetPort 81',
    ]);
  });

  test('is not where something asks for it, or where several could be meant', () => {
    const two = service('{port: 81}') + service('{port: 81}', 'selector: {app: cart}, ', 'second');
    const each = ['service Service spec.ports.0.port 81', 'service Service spec.ports.0.port 81'];
    expect(faults(workload(http) + two)).toEqual([`${place}.0.containerPort 8080, not 81`]);
    expect(faults(workload(http, ', livenessProbe: {tcpSocket: {port: 8080}}') + two)).toEqual(each);
    expect(faults(workload(`${http}, {containerPort: 9}`) + two)).toEqual(each);
    expect(
      faults(workload(`${http}, {containerPort: 9}`, ', livenessProbe: {tcpSocket: {port: 9}}') + two),
    ).toEqual([`${place}.0.containerPort 8080, not 81`]);
  });

  test('leaves what else is wrong to be told', () => {
    const two =
      service('{port: 81}') + service('{port: 81}, {port: 82}', 'selector: {app: cart}, ', 'second');
    expect(faults(workload(http) + two)).toEqual([
      `${place}.0.containerPort 8080, not 81`,
      'service Service spec.ports.1.port 82',
    ]);
  });
});
