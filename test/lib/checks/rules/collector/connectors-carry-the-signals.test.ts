import { connectorsCarryTheSignals as rule } from '../../../../../lib/checks/rules/collector/connectors-carry-the-signals';
import { places } from './judge';

describe('GR-2: A connector carries the signal of the pipelines before it to the signal of those behind it', () => {
  const config = (pipelines: string) => `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {debug: {}}
connectors: {span_metrics: {}, forward: {}, count: {}}
service: {pipelines: {${pipelines}}}
`;

  it('blames the side that the connector never has', () => {
    expect(
      places(
        rule,
        config(
          'logs: {receivers: [otlp], exporters: [span_metrics]}, metrics: {receivers: [span_metrics], exporters: [debug]}',
        ),
      ),
    ).toEqual(['service::pipelines::logs::exporters[0]']);
    expect(
      places(
        rule,
        config(
          'traces: {receivers: [otlp], exporters: [forward]}, logs: {receivers: [forward], exporters: [debug]}',
        ),
      ),
    ).toEqual(['service::pipelines::logs::receivers[0]']);
  });

  it('needs one fitting side for each signal, not every pair', () => {
    const fitting = config(
      'traces: {receivers: [otlp], exporters: [forward]}, logs: {receivers: [otlp], exporters: [forward]}, traces/b: {receivers: [forward], exporters: [debug]}, logs/b: {receivers: [forward], exporters: [debug]}',
    );
    expect(places(rule, fitting)).toEqual([]);
  });
});
