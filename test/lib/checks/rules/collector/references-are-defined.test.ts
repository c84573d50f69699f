import { referencesAreDefined as rule } from '../../../../../lib/checks/rules/collector/references-are-defined';
import { places, problems } from './judge';

describe('RF-1: Every receiver, processor and exporter that a pipeline names is defined', () => {
  it('tells a misplaced component and proposes a near one', () => {
    const text = `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {otlphttp/jaeger: {endpoint: "http://a:4318"}}
connectors: {forward: {}}
service: {pipelines: {traces: {receivers: [otlp], processors: [forward], exporters: [otlphttp/jaegr, "\${env:MORE}"]}}}
`;
    expect(problems(rule, text).map(({ message, fix }) => `${message} ${fix}`)).toEqual([
      'service::pipelines::traces names "forward" among its processors, but it is defined as a connector. Define processor "forward" under processors, or take it out of the pipeline\'s processors.',
      'service::pipelines::traces references exporter "otlphttp/jaegr" which is not configured. Write "otlphttp/jaeger", or define "otlphttp/jaegr" under exporters.',
    ]);
  });

  it('judges a text with commas as the list that the collector makes of it, and an alias by what is written', () => {
    const text = (exporter: string) => `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {otlp: {endpoint: "a:1"}, debug: {}}
service: {pipelines: {traces: {receivers: otlp, exporters: "${exporter}"}}}
`;
    expect(places(rule, text('otlp,debug'))).toEqual([]);
    expect(places(rule, text('otlp_grpc'))).toEqual(['service::pipelines::traces::exporters']);
  });

  it('leaves sections that come from elsewhere', () => {
    const text = `receivers: "\${file:receivers.yaml}"
exporters: {debug: {}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`;
    expect(places(rule, text)).toEqual([]);
  });
});
