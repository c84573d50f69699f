import {
  collector,
  env,
  exporters,
  extensions,
  listeners,
  logs,
  metrics,
  podIp,
  receivers,
  traces,
} from '../../../lib/collector';

const opened = (...list: Parameters<typeof traces>[0]['receivers'][number][]) =>
  listeners(
    collector({ pipelines: [traces({ receivers: list, exporters: [exporters.debug()] })] }),
    '0.158.0',
  ).map(({ port, transport, application, path }) => [port, transport, application, path.join('.')]);

describe('listeners', () => {
  it('finds the ports on the pod address, with transport and application', () => {
    const otlp = receivers.otlp({
      protocols: { grpc: { endpoint: podIp(4317) }, http: { endpoint: '0.0.0.0:4318' } },
    });
    const jaeger = receivers.jaeger({ protocols: { thrift_compact: { endpoint: '[::]:6831' } } });
    expect(opened(otlp, jaeger)).toEqual([
      [4317, 'TCP', 'grpc', 'protocols.grpc.endpoint'],
      [4318, 'TCP', 'http', 'protocols.http.endpoint'],
      [6831, 'UDP', undefined, 'protocols.thrift_compact.endpoint'],
    ]);
  });

  it('takes no port on localhost and none that a variable decides', () => {
    const local = receivers.otlp({ protocols: { http: { endpoint: 'localhost:4318' } } });
    const unknown = receivers.otlp({ protocols: { http: { endpoint: env('ADDRESS') } } }, 'env');
    expect(opened(local, unknown)).toEqual([]);
  });

  it('takes no address that a receiver calls', () => {
    const kubelet = receivers.kubeletStats({ endpoint: '${env:K8S_NODE_IP}:10250' });
    const whole = collector({
      pipelines: [metrics({ receivers: [kubelet], exporters: [exporters.debug()] })],
    });
    expect(listeners(whole, '0.158.0')).toEqual([]);
  });

  it('leaves out receivers that no pipeline uses', () => {
    const used = receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } });
    const unused = receivers.zipkin({ endpoint: podIp(9411) });
    const whole = collector({
      pipelines: [traces({ receivers: [used], exporters: [exporters.debug()] })],
      components: [unused],
    });
    expect(listeners(whole, '0.158.0').map(({ port }) => port)).toEqual([4318]);
  });

  it('opens both ports of fluent_forward, which also takes heartbeats by UDP', () => {
    const fluent = receivers.fluentForward({ endpoint: podIp(8006) });
    const whole = collector({ pipelines: [logs({ receivers: [fluent], exporters: [exporters.debug()] })] });
    expect(listeners(whole, '0.158.0').map(({ port, transport }) => `${port}/${transport}`)).toEqual([
      '8006/TCP',
      '8006/UDP',
    ]);
  });

  it('opens the port of an exporter that is scraped, and none that only the kubelet or a person asks', () => {
    const whole = collector({
      extensions: [
        extensions.healthCheck({ endpoint: podIp(13133) }),
        extensions.pprof({ endpoint: podIp(1777) }),
      ],
      pipelines: [
        metrics({
          receivers: [receivers.otlp({ protocols: { grpc: { endpoint: 'localhost:4317' } } })],
          exporters: [exporters.prometheus({ endpoint: podIp(8889) })],
        }),
      ],
    });
    expect(listeners(whole, '0.158.0').map(({ component, port }) => `${component.type} ${port}`)).toEqual([
      'prometheus 8889',
    ]);
  });
});
