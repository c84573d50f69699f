import { blockedConnections, isReportedAsClosed, policies } from '../../../lib/platform';
import { treeOf } from '../../support/tree';

const namespace = (name: string, labels = '{}') =>
  `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: ${labels}}\n`;

/** A Deployment and the Service of its name, which serves port 80. */
const served = (
  name: string,
  { space = 'shop', env = '[]', port = '{name: http, containerPort: 8080}' } = {},
) =>
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${space}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers: [{name: ${name}, image: "${name}:1.0.0", env: ${env}, ports: [${port}]}]
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${space}}
spec: {selector: {app: ${name}}, ports: [{name: web, port: 80, targetPort: http}]}
`;

const asking = (name: string, address: string, variable = 'CART_URL') =>
  served(name, { env: `[{name: ${variable}, value: "${address}"}]` });

const policy = (name: string, spec: string, space = 'shop') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${space}}\nspec: {${spec}}\n`;

const of = (app: string) => `podSelector: {matchLabels: {app: ${app}}}`;
const dns =
  '{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53, protocol: UDP}, {port: 53}]}';

const ingress = (port: string, service = 'cart') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec: {defaultBackend: {service: {name: ${service}, port: {${port}}}}}
`;

/** What is blocked, a line for each place in a policy: the place, then the connections, \`?\` where they may not be needed. */
function blocked(documents: readonly string[], complete = true): string[] {
  return blockedConnections(treeOf([namespace('shop'), ...documents].join('---\n'), complete)).map(
    ({ obstacle, connections, certain }) =>
      `${obstacle.policy.subject.name} ${obstacle.path.join('.')}: ${connections.join(', ')}${certain ? '' : '?'}`,
  );
}

describe('an address in the environment of a pod', () => {
  const shop = [asking('web', 'http://cart.shop.svc:80'), served('cart')];
  const toCart = 'Deployment shop/web to http://cart.shop.svc:80';

  test('is reached where no policy is in the way', () => {
    expect(blocked(shop)).toEqual([]);
    const open = policy('cart', `${of('cart')}, ingress: [{from: [{${of('web')}}], ports: [{port: http}]}]`);
    expect(blocked([...shop, open])).toEqual([]);
  });

  test('is not reached where the pods that listen let nobody in', () => {
    expect(blocked([...shop, policy('cart', `${of('cart')}, policyTypes: [Ingress]`)])).toEqual([
      `cart spec.ingress: ${toCart}`,
    ]);
  });

  test('is not reached where the pods that ask may leave for the DNS alone, by the number of the port of the pods', () => {
    const web = (ports: string) =>
      policy(
        'web',
        `${of('web')}, policyTypes: [Egress], egress: [${dns}, {to: [{${of('cart')}}], ports: [${ports}]}]`,
      );
    expect(blocked([...shop, web('{port: 8081}')])).toEqual([`web spec.egress.1.ports.0.port: ${toCart}`]);
    expect(blocked([...shop, web('{port: 8080}')])).toEqual([]);
    expect(blocked([...shop, web('{port: http}')])).toEqual([]);
  });

  test('needs the DNS, over UDP for certain and over TCP perhaps', () => {
    const web = (ports: string) =>
      policy('web', `${of('web')}, policyTypes: [Egress], egress: [{to: [{${of('cart')}}]}${ports}]`);
    expect(blocked([...shop, web('')])).toEqual([
      'web spec.egress: Deployment shop/web to the DNS of the cluster (UDP 53), Deployment shop/web to the DNS of the cluster (TCP 53)',
    ]);
    expect(blocked([...shop, web(', {ports: [{port: 53, protocol: UDP}]}')])).toEqual([
      'web spec.egress.1.ports.0.protocol: Deployment shop/web to the DNS of the cluster (TCP 53)?',
    ]);
    expect(
      blocked([
        ...shop,
        web(', {to: [{ipBlock: {cidr: 169.254.20.10/32}}], ports: [{port: 53, protocol: UDP}]}'),
      ]),
    ).toEqual([]);
  });

  test('needs no policy of its own where the pods call themselves', () => {
    const own = [asking('cart', 'http://cart.shop.svc:80')];
    expect(blocked([...own, policy('cart', `${of('cart')}, policyTypes: [Ingress]`)])).toEqual([]);
  });

  test('that is the host of a collector alone means any of its ports for OTLP, whatever the variable is called', () => {
    const collector = `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: gateway, namespace: shop}
