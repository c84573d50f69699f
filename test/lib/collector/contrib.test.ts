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
  'receiver loki': { protocols: { http: { endpoint: '0.0.0.0:3500' } } },
  'receiver syslog': { tcp: { listen_address: '0.0.0.0:54526' }, protocol: 'rfc5424' },
  'receiver tcp_log': { listen_address: '0.0.0.0:54525' },
  'receiver udp_log': { listen_address: '0.0.0.0:54525' },
  'receiver webhook_event': { endpoint: '0.0.0.0:8088' },
  'exporter prometheus_remote_write': { endpoint: 'https://metrics.example.com/api/v1/push' },
  'exporter stef': { endpoint: 'stef.example.com:4320' },
  'exporter zipkin': { endpoint: 'https://zipkin.example.com/api/v2/spans' },
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
