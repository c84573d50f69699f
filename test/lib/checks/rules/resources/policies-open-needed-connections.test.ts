import { places } from '../problems';

const namespace = (name: string) => `apiVersion: v1
kind: Namespace
metadata: {name: ${name}}
`;
const deployment = (name: string, port: number, probe: number | string = port) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: develop}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: ${name}
          image: ${name}:1.0.0
          ports: [{name: http, containerPort: ${port}}]
          livenessProbe: {httpGet: {path: /, port: ${probe}}}
`;
const service = (name: string, target: number | string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: develop}
spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: ${target}}]}
`;
const policy = (name: string, rules: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: develop}
spec:
  podSelector: {matchLabels: {app: ${name}}}
${rules}
`;
const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: api, namespace: develop}
spec:
  rules: [{host: api.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: bank, port: {number: 80}}}}]}}]
`;
const dns = '    - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]';

const tree = (...parts: string[]) => [namespace('develop'), ...parts].join('---\n');

describe('ways through NetworkPolicies', () => {
  test('a callee that does not let its caller in is told at its port', () => {
    const text = tree(
      deployment('user', 8181),
      deployment('bank', 8585),
      policy(
        'bank',
        `  egress:\n${dns}\n    - {to: [{podSelector: {matchLabels: {app: user}}}], ports: [{port: 8181}]}`,
      ),
      policy(
        'user',
        '  ingress: [{from: [{podSelector: {matchLabels: {app: bank}}}], ports: [{port: 8182}]}]',
      ),
    );
    expect(places(text, 'XR-28')).toEqual(['NetworkPolicy develop/user: spec.ingress[0].ports[0].port']);
    expect(places(text, 'XR-44')).toEqual([]);
    expect(places(text.replace('8182', '8181'), 'XR-28')).toEqual([]);
  });

  test('a mistyped peer is told at its label', () => {
    const text = tree(
      deployment('user', 8181),
      deployment('bank', 8585),
      policy(
        'bank',
        `  egress:\n${dns}\n    - {to: [{podSelector: {matchLabels: {app: user}}}], ports: [{port: 8181}]}`,
      ),
      policy(
        'user',
        '  ingress: [{from: [{podSelector: {matchLabels: {app: bnak}}}], ports: [{port: 8181}]}]',
      ),
    );
    expect(places(text, 'XR-28')).toEqual([
      'NetworkPolicy develop/user: spec.ingress[0].from[0].podSelector.matchLabels.app',
    ]);
  });

  test('an ingress controller elsewhere needs the port of the pods', () => {
    const rules = (port: number) =>
      `  ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: nginx-ingress}}}], ports: [{port: ${port}}]}]`;
    const with_ = (port: number) =>
      tree(deployment('bank', 8585), service('bank', 'http'), ingress, policy('bank', rules(port)));
    expect(places(with_(80), 'XR-28')).toEqual(['NetworkPolicy develop/bank: spec.ingress[0].ports[0].port']);
    expect(places(with_(8585), 'XR-28')).toEqual([]);
  });

  test('whoever names a host needs DNS', () => {
    const caller = deployment('bank', 8585).replace(
      'image:',
      'env: [{name: USER_URL, value: "http://user.develop.svc"}]\n          image:',
    );
    const open = `  egress:\n    - {to: [{podSelector: {matchLabels: {app: user}}}], ports: [{port: 8181}]}`;
    const rest = [deployment('user', 8181), service('user', 8181), caller];
    expect(places(tree(...rest, policy('bank', open)), 'XR-28').length).toBeGreaterThan(0);
    expect(places(tree(...rest, policy('bank', `${open}\n${dns}`)), 'XR-28')).toEqual([]);
  });
});

describe('the odd port out', () => {
  test('a container whose Service and probe agree on another port is the fault', () => {
    const text = tree(deployment('bank', 8586, 8585), service('bank', 8585));
    expect(places(text, 'XR-25')).toEqual([
      'Deployment develop/bank: spec.template.spec.containers[0].ports[0].containerPort',
    ]);
    expect(places(text, 'XR-34')).toEqual([]);
  });

  test('a Service that stands alone is the fault', () => {
    const text = tree(deployment('bank', 8585), service('bank', 8586));
    expect(places(text, 'XR-25')).toEqual(['Service develop/bank: spec.ports[0].targetPort']);
  });

  test('a probe that stands alone is the fault', () => {
    const text = tree(deployment('bank', 8585, 8586), service('bank', 8585));
    expect(places(text, 'XR-25')).toEqual([]);
    expect(places(text, 'XR-34')).toEqual([
      'Deployment develop/bank: spec.template.spec.containers[0].livenessProbe.httpGet.port',
    ]);
  });
});
