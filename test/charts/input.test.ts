import type { App } from 'cdk8s';
import {
  buildApp,
  CollectorChart,
  Environment,
  Images,
  IngressChart,
  InputRefused,
  InstrumentationChart,
  JaegerChart,
  JaegerHelmChart,
  JaegerOperatorChart,
  JaegerV2Chart,
  NamespacesChart,
  otlpBackend,
  ServiceChart,
  type ServiceProps,
  TempoChart,
} from '../../charts';
import { collector, component, exporters, logs, podIp, receivers, traces } from '../../lib/collector';
import { facts, helmSource, testEnvironment } from './support/environment';

const service: ServiceProps = {
  image: 'registry.example.com/expenses:1.0.0',
  port: 8282,
  healthPath: '/expenses/health',
  scaling: { replicas: 1 },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
};

const gateway = (receiver = receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } })) =>
  collector({ pipelines: [traces({ receivers: [receiver], exporters: [exporters.debug()] })] });

const chart = {
  source: helmSource,
  namespace: 'observability',
  distribution: 'k8s',
  mode: 'deployment',
} as const;

/** Every line that a run with this environment prints. */
function faults(
  build: (environment: Environment) => void,
  changed = {},
  name = 'develop',
): readonly string[] {
  const builder = (app: App) => build(new Environment(app, name, { ...facts, ...changed }));
  try {
    buildApp({ [name]: builder });
    return [];
  } catch (error) {
    if (error instanceof InputRefused) return error.faults;
    throw error;
  }
}