spec:
  networkPolicy: {enabled: false}
  config:
    receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}, http: {endpoint: "0.0.0.0:4318"}}}}
    exporters: {debug: {}}
    service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`;
    const gateway = (ingress: string) =>
      policy(
        'gateway',
        `podSelector: {matchLabels: {app.kubernetes.io/name: gateway-collector}}, policyTypes: [Ingress]${ingress}`,
      );
    const told = (address: string, ingress = '') =>
      blocked([asking('web', address, 'TRACES_TO'), collector, gateway(ingress)]);
    const host = 'gateway-collector.shop.svc';
    expect(told(host)).toEqual([`gateway spec.ingress: Deployment shop/web to ${host}`]);
    expect(told(`http://${host}`)).toEqual([]);
    for (const port of [4317, 4318])
      expect(told(host, `, ingress: [{ports: [{port: ${port}}]}]`)).toEqual([]);
    expect(told(host, ', ingress: [{ports: [{port: 1}]}]')).toEqual([
      `gateway spec.ingress.0.ports.0.port: Deployment shop/web to ${host}`,
    ]);
  });
});

test('a place that is told as closed is known by its policy', () => {
  const rules = (port: number) => `policyTypes: [Ingress], ingress: [{ports: [{port: ${port}}]}]`;
  const tree = treeOf(
    [
      asking('web', 'http://cart.shop.svc:80'),
      served('cart'),
      policy('cart', `${of('cart')}, ${rules(1)}`),
      policy('web', `${of('web')}, ${rules(2)}`),
    ].join('---\n'),
  );
  const isClosed = (path: readonly (string | number)[]) =>
    policies(tree).map(({ subject }) => isReportedAsClosed(tree, subject, path));
  expect(isClosed(['spec', 'ingress', 0, 'ports', 0, 'port'])).toEqual([true, false]);
  expect(isClosed(['spec', 'ingress', 0, 'ports', 0])).toEqual([false, false]);
});

test('a port that containers declare although everything else names another blocks nothing more', () => {
  const tree = [
    asking('web', 'http://cart.shop.svc:80'),
    served('cart', { port: '{name: http, containerPort: 8081}' }),
    policy(
      'cart',
      `${of('cart')}, policyTypes: [Ingress], ingress: [{from: [{${of('web')}}], ports: [{port: 8080}]}]`,
    ),
    policy(
      'web',
      `${of('web')}, policyTypes: [Egress], egress: [${dns}, {to: [{${of('cart')}}], ports: [{port: 8080}]}]`,
    ),
  ];
  expect(blocked(tree)).toEqual([]);
});

describe('an address of which the tree does not show the Service', () => {
  const web = asking('web', 'http://db.data.svc:5432');
  const leaving = (to: string) => policy('web', `${of('web')}, policyTypes: [Egress], egress: [${dns}${to}]`);
  const line = 'web spec.egress: Deployment shop/web to http://db.data.svc:5432?';

  test('needs a rule that leaves for its namespace', () => {
    expect(blocked([web, leaving('')], false)).toEqual([line]);
    expect(
      blocked(
        [web, leaving(', {to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: data}}}]}')],
        false,
      ),
    ).toEqual([]);
    expect(blocked([web, leaving(', {to: [{podSelector: {}}]}')], false)).toEqual([line]);
    expect(blocked([web], false)).toEqual([]);
  });

  test('is not meant by a rule for who comes in', () => {
    const both = policy(
      'both',
      `${of('web')}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {}}]}]`,
    );
    expect(blocked([web, leaving(''), both], false)).toEqual([line]);
  });

  test('needs none where it is a host outside', () => {
    expect(blocked([asking('web', 'https://example.com:443'), leaving('')], false)).toEqual([]);
  });
});

describe('a collector', () => {
  const collector = (address: string) => `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: gateway, namespace: shop}
spec:
  networkPolicy: {enabled: false}
  config:
    receivers:
      prometheus: {config: {scrape_configs: [{job_name: a, static_configs: [{targets: ["cart.shop.svc:80"]}]}]}}
    exporters: {otlphttp: {endpoint: "${address}"}}
    service: {pipelines: {metrics: {receivers: [prometheus], exporters: [otlphttp]}}}
`;
  const closed = policy('cart', `${of('cart')}, policyTypes: [Ingress]`);

  test('reaches what its exporters name; what it scrapes may be left out', () => {
    expect(blocked([collector('http://cart:80'), served('cart'), closed])).toEqual([
      'cart spec.ingress: OpenTelemetryCollector shop/gateway to http://cart:80',
    ]);
    expect(blocked([collector('http://elsewhere.example.com'), served('cart'), closed])).toEqual([]);
  });
});

