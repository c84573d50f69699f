import { namedPipelinesExist as rule } from '../../../../../lib/checks/rules/collector/named-pipelines-exist';
import { places } from './judge';

describe('RF-5: Pipelines that routing and failover name exist, carry the signal and begin with the connector', () => {
  const config = (first: string, receivers = '[routing]') => `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {debug: {}}
connectors: {routing: {default_pipelines: [traces/a], table: [{condition: "true", pipelines: [${first}]}]}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [routing]}, traces/a: {receivers: [routing], exporters: [debug]}, traces/b: {receivers: ${receivers}, exporters: [debug]}, logs: {receivers: [otlp], exporters: [debug]}}}
`;

  it('asks for existence, signal and feeding', () => {
    const place = ['connectors::routing::table[0]::pipelines[0]'];
    expect(places(rule, config('traces/b'))).toEqual([]);
    expect(places(rule, config('traces/c'))).toEqual(place);
    expect(places(rule, config('logs'))).toEqual(place);
    expect(places(rule, config('traces/b', '[otlp]'))).toEqual(place);
    expect(places(rule, config('"${env:PIPELINE}"'))).toEqual([]);
  });
});
