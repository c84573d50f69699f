import {
  collector,
  configuration,
  env,
  exporters,
  extensions,
  grpcEndpoint,
  httpEndpoint,
  plainText,
  podIp,
  processors,
  receivers,
  secretEnv,
  traces,
} from '../../../lib/collector';

const otlp = receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } });
const version = '0.158.0';

const withExporters = (...list: Parameters<typeof traces>[0]['exporters'][number][]) =>
  collector({ pipelines: [traces({ receivers: [otlp], exporters: list })] });

describe('configuration', () => {
  it('writes components under the names that the release knows', () => {
    const whole = withExporters(exporters.otlpHttp({ endpoint: 'http://jaeger:4318' }, 'jaeger'));
    expect(Object.keys(configuration(whole, { version }).config.exporters ?? {})).toEqual([
      'otlp_http/jaeger',
    ]);
    const old = configuration(whole, { version: '0.113.0' }).config;
    expect(old.exporters).toEqual({ 'otlphttp/jaeger': { endpoint: 'http://jaeger:4318' } });
    expect(old.service).toEqual({
      pipelines: { traces: { receivers: ['otlp'], exporters: ['otlphttp/jaeger'] } },
    });
  });

  it('emits no processors key where none were given, and an empty list where an empty one was', () => {
    const empty = collector({
      pipelines: [traces({ receivers: [otlp], processors: [], exporters: [exporters.debug()] })],
    });
    expect(configuration(withExporters(exporters.debug()), { version }).config.service).toEqual({
      pipelines: { traces: { receivers: ['otlp'], exporters: ['debug'] } },
    });
    expect(configuration(empty, { version }).config.service).toEqual({
      pipelines: { traces: { receivers: ['otlp'], processors: [], exporters: ['debug'] } },
    });
  });

  it('writes addresses, endpoints and variables the way the collector reads them', () => {
    const whole = withExporters(
      exporters.otlpHttp({ endpoint: httpEndpoint({ host: 'jaeger', port: 4318 }) }),
      exporters.otlpHttp({ endpoint: httpEndpoint({ host: 'store', port: 443, tls: true }) }, 'tls'),
      exporters.otlpGrpc({ endpoint: grpcEndpoint({ host: 'jaeger', port: 4317 }) }),
      exporters.otlpHttp({ endpoint: env('URL', 'http://localhost:4318') }, 'env'),
    );
    const { config, variables } = configuration(whole, { version });
    expect(config.receivers).toEqual({
      otlp: { protocols: { http: { endpoint: '${env:MY_POD_IP}:4318' } } },
    });
    expect(config.exporters).toEqual({
      otlp_http: { endpoint: 'http://jaeger:4318' },
      'otlp_http/tls': { endpoint: 'https://store:443' },
      otlp_grpc: { endpoint: 'jaeger:4317', tls: { insecure: true } },
      'otlp_http/env': { endpoint: '${env:URL:-http://localhost:4318}' },
    });
    expect(variables).toEqual(['MY_POD_IP', 'URL']);
  });

  it('keeps a secret out of the configuration and says which variable carries it', () => {
    const token = secretEnv({ secret: 'backend', key: 'api-token' });
    const whole = withExporters(
      exporters.otlpHttp({ endpoint: 'https://backend', headers: { Authorization: token } }),
      exporters.otlpHttp({ endpoint: 'https://test', headers: { Authorization: plainText('open') } }, 'open'),
    );
    const { config, secrets } = configuration(whole, { version });
    expect(config.exporters).toEqual({
      otlp_http: { endpoint: 'https://backend', headers: { Authorization: '${env:API_TOKEN}' } },
      'otlp_http/open': { endpoint: 'https://test', headers: { Authorization: 'open' } },
    });
    expect(secrets).toEqual([{ kind: 'secret', variable: 'API_TOKEN', secret: 'backend', key: 'api-token' }]);
  });

  it('refuses one variable for two secrets', () => {
    const whole = withExporters(
      exporters.otlpHttp(
        { endpoint: 'https://a', headers: { K: secretEnv({ secret: 'a', key: 'token' }) } },
        'a',
      ),
      exporters.otlpHttp(
        { endpoint: 'https://b', headers: { K: secretEnv({ secret: 'b', key: 'token' }) } },
        'b',
      ),
    );
    expect(() => configuration(whole, { version })).toThrow('is to carry a/token and b/token');
  });

  it('writes a referred extension by its id and lists it', () => {
    const storage = extensions.fileStorage({ directory: '/var/lib/otelcol' }, 'queue');
    const whole = withExporters(
      exporters.otlpHttp({ endpoint: 'http://jaeger:4318', sending_queue: { storage } }),
    );
    const { config } = configuration(whole, { version });
    expect(config.exporters).toEqual({
      otlp_http: { endpoint: 'http://jaeger:4318', sending_queue: { storage: 'file_storage/queue' } },
    });
    expect(config.extensions).toEqual({ 'file_storage/queue': { directory: '/var/lib/otelcol' } });
    expect(config.service).toMatchObject({ extensions: ['file_storage/queue'] });
  });

  it('leaves out undefined and keeps null, so that nothing changes meaning', () => {
    const whole = collector({
      pipelines: [
        traces({
          receivers: [otlp],
          processors: [processors.batch({ timeout: undefined })],
          exporters: [exporters.debug(null)],
        }),
      ],
    });
    const { config } = configuration(whole, { version });
    expect(config.processors).toEqual({ batch: {} });
    expect(config.exporters).toEqual({ debug: null });
  });
});
