import {
  blockedConnections,
  governing,
  obstacle,
  opensPort,
  podGroups,
  policies,
  takesNamespace,
} from '../../../lib/platform';
import { treeOf } from '../../support/tree';

const namespaces = `apiVersion: v1
kind: Namespace
metadata: {name: observability, labels: {team: core}}
---
apiVersion: v1
kind: Namespace
metadata: {name: develop}
---
`;

/** A collector of the operator, and an application that sends to it. */
const sending = (own = '') => `${namespaces}apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: gateway, namespace: observability}
spec:
${own}  config:
    receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
    exporters: {debug: {}}
    service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: bank, namespace: develop}
spec:
  selector: {matchLabels: {app: bank}}
  template:
    metadata: {labels: {app: bank, team: a}}
    spec:
      containers:
        - name: bank
          image: bank:1.0.0
          env: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://gateway-collector.observability.svc:4318"}]
---
`;

const policy = (spec: string, name = 'closed', namespace = 'observability') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}\n---\n`;

const elsewhere = policy(
  '{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}}]}]}',
);

/** Places that stand in the way: policy and path. */
const blocked = (text: string) =>
  blockedConnections(treeOf(text)).map(
    ({ obstacle, connections }) =>
      `${obstacle.policy.subject.name} ${obstacle.path.join('.')}: ${connections.join(', ')}`,
  );

describe('policies for the collectors of the operator', () => {
  test('the one that the operator makes by itself opens the ports of the collector to everybody', () => {
    expect(blocked(sending() + elsewhere)).toEqual([]);
    expect(blocked(sending('  networkPolicy: {enabled: true}\n') + elsewhere)).toEqual([]);
  });

  test('it does so by TCP, and the way out of the others stays closed', () => {
    const out = policy('{podSelector: {}, policyTypes: [Egress]}', 'out', 'develop');
    expect(blocked(sending() + out + elsewhere)).toEqual([
      'out spec.egress: Deployment develop/bank to http://gateway-collector.observability.svc:4318, Deployment develop/bank to the DNS of the cluster (UDP 53), Deployment develop/bank to the DNS of the cluster (TCP 53)',
    ]);
    const tree = treeOf(sending() + elsewhere);
    const closed = (protocol: string, port = 4318) =>
      podGroups(tree)
        .filter(({ collector }) => collector !== undefined)
        .map(
          (pods) =>
            obstacle(tree, pods, 'ingress', { namespace: 'develop' }, port, protocol, undefined)?.path,
        );
    expect(closed('TCP')).toEqual([undefined]);
    expect(closed('UDP')).toEqual([['spec', 'ingress']]);
    expect(closed('TCP', 1)).toEqual([['spec', 'ingress']]);
  });

  test('without it another policy may close them', () => {
    expect(blocked(sending('  networkPolicy: {enabled: false}\n') + elsewhere)).toEqual([
      'closed spec.ingress: Deployment develop/bank to http://gateway-collector.observability.svc:4318',
    ]);
  });
});

describe('a policy', () => {
  const directions = (spec: string) =>
    policies(treeOf(policy(spec))).map((one) => [
      ...one.directions,
      ...one.rules.map(({ path }) => path.join('.')),
    ]);

  test('governs what its types say, else what comes in, and what goes out where it has rules for that', () => {
    expect(directions('{podSelector: {}}')).toEqual([['ingress']]);
    expect(directions('{podSelector: {}, egress: [{}]}')).toEqual([['ingress', 'egress', 'spec.egress.0']]);
    expect(directions('{podSelector: {}, policyTypes: [Egress], ingress: [{}]}')).toEqual([['egress']]);
    expect(directions('{podSelector: {}, policyTypes: [Ingress], egress: [{}], ingress: [{}, {}]}')).toEqual([
      ['ingress', 'spec.ingress.0', 'spec.ingress.1'],
    ]);
    expect(directions('null')).toEqual([]);
  });

  test('is read with its ports, its peers and their places', () => {
    const spec = `{podSelector: {matchLabels: {app: a}}, ingress: [{
      ports: [{port: 1, endPort: 9, protocol: UDP}, {port: http}, {}],
      from: [{podSelector: {}, namespaceSelector: {matchLabels: {team: a}}}, {ipBlock: {cidr: 10.0.0.0/8}}]}]}`;
    const [one] = policies(treeOf(policy(spec)));
    const requirement = (key: string) => ({ key, operator: 'In', values: ['a'] });
    const path = ['spec', 'ingress', 0];
    expect(one).toMatchObject({ namespace: 'observability', selector: [requirement('app')] });
    expect(one?.rules).toEqual([
      {
        direction: 'ingress',
        path,
        ports: [
          { port: 1, endPort: 9, protocol: 'UDP', path: [...path, 'ports', 0] },
          { port: 'http', protocol: 'TCP', path: [...path, 'ports', 1] },
          { protocol: 'TCP', path: [...path, 'ports', 2] },
        ],
        peers: [
          { podSelector: [], namespaceSelector: [requirement('team')], path: [...path, 'from', 0] },
          { cidr: '10.0.0.0/8', path: [...path, 'from', 1] },
        ],
      },
    ]);
  });

  test('governs the pods of its namespace that it selects', () => {
    const of = (spec: string, namespace = 'develop') => {
      const tree = treeOf(sending() + policy(spec, 'one', namespace));
      const bank = podGroups(tree).filter(({ title }) => title === 'Deployment develop/bank');
      return bank.flatMap((pods) => governing(tree, pods, 'ingress')).map(({ subject }) => subject.name);
    };
    expect(of('{podSelector: {}}')).toEqual(['one']);
    expect(of('{podSelector: {matchLabels: {team: a, app: bank}}}')).toEqual(['one']);
    expect(of('{podSelector: {matchLabels: {team: b, app: bank}}}')).toEqual([]);
    expect(of('{podSelector: {matchExpressions: [{key: team, operator: In, values: [b, a]}]}}')).toEqual([
      'one',
    ]);
    expect(of('{podSelector: {matchExpressions: [{key: team, operator: Exists}]}}')).toEqual(['one']);
    expect(of('{podSelector: {matchExpressions: [{key: team, operator: NotIn, values: [a]}]}}')).toEqual([]);
    expect(of('{podSelector: {matchExpressions: [{key: team, operator: NotIn, values: [b]}]}}')).toEqual([
      'one',
    ]);
    expect(of('{podSelector: {}, policyTypes: [Egress]}')).toEqual([]);
    expect(of('{podSelector: {}}', 'observability')).toEqual([]);
  });

  test('opens a port by its number or by the name that the pods declare', () => {
    const [{ rules: [rule] = [] } = {}] = policies(
      treeOf(policy('{podSelector: {}, ingress: [{ports: [{port: http}]}]}')),
    );
    const opens = (ports?: readonly { name: string; port: number; protocol: string }[], protocol = 'TCP') =>
      rule !== undefined && opensPort(rule, 8080, protocol, ports);
    const declared = (name: string, port: number) => ({ name, port, protocol: 'TCP' });
    expect(opens([declared('http', 8080)])).toBe(true);
    expect(opens([declared('http', 8081), declared('other', 8080)])).toBe(false);
    expect(opens([declared('http', 8080)], 'UDP')).toBe(false);
    // A name that nothing resolves may mean the port.
    expect(opens()).toBe(true);
    expect(opens([])).toBe(false);
  });

  test('takes namespaces by labels that are known, and by the name of any', () => {
    const tree = treeOf(namespaces);
    const takes = (namespace: string, ...keys: readonly [string, string][]) =>
      takesNamespace(
        tree,
        keys.map(([key, value]) => ({ key, operator: 'In', values: [value] })),
        namespace,
      );
    const named = 'kubernetes.io/metadata.name';
    expect(takes('observability', ['team', 'core'])).toBe(true);
    expect(takes('develop', ['team', 'core'])).toBe(false);
    expect(takes('unknown', ['team', 'core'])).toBeUndefined();
    expect(takes('unknown', [named, 'unknown'])).toBe(true);
    expect(takes('unknown', [named, 'other'], ['team', 'core'])).toBe(false);
    expect(takes('unknown', [named, 'unknown'], ['team', 'core'])).toBeUndefined();
    expect(takes('unknown')).toBe(true);
  });
});

describe('of policies in the way of an application to the collector', () => {
  const way = sending('  networkPolicy: {enabled: false}\n');
  /** Where the policies with these rules stand in the way; empty where one of them opens it. */
  const place = (rules: string, more = '') =>
    blocked(`${way}${policy(`{podSelector: {}, policyTypes: [Ingress], ingress: [${rules}]}`)}${more}`).map(
      (line) => line.replace(/: .*/, ''),
    );
  const bank = 'podSelector: {matchLabels: {app: bank}}';
  const develop = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: develop}}';

  test.each([
    ['{}'],
    ['{ports: [{port: 4318}]}'],
    ['{ports: [{protocol: TCP}]}'],
    ['{ports: [{port: 4317, endPort: 4318}]}'],
    ['{ports: [{port: 4318, endPort: 4320}]}'],
    ['{ports: [{port: otlp-http}]}'],
    [`{from: [{${develop}}]}`],
    [`{from: [{${develop}, ${bank}}], ports: [{port: 1}, {port: 4318}]}`],
    [`{from: [{${bank}}, {${develop}}]}`],
    ['{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}'],
    ['{from: [{ipBlock: {cidr: "fd00::"}}]}'],
    [`{from: [{${bank}}]}, {from: [{${develop}}]}`],
  ])('one with %s opens it', (rules) => {
    expect(place(rules)).toEqual([]);
  });

  test.each([
    ['', 'ingress'],
    ['{ports: [{port: 4317}]}', 'ingress.0.ports.0.port'],
    ['{ports: [{port: 4319, endPort: 4330}]}', 'ingress.0.ports.0.port'],
    ['{ports: [{port: 4310, endPort: 4317}]}', 'ingress.0.ports.0.port'],
    ['{ports: [{port: 4318, protocol: UDP}]}', 'ingress.0.ports.0.protocol'],
    ['{ports: [{port: 4318, protocol: UDP}, {port: 4317, protocol: UDP}]}', 'ingress.0.ports'],
    ['{ports: [{port: 4318, protocol: UDP}, {port: 4317}]}', 'ingress.0.ports.1.port'],
    ['{ports: [{port: 4316}, {port: 4317}]}', 'ingress.0.ports'],
    // A pod of that label is meant in the policy's own namespace.
    [`{from: [{${bank}}]}`, 'ingress'],
    [`{from: [{${bank}}], ports: [{port: 4318}]}`, 'ingress.0.from.0'],
    [
      '{from: [{podSelector: {matchLabels: {app: shop}}, namespaceSelector: {}}], ports: [{port: 4318}]}',
      'ingress.0.from.0.podSelector.matchLabels.app',
    ],
    [
      `{from: [{${bank}, namespaceSelector: {matchLabels: {team: core}}}], ports: [{port: 4318}]}`,
      'ingress.0.from.0.namespaceSelector.matchLabels.team',
    ],
    [
      '{from: [{podSelector: {matchLabels: {app: shop, team: b}}, namespaceSelector: {}}], ports: [{port: 4318}]}',
      'ingress.0.from.0',
    ],
    [
      `{from: [{podSelector: {matchLabels: {app: shop}}, ${develop}}, {podSelector: {matchLabels: {app: store}}, ${develop}}], ports: [{port: 4318}]}`,
      'ingress.0.from',
    ],
    ['{from: [{ipBlock: {cidr: 10.0.0.0/25}}], ports: [{port: 4318}]}', 'ingress'],
    // The rule that was meant for these pods is nearer than one whose peer misses them, that nearer than one for everybody.
    [`{ports: [{port: 1}]}, {from: [{${bank}}], ports: [{port: 4318}]}`, 'ingress.1.from.0'],
    [
      `{from: [{${bank}}], ports: [{port: 4318}]}, {from: [{podSelector: {matchLabels: {app: shop}}, ${develop}}], ports: [{port: 4318}]}`,
      'ingress.1.from.0.podSelector.matchLabels.app',
    ],
    [
      `{from: [{podSelector: {matchLabels: {app: shop}}, ${develop}}], ports: [{port: 4318}]}, {from: [{${develop}}], ports: [{port: 1}]}`,
      'ingress.1.ports.0.port',
    ],
    [
      `{from: [{${develop}}], ports: [{port: 1}]}, {from: [{${develop}}], ports: [{port: 2}]}`,
      'ingress.0.ports.0.port',
    ],
    [
      '{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 1}]}, {from: [{podSelector: {}}], ports: [{port: 4318}]}',
      'ingress.1.from.0',
    ],
  ])('one with %s is in the way at %s', (rules, path) => {
    expect(place(rules)).toEqual([`closed spec.${path}`]);
  });

  test('one that opens the way is enough, and of several in the way the nearest is named', () => {
    const second = (rules: string) =>
      policy(`{podSelector: {}, policyTypes: [Ingress], ingress: [${rules}]}`, 'second');
    expect(place('', second('{}'))).toEqual([]);
    expect(place('', second(`{from: [{${develop}}], ports: [{port: 1}]}`))).toEqual([
      'second spec.ingress.0.ports.0.port',
    ]);
    expect(place('', second(''))).toEqual(['closed spec.ingress']);
  });

  test('the one that closes the way out is told, too', () => {
    const out = (rules: string) =>
      blocked(
        sending() +
          policy(
            `{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]}, ${rules}]}`,
            'out',
            'develop',
          ),
      );
    const line = (path: string) => [
      `out spec.${path}: Deployment develop/bank to http://gateway-collector.observability.svc:4318`,
    ];
    expect(out('{to: [{namespaceSelector: {}}]}')).toEqual([]);
    expect(out('{to: [{namespaceSelector: {}}], ports: [{port: 1}, {port: 2}]}')).toEqual(
      line('egress.1.ports'),
    );
    expect(out('{to: [{podSelector: {}}, {podSelector: {}}], ports: [{port: 4318}]}')).toEqual(
      line('egress.1.to'),
    );
  });
});
