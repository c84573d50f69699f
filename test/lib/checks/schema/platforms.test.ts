import { judgeSources } from '../../../../lib/checks';

const judge = (text: string) => judgeSources([{ name: 'a.yaml', text }]);
const found = (text: string) =>
  judge(text)
    .findings.filter(({ rule }) => rule.startsWith('KS-'))
    .map(({ severity, rule, path, message }) => `${severity} ${rule} ${path}: ${message}`);

const object = (apiVersion: string, kind: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: b}\nspec: ${spec}\n`;

describe('kinds of other platforms', () => {
  test.each([
    [
      object('monitoring.coreos.com/v1', 'ServiceMonitor', '{selector: {}, endpointss: [{port: metrics}]}'),
      'error KS-1 spec.endpointss: spec.endpointss is not a field that prometheus-operator 0.93 knows',
    ],
    [
      object('cert-manager.io/v1', 'Certificate', '{secretNam: a, issuerRef: {name: a}}'),
      'error KS-1 spec.secretNam: spec.secretNam is not a field that cert-manager 1.21 knows',
    ],
    [
      object(
        'karpenter.sh/v1',
        'NodePool',
        '{template: {spec: {nodeClassRef: {group: a, kind: b, name: c}, requirments: [], requirements: []}}}',
      ),
      'error KS-1 spec.template.spec.requirments: spec.template.spec.requirments is not a field that Karpenter 1.14 knows',
    ],
    [
      object(
        'gateway.networking.k8s.io/v1',
        'HTTPRoute',
        '{rules: [{backendRefs: [{name: a, port: "80"}]}]}',
      ),
      'error KS-2 spec.rules[0].backendRefs[0].port: spec.rules[0].backendRefs[0].port is text "80" where a whole number belongs',
    ],
    [
      object(
        'opentelemetry.io/v1alpha1',
        'TargetAllocator',
        '{prometheusCR: {enabled: true}, allocationStratgy: per-node}',
      ),
      'error KS-1 spec.allocationStratgy: spec.allocationStratgy is not a field that opentelemetry-operator 0.158 knows',
    ],
    [
      object('cert-manager.io/v1', 'Certificate', '{dnsNames: [a.example.org], issuerRef: {name: a}}'),
      'error KS-3 spec.secretName: spec.secretName is missing',
    ],
    [object('cert-manager.io/v1', 'Isuer', '{}'), 'error KS-6 kind: cert-manager.io/v1 has no kind Isuer'],
  ])('a slip is an error: %#', (text, message) => {
    expect(found(text)).toEqual([message]);
  });

  test.each([
    object(
      'monitoring.coreos.com/v1',
      'ServiceMonitor',
      '{selector: {matchLabels: {a: b}}, endpoints: [{port: metrics, interval: 30s, relabelings: [{action: drop, regex: a}]}]}',
    ),
    object(
      'cert-manager.io/v1',
      'Certificate',
      '{secretName: a, issuerRef: {name: a, kind: ClusterIssuer}, dnsNames: [a.example.org]}',
    ),
    object(
      'external-secrets.io/v1',
      'ExternalSecret',
      '{secretStoreRef: {name: a}, data: [{secretKey: a, remoteRef: {key: b}}]}',
    ),
    object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      '{gatewayClassName: a, listeners: [{name: a, port: 80, protocol: HTTP}]}',
    ),
  ])('sound objects draw nothing: %#', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('a field that is like none may be that of another release', () => {
    const text = object(
      'cert-manager.io/v1',
      'Certificate',
      '{secretName: a, issuerRef: {name: a}, brandNewThing: 1}',
    );
    expect(found(text)).toEqual([
      'warning KS-1 spec.brandNewThing: spec.brandNewThing is not a field that cert-manager 1.21 knows',
    ]);
  });

  test('a word that an enumeration lacks may be that of another release', () => {
    const text = object(
      'cert-manager.io/v1',
      'Certificate',
      '{secretName: a, issuerRef: {name: a}, usages: [something else]}',
    );
    expect(found(text)).toEqual([]);
  });
});

test('kinds that nobody knows are not judged, and named once', () => {
  const text = [
    object('postgresql.cnpg.io/v1', 'Cluster', '{instances: 3}'),
    object('postgresql.cnpg.io/v1', 'Cluster', '{instances: 2}'),
    object('traefik.io/v1alpha1', 'Middleware', '{}'),
  ].join('---\n');
  expect(judge(text).notJudged).toEqual([
    {
      what: 'the fields of Cluster (postgresql.cnpg.io/v1), Middleware (traefik.io/v1alpha1)',
      why: 'Their definitions are not known.',
      how: 'Hand them over by --crds FOLDER, or keep the CustomResourceDefinitions in the tree.',
    },
  ]);
});
