import {
  collector,
  component,
  connectors,
  exporters,
  extensions,
  ignore,
  metrics,
  podIp,
  processors,
  receivers,
  traces,
} from '../../../lib/collector';

const otlp = receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } });
const debug = exporters.debug();

describe('collector', () => {
  it('holds every component once, in order of first mention', () => {
    const spanMetrics = connectors.spanMetrics();
    const whole = collector({
      pipelines: [
        traces({ receivers: [otlp], processors: [processors.batch()], exporters: [debug, spanMetrics] }),
        metrics({ receivers: [spanMetrics], exporters: [debug] }),
      ],
    });
    expect(whole.components.map(({ type }) => type)).toEqual(['otlp', 'batch', 'debug', 'span_metrics']);
  });

  it('starts an extension that a component refers to, without being told', () => {
    const storage = extensions.fileStorage({ directory: '/var/lib/otelcol' });
    const queued = exporters.otlpHttp({ endpoint: 'http://jaeger:4318', sending_queue: { storage } });
    const whole = collector({ pipelines: [traces({ receivers: [otlp], exporters: [queued] })] });
    expect(whole.extensions).toEqual([storage]);
  });

  it('only defines an extension that stands among the components', () => {
    const health = extensions.healthCheck({ endpoint: podIp(13133) });
    const whole = collector({
      pipelines: [traces({ receivers: [otlp], exporters: [debug] })],
      components: [health],
    });
    expect(whole.extensions).toEqual([]);
    expect(whole.components).toContain(health);
  });

  it('takes the same component from two places as one', () => {
    const whole = collector({
      pipelines: [
        traces({ receivers: [otlp], exporters: [exporters.debug()] }),
        traces({ receivers: [otlp], exporters: [exporters.debug()] }, 'copy'),
      ],
    });
    expect(whole.components).toHaveLength(2);
  });

  it('names every fault at once', () => {
    const build = () =>
      collector({
        pipelines: [
          traces({ receivers: [], exporters: [exporters.debug({ verbosity: 'basic' })] }),
          traces({ receivers: [otlp], exporters: [exporters.debug({ verbosity: 'detailed' })] }),
        ],
      });
    expect(build).toThrow(/service::pipelines::traces: needs at least one receiver/);
    expect(build).toThrow(/service::pipelines::traces: two pipelines have this id/);
    expect(build).toThrow(/exporters::debug: two components with different configurations have this id/);
  });

  it('needs a pipeline', () => {
    expect(() => collector({ pipelines: [] })).toThrow('a collector needs at least one pipeline');
  });
});

describe('ignore', () => {
  it('adds a rule and its reason to a copy', () => {
    const quiet = ignore(debug, { 'CV-25': 'develop only' });
    expect(quiet.ignored).toEqual([{ rule: 'CV-25', reason: 'develop only' }]);
    expect(debug.ignored).toEqual([]);
  });

  it('asks for a reason', () => {
    expect(() => ignore(debug, { 'CV-25': ' ' })).toThrow('say why CV-25 does not apply');
  });
});

describe('component', () => {
  it('makes a component that no catalog knows, and says that it did', () => {
    const own = component(
      'connector',
      'my_own',
      { key: 1 },
      { signals: ['traces'], gives: ['metrics'], name: 'x' },
    );
    expect(own).toMatchObject({
      class: 'connector',
      type: 'my_own',
      name: 'x',
      config: { key: 1 },
      untyped: true,
    });
    expect(own.takes).toEqual({ traces: true });
    expect(own.gives).toEqual({ metrics: true });
  });
});
