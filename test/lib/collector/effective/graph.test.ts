import { connectorUses, loops, read } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

const readingOf = (connectors: string, pipelines: string) =>
  read(
    subjectOf(`receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {debug: {}}
connectors: {${connectors}}
service: {pipelines: {${pipelines}}}
`),
  );

describe('loops', () => {
  it('finds one of several pipelines and names every entry that lies on it', () => {
    const [loop, ...others] = loops(
      readingOf(
        'forward: {}, forward/b: {}, forward/out: {}',
        'traces/a: {receivers: [otlp, forward/b], exporters: [forward, forward/out]}, traces/b: {receivers: [forward], exporters: [forward/b]}, traces/c: {receivers: [forward/out], exporters: [debug]}',
      ),
    );
    expect(others).toEqual([]);
    expect(loop?.pipelines).toEqual(['traces/a', 'traces/b']);
    expect(loop?.places.map(({ reference }) => reference.path.slice(2).join(' '))).toEqual([
      'traces/a exporters 0',
      'traces/b receivers 0',
      'traces/b exporters 0',
      'traces/a receivers 1',
    ]);
  });

  it('finds a pipeline that leads into itself', () => {
    expect(
      loops(readingOf('forward: {}', 'traces: {receivers: [otlp, forward], exporters: [debug, forward]}')),
    ).toHaveLength(1);
  });

  it('tells the instances of a connector apart by their signals', () => {
    // count takes traces and metrics and gives metrics: the way from metrics back to metrics is the loop, not the other.
    const reading = readingOf(
      'count: {}, forward: {}',
      'traces: {receivers: [otlp], exporters: [count]}, metrics: {receivers: [count], exporters: [forward]}, metrics/b: {receivers: [forward], exporters: [debug]}',
    );
    expect(loops(reading)).toEqual([]);
    const back = readingOf(
      'count: {}',
      'traces: {receivers: [otlp], exporters: [count]}, metrics: {receivers: [count], exporters: [count]}',
    );
    expect(loops(back).map(({ pipelines }) => pipelines)).toEqual([['metrics']]);
  });

  it('does not join pipelines that a connector cannot join', () => {
    // span_metrics gives metrics only: naming it as receiver of traces joins nothing.
    const reading = readingOf(
      'span_metrics: {}',
      'traces: {receivers: [otlp, span_metrics], exporters: [span_metrics]}',
    );
    expect(loops(reading)).toEqual([]);
  });

  it('takes a long chain without recursion', () => {
    const count = 5000;
    const connectors = Array.from({ length: count }, (_, i) => `forward/${i}: {}`).join(', ');
    const pipelines = Array.from(
      { length: count },
      (_, i) =>
        `traces/${i}: {receivers: [${i === 0 ? 'otlp' : `forward/${i - 1}`}], exporters: [forward/${i}]}`,
    ).join(', ');
    expect(loops(readingOf(connectors, pipelines))).toEqual([]);
  });
});

describe('connectorUses', () => {
  it('counts an entry that a list repeats once', () => {
    const [use] = connectorUses(
      readingOf('forward: {}', 'traces: {receivers: [otlp], exporters: [forward, forward]}'),
    );
    expect([use?.from.length, use?.to.length]).toEqual([1, 0]);
  });
});
