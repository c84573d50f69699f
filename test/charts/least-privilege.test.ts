import {
  CollectorChart,
  type CollectorProps,
  type Environment,
  type EnvironmentFacts,
  IngressChart,
  JaegerChart,
  JaegerHelmChart,
  type JaegerProps,
  JaegerV2Chart,
  type LayerChart,
  NamespacesChart,
  WorkerChart,
} from '../../charts';
import { treeOf } from '../../charts/synthesis/tree';
import { collector, exporters, podIp, processors, receivers, traces } from '../../lib/collector';
import { helmSource, objectsOf, only, testEnvironment } from './support/environment';

const running = {
  image: 'registry.example.com/mailer:1.2.3',
  scaling: { replicas: 1 },
  resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } },
};

const podOf = (chart: WorkerChart) => only(chart, 'Deployment').spec.template.spec;

describe('the token for the Kubernetes API', () => {
  it.each([
    ['is not given to a pod that says nothing of its account', {}, false],
    ['is not given for an account that the chart makes', { account: 'mail' }, false],
    ['is given to one that asks for it', { account: { automountToken: true } }, true],
    [
      'is what the cluster says for an account of others',
      { account: { name: 'x', create: false } },
      undefined,
    ],
  ])('%s', (_what, props, expected) => {
    const chart = new WorkerChart(testEnvironment(), 'mailer', { ...running, ...props });
    expect(podOf(chart).automountServiceAccountToken).toBe(expected);
  });
});

describe('the account that Flux applies a layer with', () => {
  const applied = (flux: object, layers = {}) => {
    const environment = testEnvironment('test', { flux, layers });
    new NamespacesChart(environment, 'namespaces', { namespaces: ['shop'] });
    new WorkerChart(environment, 'mailer', { ...running, namespace: 'shop' });
    const documents = treeOf(environment).folders.flatMap((folder) => folder.documents);
    return Object.fromEntries(
      documents
        .map(({ object }) => JSON.parse(JSON.stringify(object)))
        .filter(({ kind }) => kind === 'Kustomization')
        .map(({ metadata, spec }) => [metadata.name, spec.serviceAccountName]),
    );
  };

  it('is the controller’s own where nothing is said', () => {
    expect(applied({})).toEqual({ 'test-namespaces': undefined, 'test-services': undefined });
  });

  it('is one for the environment, and another for a layer that names it', () => {
    const layers = { services: { serviceAccountName: 'shop' } };
    expect(applied({ serviceAccountName: 'platform' }, layers)).toEqual({
      'test-namespaces': 'platform',
      'test-services': 'shop',
    });
  });
});

describe('the policies around Jaeger', () => {
  const jaeger = (
    spec: JaegerProps['spec'],
    more: Partial<JaegerProps> = {},
    facts: Partial<EnvironmentFacts> = {},
  ) =>
    new JaegerChart(testEnvironment('test', facts), 'traces', { namespace: 'observability', spec, ...more });

  it('let the ingress controller alone and readers to the page, whoever the pods are', () => {
    const whole = { strategy: 'production', storage: { type: 'elasticsearch' } };
    expect(waysInto(jaeger(whole), 'traces-query')).toEqual({
      '16686 16685': ['nginx-ingress'],
      '16687': ['*'],
    });
    expect(waysInto(jaeger(whole), 'traces-collector')).not.toHaveProperty('16686 16685');
    expect(waysInto(jaeger({}), 'traces')['16686 16685']).toEqual(['nginx-ingress']);
    expect(waysInto(jaeger({}, { readers: [{ namespace: 'grafana' }] }), 'traces')['16686 16685']).toEqual([
      'nginx-ingress',
      'grafana',
    ]);
  });

  it('leave the page open where nobody says who serves hosts', () => {
    const ways = waysInto(jaeger({}, {}, { ingress: { className: 'nginx' } }), 'traces');
    expect(ways['16686 16685']).toBe('anyone');
  });

  it('let every pod send where no sender is known, and the known ones alone otherwise', () => {
    expect(waysInto(jaeger({}), 'traces')['4317 4318 14250 14268 9411 5778']).toEqual(['*']);
    const environment = testEnvironment();
    const backend = new JaegerChart(environment, 'traces', {
      namespace: 'observability',
      spec: {},
      senders: [],
    });
    gatewayTo(environment, backend);
    expect(waysInto(backend, 'traces')).toEqual({
      '4318': ['observability gateway'],
      '16686 16685': ['nginx-ingress'],
      '14269': ['*'],
    });
  });

  it('hold for Jaeger v2, whose operator would open every port to everybody', () => {
    const environment = testEnvironment();
    const backend = new JaegerV2Chart(environment, 'traces', {
      namespace: 'observability',
      version: '2.20.0',
      storage: { memory: { max_traces: 100 } },
      resources: running.resources,
      senders: [{ namespace: 'shop' }],
    });
    expect(only(backend, 'OpenTelemetryCollector').spec.networkPolicy).toEqual({ enabled: false });
    expect(waysInto(backend, 'traces')).toEqual({
      '4317 4318': ['shop'],
      '16686 16685': ['nginx-ingress'],
    });
  });

  it('hold for the chart of Jaeger v2', () => {
    const backend = new JaegerHelmChart(testEnvironment(), 'traces', {
      chart: '4.4.0',
      source: helmSource,
      namespace: 'observability',
      version: '2.20.0',
      storage: { memory: { max_traces: 100 } },
      resources: running.resources,
      readers: [{ namespace: 'grafana' }],
    });
    expect(waysInto(backend, 'traces-jaeger')).toEqual({
      '4317 4318': ['*'],
      '16686 16685': ['nginx-ingress', 'grafana'],
    });
  });
});

const tokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';

describe('the policy around a collector', () => {
  const backendOf = (environment: Environment) =>
    new JaegerChart(environment, 'traces', { namespace: 'observability', spec: {} });
  const gateway = (more: Changes = {}, environment = testEnvironment()) =>
    gatewayTo(environment, backendOf(environment), more);
  const named = 'gateway-opentelemetry-collector';

  it('lets in the namespaces of workloads that send to it, and the collectors that do', () => {
    const environment = testEnvironment();
    const one = gateway({}, environment);
    for (const namespace of ['shop', 'shop', 'bank'])
      new WorkerChart(environment, `${namespace}-${environment.node.children.length}`, {
        ...running,
        namespace,
        telemetry: one.otlpHttp,
      });
    gatewayTo(environment, { otlpHttp: one.otlpGrpc }, { name: 'agent' });
    expect(waysInto(one, named)).toEqual({ '4317': ['observability agent'], '4318': ['shop', 'bank'] });
  });

  it('lets in whoever it is told, every pod where nobody is known, and anyone from outside of the cluster', () => {
    expect(waysInto(gateway(), named)).toEqual({ '4317 4318': ['*'] });
    expect(waysInto(gateway({ senders: [{ namespace: 'shop' }] }), named)).toEqual({ '4317 4318': ['shop'] });
    expect(waysInto(gateway({ values: { service: { type: 'LoadBalancer' } } }), named)).toEqual({
      '4317 4318': 'anyone',
    });
  });

  it('opens its own metrics to the cluster where they are asked for', () => {
    expect(waysInto(gateway({ monitor: {} }), named)).toEqual({ '4317 4318': ['*'], '8888': ['*'] });
  });

  it('lets in the ingress controller where a host leads to it', () => {
    const environment = testEnvironment();
    const one = gateway({}, environment);
    new IngressChart(environment, 'otlp', {
      host: 'otlp.example.com',
      namespace: 'observability',
      routes: [{ path: '/', service: { service: named, port: 4318 } }],
    });
    expect(waysInto(one, named)).toEqual({ '4317 4318': ['nginx-ingress'] });
  });

  it('is left out where the chart makes one, completes the configuration, or nobody wants it', () => {
    for (const more of [
      { networkPolicy: false },
      { configMode: 'merge' as const },
      { pod: 'values' as const },
      { values: { networkPolicy: { enabled: true } } },
    ])
      expect(objectsOf(gateway(more)).map(({ kind }) => kind)).toEqual(['HelmRelease']);
  });

  it('lets it out where it sends to, and nowhere else, once it is told so', () => {
    expect(only(gateway(), 'NetworkPolicy').spec.policyTypes).toEqual(['Ingress']);
    const out = waysOf(gateway({ egress: [{ host: 'api.example.com' }] }), named, 'egress');
    expect(out).toEqual({
      '53 53': ['kube-system'],
      '4318': ['observability traces'],
      '443': ['0.0.0.0/0 but 169.254.0.0/16', '::/0 but fe80::/10'],
    });
  });

  it('lets it ask the Kubernetes API under its own addresses alone, which no host has', () => {
    const environment = testEnvironment('test', { apiServer: ['10.96.0.1/32', 'fd00::1/128'] });
    const one = gatewayTo(environment, backendOf(environment), {
      readsPods: true,
      egress: [{ host: 'api.example.com' }],
    });
    expect(waysOf(one, named, 'egress')).toMatchObject({
      '443 6443': ['10.96.0.1/32', 'fd00::1/128'],
      '443': ['0.0.0.0/0 but 169.254.0.0/16 10.96.0.1/32', '::/0 but fe80::/10 fd00::1/128'],
    });
  });

  it.each<[string, Changes, boolean | undefined]>([
    ['goes to one that reads nothing of the API', {}, false],
    ['is left to one with rights', { readsPods: true }, undefined],
    [
      'is left to one that names its file',
      { values: { extraEnvs: [{ name: 'A', value: tokenFile }] } },
      undefined,
    ],
    ['is what the chart says before it could be left out', { chart: '0.126.0' }, undefined],
  ])('no token %s', (_what, more, expected) => {
    const { serviceAccount } = only(gateway(more), 'HelmRelease').spec.values;
    expect(serviceAccount.automountServiceAccountToken).toBe(expected);
  });
});

