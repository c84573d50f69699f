import {
  type EnvironmentFacts,
  JaegerChart,
  type JaegerProps,
  NamespacesChart,
  WorkerChart,
} from '../../charts';
import { treeOf } from '../../charts/synthesis/tree';
import { only, testEnvironment } from './support/environment';

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

describe('the page of Jaeger', () => {
  const jaeger = (
    spec: JaegerProps['spec'],
    readers?: readonly { namespace: string }[],
    facts: Partial<EnvironmentFacts> = {},
  ) =>
    new JaegerChart(testEnvironment('test', facts), 'traces', {
      namespace: 'observability',
      spec,
      ...(readers === undefined ? {} : { readers }),
    });
  const namespaces = (chart: JaegerChart) =>
    only(chart, 'NetworkPolicy').spec.ingress[0].from.map(
      (peer: { namespaceSelector: { matchLabels: object } }) =>
        Object.values(peer.namespaceSelector.matchLabels)[0],
    );

  it('is reached through the ingress controller alone, and by readers', () => {
    const policy = only(
      jaeger({ strategy: 'production', storage: { type: 'elasticsearch' } }),
      'NetworkPolicy',
    ).spec;
    expect(policy.podSelector.matchLabels).toMatchObject({ 'app.kubernetes.io/component': 'query' });
    expect(
      policy.ingress.map(({ ports }: { ports: { port: number }[] }) => ports.map(({ port }) => port)),
    ).toEqual([[16686, 16685], [16687]]);
    expect(namespaces(jaeger({}))).toEqual(['nginx-ingress']);
    expect(namespaces(jaeger({}, [{ namespace: 'grafana' }]))).toEqual(['nginx-ingress', 'grafana']);
  });

  it('leaves the ways of traces open where one pod does everything', () => {
    const [, open] = only(jaeger({}), 'NetworkPolicy').spec.ingress;
    expect(open.from).toBeUndefined();
    expect(open.ports.map(({ port }: { port: number }) => port)).toEqual(
      expect.arrayContaining([4317, 4318, 14250]),
    );
  });

  it('is open where nobody says who serves hosts', () => {
    expect(() => only(jaeger({}, undefined, { ingress: { className: 'nginx' } }), 'NetworkPolicy')).toThrow(
      '0 objects',
    );
  });
});