describe('a Jaeger', () => {
  const jaeger = (strategy: string) =>
    `apiVersion: jaegertracing.io/v1\nkind: Jaeger\nmetadata: {name: traces, namespace: shop}\nspec: {strategy: ${strategy}}\n`;
  const closed = (component: string) =>
    policy(
      'closed',
      `podSelector: {matchLabels: {app.kubernetes.io/component: ${component}}}, policyTypes: [Ingress]`,
    );
  const web = asking('web', 'http://traces-collector:4318');
  const out = ingress('number: 16686', 'traces-query');
  const taken = (block: string) =>
    `closed spec.ingress: Deployment shop/web to http://traces-collector:4318${block}`;
  const seen = (block: string) => `the ingress controller to port 16686 of Jaeger shop/traces (${block})`;

  test('takes spans with its collector and shows them with its query', () => {
    expect(
      blocked([jaeger('production, storage: {type: elasticsearch}'), web, out, closed('collector')]),
    ).toEqual([taken('')]);
    expect(
      blocked([jaeger('production, storage: {type: elasticsearch}'), web, out, closed('query')]),
    ).toEqual([`closed spec.ingress: ${seen('query')}`]);
  });

  test('does both with the one pod of all', () => {
    expect(blocked([jaeger('allInOne'), web, out, closed('all-in-one')])).toEqual([
      taken(`, ${seen('allInOne')}`),
    ]);
  });
});

