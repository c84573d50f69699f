import { stringify } from 'yaml';
import { collectorAround } from '../../../conformance/collector/wrap';
import {
  type AnyComponent,
  configuration,
  connectors,
  emittedId,
  exporters,
  extensions,
  processors,
  receivers,
} from '../../../lib/collector';
import { componentClasses, typedComponents } from '../../../lib/collector/catalog';
import { findings } from '../checks/rules/problems';

type Factories = { readonly [name: string]: (config: object) => AnyComponent };
const factories = {
  receiver: receivers as unknown as Factories,
  processor: processors as unknown as Factories,
  exporter: exporters as unknown as Factories,
  connector: connectors as unknown as Factories,
  extension: extensions as unknown as Factories,
};

// Pipelines of profiles alone need a feature gate of the collector.
const contrib = componentClasses.flatMap((kind) =>
  typedComponents(kind).filter(
    ({ distributions, signals }) =>
      distributions.includes('contrib') && !distributions.includes('k8s') && signals.join() !== 'profiles',
  ),
);

/** What a component cannot do without; the others start from nothing. */
const needed: { readonly [component: string]: object } = {
  'receiver aws_cloudwatch': { region: 'eu-central-1' },
  'receiver cisco_os': {
    device: {
      device: { host: { ip: '10.0.0.1', port: 22 } },
      auth: { username: 'otel', password: 'secret' },
    },
    scrapers: { system: {} },
  },
  'receiver couchdb': { username: 'otel', password: 'secret' },
  'receiver file_stats': { include: '/var/log/*.log' },
  'receiver github': { scrapers: { scraper: { github_org: 'example' } } },
  'receiver google_cloud_spanner': { projects: [{ project_id: 'example' }] },
  'receiver googlecloudmonitoring': { metrics_list: [{ metric_name: 'compute.googleapis.com/a' }] },
  'receiver loki': { protocols: { http: { endpoint: '0.0.0.0:3500' } } },
  'receiver nsxt': { endpoint: 'https://nsx.example.com', username: 'otel', password: 'secret' },
  'receiver rabbitmq': { username: 'otel', password: 'secret' },
  'receiver riak': { username: 'otel', password: 'secret' },
  'receiver sqlquery': {
    driver: 'postgres',
    datasource: 'host=db',
    queries: [{ sql: 'select 1 as a', metrics: [{ metric_name: 'a', value_column: 'a' }] }],
  },
  'receiver syslog': { tcp: { listen_address: '0.0.0.0:54526' }, protocol: 'rfc5424' },
  'receiver tcp_check': { targets: [{ endpoint: 'db:5432' }] },
  'receiver tcp_log': { listen_address: '0.0.0.0:54525' },
  'receiver tls_check': { targets: [{ endpoint: 'example.com:443' }] },
  'receiver udp_log': { listen_address: '0.0.0.0:54525' },
  'receiver vcenter': { endpoint: 'https://vcenter.example.com', username: 'otel', password: 'secret' },
  'receiver webhook_event': { endpoint: '0.0.0.0:8088' },
  'processor gen_ai_normalizer': { sources: { openllmetry: {} } },
  'processor schema': { targets: ['https://opentelemetry.io/schemas/1.9.0'] },
  'exporter awscloudwatchlogs': { log_group_name: 'a', log_stream_name: 'b' },
  'exporter awss3': { s3uploader: { s3_bucket: 'a' } },
  'exporter bmc_helix': { endpoint: 'https://helix.example.com', api_key: 'secret' },
  'exporter clickhouse': { endpoint: 'tcp://clickhouse:9000' },
  'connector signal_to_metrics': { spans: [{ name: 'a', sum: { value: '1' } }] },
  'exporter coralogix': { domain: 'coralogix.com', private_key: 'secret', application_name: 'a' },
  'exporter datadog': { api: { key: 'secret' } },
  'exporter elasticsearch': { endpoint: 'https://elasticsearch.example.com:9200' },
  'exporter faro': { endpoint: 'https://faro.example.com/collect' },
  'exporter google_cloud_storage': { bucket: { name: 'a' } },
  'exporter honeycomb_marker': { api_key: 'secret', markers: [{ type: 'a' }] },
  'exporter logicmonitor': { endpoint: 'https://example.logicmonitor.com/rest' },
  'exporter logzio': { account_token: 'secret' },
  'exporter prometheus_remote_write': { endpoint: 'https://metrics.example.com/api/v1/push' },
  'exporter signalfx': { access_token: 'secret', realm: 'eu0' },
  'exporter splunk_hec': { endpoint: 'https://splunk.example.com:8088', token: 'secret' },
  'exporter stef': { endpoint: 'stef.example.com:4320' },
  'exporter syslog': { endpoint: 'syslog.example.com' },
  'exporter zipkin': { endpoint: 'https://zipkin.example.com/api/v2/spans' },
  'extension datadog': { api: { key: 'secret', site: 'datadoghq.eu' }, http: {} },
  'extension jaegerremotesampling': { source: { file: '/etc/sampling.json' } },
};

/** What is said of the pipelines around it: no memory limiter, and an end in nop. */
const ofTheFrame: readonly string[] = ['OR-1', 'GR-7'];

describe('every component of contrib', () => {
  test('has a factory, and its smallest form has no error and no warning of its own but that it is deprecated', () => {
    const told = contrib.flatMap((facts) => {
      const part = factories[facts.class][facts.factory]?.(needed[`${facts.class} ${facts.type}`] ?? {});
      if (part === undefined) return [`${facts.class} ${facts.type} has no factory`];
      const { config } = configuration(collectorAround(part), { version: '0.158.0' });
      expect(Object.keys(config[`${facts.class}s`] ?? {})).toContain(emittedId(part, '0.158.0'));
      return findings(`# collector: 0.158.0\n# distribution: contrib\n${stringify(config)}`)
        .filter(({ severity, rule }) => severity !== 'advice' && !ofTheFrame.includes(rule))
        .map(({ rule, message }) => `${facts.class} ${facts.type}: ${rule} ${message}`);
    });
    expect(told).toEqual([
      'receiver wavefront: TV-4 receivers::wavefront: the receiver "wavefront" is deprecated.',
      'exporter mezmo: TV-4 exporters::mezmo: the exporter "mezmo" is deprecated.',
      'extension kafkatopics_observer: TV-4 extensions::kafkatopics_observer: the extension "kafkatopics_observer" is deprecated.',
    ]);
  });
});