describe('wrong input', () => {
  it.each([
    ['0.115.2', 'There is no chart version 0.115.2; the nearest are 0.115.0 and 0.116.0'],
    ['0.88.0', 'Chart version 0.88.0 is not modelled; take one from 0.89.0 on'],
    ['0.x', 'Chart version 0.x is not an exact version; write one, for instance 0.170.0'],
  ])('is told in one line with environment, field and fix: chart version %s', (version, message) => {
    const found = faults((environment) => {
      new CollectorChart(environment, 'gateway', { ...chart, chart: version, collector: gateway() });
    });
    expect(found).toEqual([`develop: gateway.chart: ${message}`]);
  });

  it.each(['0.104.0', '0.128.0', '0.170.0', '0.171.0', '9.9.9'])('takes chart version %s', (version) => {
    const found = faults((environment) => {
      new CollectorChart(environment, 'gateway', { ...chart, chart: version, collector: gateway() });
    });
    expect(found).toEqual([]);
  });

  it('a service name that is taken', () => {
    const found = faults((environment) => {
      new ServiceChart(environment, 'expenses', service);
      new ServiceChart(environment, 'expenses', service);
    });
    expect(found).toEqual([
      'develop: expenses: two workloads (or a workload and another chart) have this name in namespace develop; give one of them another name',
    ]);
  });

  it('a call to a service that does not exist', () => {
    const found = faults((environment) => {
      new ServiceChart(environment, 'expenses', { ...service, calls: ['userz'] });
      new ServiceChart(environment, 'user', service);
    });
    expect(found).toEqual(['develop: expenses.calls: there is no service "userz"; write user']);
  });

  it.each([0, 65536, 80.5, -1])('port %p', (port) => {
    const found = faults((environment) => new ServiceChart(environment, 'expenses', { ...service, port }));
    expect(found).toEqual([
      `develop: expenses.port: ${port} is not a port; write a whole number from 1 to 65535`,
    ]);
  });

  it.each([
    ['registry.example.com:5000/expenses', 'has no tag'],
    ['registry.example.com/expenses:latest', 'floats'],
    ['registry.example.com/expenses:', 'has no tag'],
    ['Registry/Expenses:1.0', 'is not an image'],
  ])('image %p %s', (image, message) => {
    const found = faults((environment) => new ServiceChart(environment, 'expenses', { ...service, image }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^develop: expenses\.image: /);
    expect(found[0]).toContain(message);
  });

  it('takes an image with a digest instead of a tag', () => {
    const image = `registry.example.com/expenses@sha256:${'a'.repeat(64)}`;
    expect(faults((environment) => new ServiceChart(environment, 'expenses', { ...service, image }))).toEqual(
      [],
    );
  });

  it.each(['api.smart_cash.site', 'API.example.com', 'api', 'api..example.com', `${'a'.repeat(64)}.com`])(
    'host %p',
    (host) => {
      const found = faults((environment) => new IngressChart(environment, 'api', { host, routes: [] }));
      expect(found).toEqual([
        `develop: ingress.api.host: "${host}" is not a DNS name; write labels of lower case letters, digits and dashes, joined by dots`,
      ]);
    },
  );

  it('a missing file', () => {
    const found = faults((environment) => Images.of(environment, 'environments/imagez.yaml'));
    expect(found).toEqual([
      'develop: environments/imagez.yaml: there is no such file; create it with a block "develop:" that names each image',
    ]);
  });

  it('a service of the same name in another namespace is another service', () => {
    const found = faults((environment) => {
      new ServiceChart(environment, 'search', { ...service, namespace: 'one' });
      new ServiceChart(environment, 'search', { ...service, namespace: 'two', calls: ['one/search'] });
    });
    expect(found).toEqual([]);
  });

  it('a file of images that has no block for the environment is told once, whoever reads it', () => {
    const found = faults(
      (environment) => {
        for (const name of ['a', 'b']) Images.of(environment, 'environments/images.yaml').of(name);
      },
      {},
      'test',
    );
    expect(found).toEqual([
      'test: environments/images.yaml: has no block "test"; write one that names the image of each service',
    ]);
  });

  it.each([
    [{ image: `${undefined}/search:1.0.0` }, 'image: "undefined/search:1.0.0"'],
    [{ egress: [{ host: `${undefined}.example.com` }] }, 'egress[0].host: "undefined.example.com"'],
    [{ variables: { URL: `http://${{}}:80` } }, 'variables.URL: "http://[object Object]:80"'],
    [{ labels: { team: `shop-${undefined}` } }, 'labels.team: "shop-undefined"'],
  ])('a value that was not there when a text was put together: %j', (changed, told) => {
    const found = faults((environment) => {
      new ServiceChart(environment, 'search', { ...service, ...changed });
    });
    expect(found).toEqual([
      `develop: search.${told} was put together with a value that is not there; look at what stands between \${ and }`,
    ]);
  });

  it('such a value in a configuration is told with its place, and words of a statement are not', () => {
    const receiver = receivers.fileLog({ include: [`/var/log/${undefined}_*.log`, 'is undefined - or so'] });
    const found = faults((environment) => {
      new CollectorChart(environment, 'gateway', {
        ...chart,
        chart: '0.170.0',
        collector: collector({
          pipelines: [logs({ receivers: [receiver], exporters: [exporters.debug()] })],
        }),
      });
    });
    expect(found).toEqual([
      'develop: gateway.collector receivers::file_log::include[0]: "/var/log/undefined_*.log" was put together with a value that is not there; look at what stands between ${ and }',
    ]);
  });

  it('what asks for the address of a collector whose chart is refused says nothing more', () => {
    const found = faults((environment) => {
      const refused = new CollectorChart(environment, 'gateway', {
        ...chart,
        chart: '0.x',
        collector: gateway(),
      });
      new ServiceChart(environment, 'search', { ...service, telemetry: refused.otlpHttp });
    });
    expect(found).toHaveLength(1);
  });

  it('a range of addresses is judged where it is written', () => {
    const found = faults((environment) => new ServiceChart(environment, 'search', service), {
      dns: [{ cidr: '169.254.20.10/33' }],
    });
    expect(found).toEqual([
      'develop: dns[0].cidr: is "169.254.20.10/33", which is not a range of addresses; write an address and the number of its leading bits, as 10.0.0.0/8',
    ]);
  });

  it('a service that images.yaml does not name', () => {
    const found = faults((environment) => Images.of(environment, 'environments/images.yaml').of('savings'));
    expect(found).toEqual([
      'develop: environments/images.yaml: savings: names no image in the block of this environment; write savings: registry/repository:tag there',
    ]);
  });

  it('null in the values, with the reason and the way out', () => {
    const receiver = component('receiver', 'my_own', { a: { b: null } }, { signals: ['traces'] });
    const found = faults((environment) => {
      new CollectorChart(environment, 'gateway', {
        ...chart,
        chart: '0.170.0',
        collector: gateway(receiver as never),
      });
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('develop: gateway.values.alternateConfig.receivers.my_own.a.b: is null');
    expect(found[0]).toContain('write {}');
  });

  it('a value that the chart does not know', () => {
    const found = faults((environment) => {
      new CollectorChart(environment, 'gateway', {
        ...chart,
        chart: '0.170.0',
        collector: gateway(),
        values: { replicaCont: 2 } as never,
      });
    });
    expect(found.join('\n')).toContain('replicaCont');
  });

  it('telemetry to a collector that does not listen', () => {
    const found = faults((environment) => {
      const collectorChart = new CollectorChart(environment, 'gateway', {
        ...chart,
        chart: '0.170.0',
        collector: gateway(receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } })),
      });
      new ServiceChart(environment, 'expenses', { ...service, telemetry: collectorChart.otlpGrpc });
    });
    expect(found).toEqual([
      'develop: gateway: no OTLP receiver of a pipeline listens over grpc; add receivers.otlp({ protocols: { grpc: { endpoint: podIp(4317) } } })',
    ]);
  });

  it('is told all at once', () => {
    const found = faults(
      (environment) => {
        new ServiceChart(environment, 'expenses', { ...service, port: 0, image: 'x' });
        new ServiceChart(environment, 'user', { ...service, healthPath: 'health' });
      },
      { domain: 'no domain' },
    );
    expect(found.map((line) => line.split(':')[1]?.trim())).toEqual([
      'domain',
      'expenses.port',
      'expenses.image',
      'user.healthPath',
    ]);
  });
});