type Changes = Partial<CollectorProps> & { readonly readsPods?: boolean };

function gatewayTo(
  environment: Environment,
  { otlpHttp }: { readonly otlpHttp: JaegerChart['otlpHttp'] | CollectorChart['otlpGrpc'] },
  { readsPods = false, ...more }: Changes = {},
): CollectorChart {
  const otlp = receivers.otlp({
    protocols: { grpc: { endpoint: podIp(4317) }, http: { endpoint: podIp(4318) } },
  });
  const exporter =
    otlpHttp.protocol === 'http'
      ? exporters.otlpHttp({ endpoint: otlpHttp })
      : exporters.otlpGrpc({ endpoint: otlpHttp });
  return new CollectorChart(environment, more.name ?? 'gateway', {
    chart: '0.170.0',
    source: helmSource,
    namespace: 'observability',
    distribution: 'k8s',
    mode: 'deployment',
    collector: collector({
      pipelines: [
        traces({
          receivers: [otlp],
          processors: readsPods ? [processors.k8sAttributes({})] : [],
          exporters: [exporter],
        }),
      ],
    }),
    ...more,
  });
}

interface Rule {
  readonly ports: readonly { readonly port: number }[];
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
}

interface PolicyPeer {
  readonly namespaceSelector?: { readonly matchLabels?: { readonly [name: string]: string } };
  readonly podSelector?: { readonly matchLabels: { readonly [name: string]: string } };
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

/** Who may reach which ports, in few words. */
function waysOf(chart: LayerChart, name: string, direction: 'ingress' | 'egress') {
  const policy = objectsOf(chart).find(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name,
  );
  const rules = (policy?.spec[direction] ?? []) as readonly Rule[];
  return Object.fromEntries(
    rules.map(({ ports, from, to }) => [
      ports.map(({ port }) => port).join(' '),
      (from ?? to)?.map(shortly) ?? 'anyone',
    ]),
  );
}

function waysInto(chart: LayerChart, name: string) {
  return waysOf(chart, name, 'ingress');
}

function shortly({ namespaceSelector, podSelector, ipBlock }: PolicyPeer): string {
  if (ipBlock !== undefined)
    return [ipBlock.cidr, ...(ipBlock.except === undefined ? [] : ['but', ...ipBlock.except])].join(' ');
  const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? '*';
  const pods = podSelector?.matchLabels['app.kubernetes.io/instance'];
  return pods === undefined ? namespace : `${namespace} ${pods}`;
}
