import { formsOf } from '../../../../../lib/checks/documentation';
import { secretsAreNotPlain as rule } from '../../../../../lib/checks/rules/collector/secrets-are-not-plain';
import { places, problems } from './judge';

describe('CV-31: Passwords, tokens and keys come from the environment', () => {
  const config = (exporters: string) => `exporters: {${exporters}}\n`;

  it.each([
    ['otlp: {endpoint: "a:1", headers: {authorization: "Bearer ${env:TOKEN}"}}', []],
    [
      'otlp: {endpoint: "a:1", headers: {authorization: "Bearer abcdef0123456789"}}',
      ['exporters::otlp::headers::authorization'],
    ],
    ['otlp: {endpoint: "a:1", headers: {x-scope-orgid: tenant}}', []],
    ['splunk_hec: {token: "00000000-1111", endpoint: "https://a"}', ['exporters::splunk_hec::token']],
    ['splunk_hec: {token: "<token>", endpoint: "https://a"}', []],
    ['clickhouse: {endpoint: "tcp://user:s3cr3tvalue@a:9000"}', ['exporters::clickhouse::endpoint']],
    ['clickhouse: {endpoint: "tcp://user:${env:P}@a:9000", password: ""}', []],
    ['kafka: {auth: {sasl: {password: hunter2, username: a}}}', ['exporters::kafka::auth::sasl::password']],
    ['kafka: {auth: {tls: {key_file: /tls/key}}}', []],
  ])('judges %s', (text, expected) => {
    expect(places(rule, config(text))).toEqual(expected);
  });

  it('is an error where the configuration lies in Git', () => {
    const { wrong } = formsOf(rule.example);
    const [inGit] = problems(rule, wrong, { origin: 'helmRelease' });
    expect([inGit?.severity, problems(rule, wrong)[0]?.severity]).toEqual([undefined, 'warning']);
  });
});