describe('a slip in what backends, operators and namespaces are told', () => {
  const resources = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } };
  const jaeger = {
    namespace: 'observability',
    version: '2.20.0',
    storage: { memory: { max_traces: 10 } },
    resources,
  };

  /** Faults of an environment in which something was made of slips that compile nowhere. */
  function faultsOf(make: (environment: Environment) => unknown): string[] {
    const environment = testEnvironment();
    try {
      make(environment);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    return environment.problems.map(({ field, message, fix }) => `${field} ${message}; ${fix}`);
  }

  it.each<[string, (environment: Environment) => unknown, string]>([
    [
      'Jaeger v2',
      (environment) => new JaegerV2Chart(environment, 'jaeger', { ...jaeger, basepath: '/jaeger' } as never),
      'jaeger.basepath is not a field of it; write basePath',
    ],
    [
      'the store of Jaeger v2',
      (environment) =>
        new JaegerV2Chart(environment, 'jaeger', { ...jaeger, storage: { elasticsaerch: {} } } as never),
      'jaeger.storage.elasticsaerch is not a field of it; write elasticsearch',
    ],
    [
      'Jaeger v2 by its chart',
      (environment) =>
        new JaegerHelmChart(environment, 'jaeger', {
          ...jaeger,
          chart: '4.11.1',
          source: helmSource,
          page: { hots: 'jaeger.example.com' },
        } as never),
      'jaeger.page.hots is not a field of it; write host',
    ],
    [
      'Jaeger v1',
      (environment) =>
        new JaegerChart(environment, 'jaeger', { namespce: 'observability', spec: {} } as never),
      'jaeger.namespce is not a field of it; write namespace',
    ],
    [
      'Tempo',
      (environment) =>
        new TempoChart(environment, 'tempo', {
          chart: '2.2.4',
          source: helmSource,
          namespace: 'observability',
          storage: { backend: 's3', s3: {} },
          retension: '72h',
          resources,
        } as never),
      'tempo.retension is not a field of it; write retention',
    ],
    [
      'a backend of others',
      (environment) => otlpBackend(environment, { host: 'otlp.example.com', header: {} } as never),
      'otlpBackend.header is not a field of it; write headers',
    ],
    [
      'an operator',
      (environment) =>
        new JaegerOperatorChart(environment, 'operator', {
          source: helmSource,
          versoin: '2.57.0',
          namespace: 'observability',
        } as never),
      'operator.versoin is not a field of it; write version',
    ],
    [
      'a namespace',
      (environment) =>
        new NamespacesChart(environment, 'namespaces', {
          namespaces: [{ name: 'shop', podSecurty: 'baseline' }],
        } as never),
      'namespaces.namespaces[0].podSecurty is not a field of it; write podSecurity',
    ],
    [
      'the level of a namespace',
      (environment) =>
        new NamespacesChart(environment, 'namespaces', {
          namespaces: [{ name: 'shop', podSecurity: 'restrictd' }],
        } as never),
      'namespaces.namespaces[0].podSecurity "restrictd" is not known; write restricted',
    ],
    [
      'a probe',
      (environment) =>
        new ServiceChart(environment, 'cart', {
          ...service,
          probes: { readiness: { http: '/ready' } },
        } as never),
      'cart.probes.readiness.http "/ready" is not a map; write a map',
    ],
    [
      'a variable',
      (environment) =>
        new ServiceChart(environment, 'cart', {
          ...service,
          variables: { KEY: { secret: 'cart', kye: 'key' } },
        } as never),
      'cart.variables.KEY.kye is not a field of it; write key',
    ],
    [
      'whom it talks to',
      (environment) =>
        new ServiceChart(environment, 'cart', { ...service, egress: [{ cdir: '10.0.0.0/8' }] } as never),
      'cart.egress[0].cdir is not a field of it; write cidr',
    ],
    [
      'a workload, with nothing that is like it',
      (environment) => new ServiceChart(environment, 'cart', { ...service, xylophone: 1 } as never),
      'cart.xylophone is not a field of it; take it out, or write one of its 42 fields: docs/charts.md lists them',
    ],
    [
      'injected SDKs',
      (environment) =>
        new InstrumentationChart(environment, 'sdks', {
          namespace: 'observability',
          telemetry: otlpBackend(environment, { host: 'otlp.example.com' }).otlpHttp,
          sampleShare: 0.5,
        } as never),
      'sdks.sampleShare is not a field of it; write sampledShare',
    ],
  ])('%s: names the field and the one that was meant', (_, make, fault) => {
    expect(faultsOf(make)).toEqual([fault]);
  });
});
