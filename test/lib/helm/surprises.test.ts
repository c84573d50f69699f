import { type ExplainedRelease, explain, type Surprise } from '../../../lib/helm';
import type { Table } from '../../../lib/helm/data';
import { isTable } from '../../../lib/helm/data';
import { original } from './original';
import { storedVersions } from './stored-cases';

function explained(values: unknown, chartVersion = '0.170.0'): ExplainedRelease {
  const result = explain({ chartVersion, values, release: 'otel-collector', namespace: 'observability' });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

function ids(values: unknown, chartVersion?: string): string[] {
  return explained(values, chartVersion).surprises.map(({ id }) => id);
}

function merged(values: Table, patch: Table): Table {
  const result = { ...values };
  for (const [key, value] of Object.entries(patch)) {
    const below = result[key];
    result[key] = isTable(value) && isTable(below) ? merged(below, value) : value;
  }
  return result;
}

function dropped(values: Table, [key = '', ...rest]: readonly string[]): Table {
  const { [key]: below, ...others } = values;
  return rest.length > 0 && isTable(below) ? { ...others, [key]: dropped(below, rest) } : others;
}

/** Follows the advice of a surprise. */
function heeded(values: Table, { write, drop = [] }: Surprise): Table {
  return merged(
    drop.reduce((result, path) => dropped(result, path.split('.')), values),
    write,
  );
}

const sound = {
  mode: 'deployment',
  fullnameOverride: 'collector',
  image: { repository: 'otel/opentelemetry-collector-k8s' },
  resources: { limits: { memory: '512Mi' } },
  ports: Object.fromEntries(
    ['otlp', 'jaeger-compact', 'jaeger-grpc', 'jaeger-thrift', 'zipkin'].map((name) => [
      name,
      { enabled: false },
    ]),
  ),
  alternateConfig: {
    receivers: { otlp: { protocols: { http: { endpoint: '${env:MY_POD_IP}:4318' } } } },
    processors: { memory_limiter: { check_interval: '5s', limit_percentage: 80 } },
    exporters: { otlp_http: { endpoint: 'http://jaeger:4318' } },
    extensions: { health_check: { endpoint: '${env:MY_POD_IP}:13133' } },
    service: {
      extensions: ['health_check'],
      pipelines: {
        traces: { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['otlp_http'] },
      },
    },
  },
} as const;

describe('the original values', () => {
  test.each(storedVersions)('have every known surprise on chart %s', (version) => {
    const common = [
      'pipeline-not-written',
      'pipeline-not-written',
      'own-metrics-printed',
      'exporter-in-foreign-pipelines',
      'protocol-not-written',
      'receivers-unused',
      'port-without-listener',
      'processor-before-memory-limiter',
      'processors-not-listed',
      'all-pod-metadata',
      'memory-limit-missing',
      'doubled-name',
      'own-metrics-served',
      ...(version === '0.170.0' ? ['deprecated-exporter'] : []),
      'namespace-repeated',
      'defaults-repeated',
    ];
    expect(ids(original, version)).toEqual(common);
  });

  test('name the four ports without listener, and the exact lines against the open gRPC port', () => {
    const byId = new Map(explained(original).surprises.map((surprise) => [surprise.id, surprise]));
    expect(byId.get('port-without-listener')?.write).toEqual({
      ports: {
        'jaeger-compact': { enabled: false },
        'jaeger-grpc': { enabled: false },
        'jaeger-thrift': { enabled: false },
        zipkin: { enabled: false },
      },
    });
    expect(byId.get('protocol-not-written')?.write).toEqual({
      config: { receivers: { otlp: { protocols: { grpc: null } } } },
      ports: { otlp: { enabled: false } },
    });
    expect(byId.get('processor-before-memory-limiter')?.write).toMatchObject({
      config: {
        service: { pipelines: { traces: { processors: ['memory_limiter', 'k8s_attributes', 'batch'] } } },
      },
    });
  });

  test.each(storedVersions)('have none left on chart %s once every advice is followed', (version) => {
    let values: Table = original;
    for (let round = 0; round < 4; round++) {
      const { surprises } = explained(values, version);
      values = surprises.reduce(heeded, values);
    }
    const last = explained(values, version);
    expect(last.surprises).toEqual([]);
    expect(last.ports?.map(({ name }) => name)).toEqual(['otlp-http']);
    expect(last.config?.service).toMatchObject({ pipelines: { traces: { receivers: ['otlp'] } } });
    expect(JSON.stringify(last.config)).not.toMatch(/"(logs|metrics)":\{"exporters"/);
  });
});

describe('single surprises', () => {
  test('sound values have none', () => expect(ids(sound)).toEqual([]));

  test('probes of an alternateConfig without health check', () => {
    const { service, ...rest } = sound.alternateConfig;
    const values = { ...sound, alternateConfig: { ...rest, service: { ...service, extensions: [] } } };
    expect(ids(values)).toEqual(['probes-without-health-check']);
  });

  test('events in a daemonset', () => {
    expect(ids({ ...sound, mode: 'daemonset', presets: { kubernetesEvents: { enabled: true } } })).toEqual([
      'events-in-daemonset',
    ]);
  });

  test('an empty map that empties nothing', () => {
    expect(ids({ ...original, config: { receivers: { jaeger: {} } } })).toContain('empty-map-kept');
  });

  test('a removed pipeline that a preset makes again', () => {
    const config = { service: { pipelines: { metrics: null } } };
    expect(ids({ ...original, presets: { hostMetrics: { enabled: true } }, config })).toContain(
      'pipeline-without-exporters',
    );
  });

  test('settings under a new name that the preset overwrites under the old one', () => {
    const config = { receivers: { file_log: { include: ['/mine'], poll_interval: '1s' } } };
    const lost = explained({
      ...original,
      presets: { logsCollection: { enabled: true } },
      config,
    }).surprises.filter(({ id }) => id === 'written-lost');
    expect(lost.map(({ paths }) => paths)).toEqual([['config.receivers.file_log.include']]);
  });

  test('an autoscaler beside clusterMetrics', () => {
    const values = {
      ...sound,
      presets: { clusterMetrics: { enabled: true } },
      autoscaling: { enabled: true },
    };
    expect(ids(values)).toContain('cluster-metrics-scaled');
  });

  test('a port of the author behind a listener that cannot be known is left alone', () => {
    const values = {
      ...sound,
      ports: {
        ...sound.ports,
        mine: { enabled: true, containerPort: 9999, servicePort: 9999, protocol: 'TCP' },
      },
    };
    expect(ids(values)).toEqual(['port-without-listener']);
    const receivers = { ...sound.alternateConfig.receivers, syslog: {} };
    const pipelines = {
      traces: { ...sound.alternateConfig.service.pipelines.traces, receivers: ['otlp', 'syslog'] },
    };
    const service = { ...sound.alternateConfig.service, pipelines };
    expect(ids({ ...values, alternateConfig: { ...sound.alternateConfig, receivers, service } })).toEqual([]);
  });
});