describe('an Ingress', () => {
  const line = (place: string) => [
    `cart ${place}: the ingress controller to port 8080 of Deployment shop/cart`,
  ];
  const cart = (rules: string) =>
    policy('cart', `${of('cart')}, policyTypes: [Ingress], ingress: [${rules}]`);
  const behind = (rules: string, more: readonly string[] = [], port = 'number: 80') =>
    blocked([served('cart'), cart(rules), ingress(port), ...more]);

  test('needs the port of the pods open for a controller that the tree does not show', () => {
    expect(behind('')).toEqual(line('spec.ingress'));
    expect(behind('', [], 'name: web')).toEqual(line('spec.ingress'));
    expect(behind('{ports: [{port: 8080}]}')).toEqual([]);
    expect(behind('{from: [{namespaceSelector: {}}]}')).toEqual([]);
    expect(blocked([served('cart'), ingress('number: 80')])).toEqual([]);
  });

  test('needs nothing of a port or a Service that there is not', () => {
    expect(behind('', [], 'number: 81')).toEqual([]);
    expect(blocked([served('cart'), cart(''), ingress('number: 80', 'basket')])).toEqual([]);
  });

  test('is said at the port that a rule for the controller opens instead', () => {
    expect(behind('{ports: [{port: 8081}]}')).toEqual(line('spec.ingress.0.ports.0.port'));
    expect(behind('{ports: [{port: 8080, protocol: UDP}]}')).toEqual(line('spec.ingress.0.ports.0.protocol'));
    expect(behind('{ports: [{port: 8081}, {port: 8082}]}')).toEqual(line('spec.ingress.0.ports'));
  });

  test('comes from any block of addresses, and from a namespace that holds pods of others', () => {
    const made = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: nginx, namespace: edge}
spec: {chart: {spec: {chart: ingress-nginx}}}
`;
    const edge = [namespace('edge'), served('shown', { space: 'edge' })];
    const from = (peer: string) => `{from: [{${peer}}], ports: [{port: 8081}]}`;
    const named = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}';
    expect(behind(from('ipBlock: {cidr: 10.0.0.0/8}'))).toEqual(line('spec.ingress.0.ports.0.port'));
    // No pod of the tree is in the namespace, or others bring pods to it.
    expect(behind(from(named))).toEqual(line('spec.ingress.0.ports.0.port'));
    expect(behind(from(named), edge)).toEqual(line('spec.ingress'));
    expect(behind(from(named), [...edge, made])).toEqual(line('spec.ingress.0.ports.0.port'));
    expect(behind(from('namespaceSelector: {}'))).toEqual(line('spec.ingress.0.ports.0.port'));
    // A selector of pods that the tree shows means them.
    expect(behind(from(`${named}, podSelector: {matchLabels: {app: shown}}`), [...edge, made])).toEqual(
      line('spec.ingress'),
    );
    expect(behind(from(`${named}, podSelector: {matchLabels: {app: nginx}}`), edge)).toEqual(
      line('spec.ingress.0.ports.0.port'),
    );
    expect(behind(from(`${named}, podSelector: {}`), edge)).toEqual(line('spec.ingress'));
    expect(behind(from(`${named}, podSelector: {}`), [...edge, made])).toEqual(
      line('spec.ingress.0.ports.0.port'),
    );
    // Pods of the policy's own namespace: all of them are in the tree.
    expect(behind(from('podSelector: {}'))).toEqual(line('spec.ingress'));
    expect(behind(from('podSelector: {}'), [made.replace('edge', 'shop')])).toEqual(
      line('spec.ingress.0.ports.0.port'),
    );
  });
});

describe('a call that a policy declares', () => {
  const pods = [served('web'), served('cart')];
  const out = (ports: string) =>
    policy(
      'web',
      `${of('web')}, policyTypes: [Egress], egress: [${dns}, {to: [{${of('cart')}}], ports: [${ports}]}]`,
    );
  const into = (ports: string) =>
    policy(
      'cart',
      `${of('cart')}, policyTypes: [Ingress], ingress: [{from: [{${of('web')}}], ports: [${ports}]}]`,
    );
  const line = (place: string) => [`${place}: Deployment shop/web to port 8080 of Deployment shop/cart?`];
  const closed = (app: string, direction: string) => policy(app, `${of(app)}, policyTypes: [${direction}]`);

  test('must be declared by the other end, too', () => {
    expect(blocked([...pods, out('{port: 8080}'), into('{port: 8080}')])).toEqual([]);
    expect(blocked([...pods, out('{port: 8080}'), closed('cart', 'Ingress')])).toEqual(
      line('cart spec.ingress'),
    );
    expect(blocked([...pods, out('{port: http}'), closed('cart', 'Ingress')])).toEqual(
      line('cart spec.ingress'),
    );
    expect(
      blocked([
        ...pods,
        into('{port: http}'),
        policy('web', `${of('web')}, policyTypes: [Egress], egress: [${dns}]`),
      ]),
    ).toEqual(line('web spec.egress'));
  });

  test('says nothing with a range of ports, a port that nobody declares, pods of all kinds, or pods that call themselves', () => {
    for (const ports of ['{port: 8080, endPort: 8090}', '{port: 9}', '{port: nine}', '{}'])
      expect(blocked([...pods, out(ports), closed('cart', 'Ingress')])).toEqual([]);
    expect(
      blocked([
        ...pods,
        out('{port: 8080}').replace(of('cart'), 'podSelector: {}'),
        closed('cart', 'Ingress'),
      ]),
    ).toEqual([]);
    const own = policy(
      'cart',
      `${of('cart')}, ingress: [{from: [{${of('cart')}}], ports: [{port: 8080}]}], policyTypes: [Ingress, Egress], egress: [${dns}]`,
    );
    expect(blocked([served('cart'), own])).toEqual([]);
  });

  test('needs the DNS, perhaps', () => {
    const bare = policy('web', `${of('web')}, policyTypes: [Egress], egress: [{to: [{${of('cart')}}]}]`);
    expect(blocked([...pods, bare])).toEqual([
      'web spec.egress: Deployment shop/web to the DNS of the cluster (UDP 53), Deployment shop/web to the DNS of the cluster (TCP 53)?',
    ]);
    expect(blocked([...pods, bare.replace(of('cart'), 'podSelector: {}')])).toEqual([]);
    // What holds for all pods of a namespace need not be called by each of them.
    expect(blocked([...pods, bare.replace(of('web'), 'podSelector: {}')])).toEqual([]);
    expect(
      blocked([
        ...pods,
        policy('cart', `${of('cart')}, policyTypes: [Egress, Ingress], ingress: [{from: [{${of('web')}}]}]`),
      ]),
    ).toEqual([]);
  });

  test('may reach into another namespace', () => {
    const far = served('stock', { space: 'store' });
    const to = (space: string) =>
      policy(
        'web',
        `${of('web')}, policyTypes: [Egress], egress: [${dns}, {to: [{namespaceSelector: {matchLabels: {name: ${space}}}, ${of('stock')}}], ports: [{port: 8080}]}]`,
      );
    const shut = policy('stock', `${of('stock')}, policyTypes: [Ingress]`, 'store');
    const spaces = namespace('store', '{name: store}');
    expect(blocked([served('web'), far, spaces, to('store'), shut])).toEqual([
      'stock spec.ingress: Deployment shop/web to port 8080 of Deployment store/stock?',
    ]);
    expect(blocked([served('web'), far, spaces, to('shop'), shut])).toEqual([]);
  });
});
