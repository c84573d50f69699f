import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adopt, readInputs } from '../../lib/adopt';
import { checkSources } from '../../lib/checks';
import { githubReport, jsonReport, junitReport, textReport } from '../../lib/checks/report';
import { compareTrees, formatMarkdown, formatText, treeFile } from '../../lib/delivery/diff';
import { secretPlaces } from '../../lib/documents';
import { bootstrapCheckout, git } from '../lib/delivery/publish/checkout';

/** Secrets by where they stand, each unlike any other text. */
const inCollector = {
  'receivers.postgresql.password': 'S3cr3tPassw0rd',
  'receivers.redis.password': 'R3disPw77',
  'receivers.mongodb.password': 'hunter2hunter2',
  'receivers.sqlserver.password': 'Sql-Srv!2024',
  'receivers.snmp.auth_password': 'SnmpAuth99x',
  'receivers.snmp.privacy_password': 'SnmpPriv99x',
  'receivers.vcenter.password': 'vCenterPw#1',
  'receivers.mysql.password': 'my-sql-pass-1',
  'receivers.prometheus.config.scrape_configs.0.basic_auth.password': 'PromPw123',
  'receivers.prometheus.config.scrape_configs.0.bearer_token': 'BEARERTOK123',
  'exporters.otlp_http.headers.authorization': 'Bearer abcdefghijkl12345',
  'exporters.otlp_http.headers.DD-API-KEY': 'ddkey1234567890',
  'exporters.otlp_http.headers.x-honeycomb-team': 'hny123456789',
  'exporters.otlp_http.headers.api-key': 'NRAK-ABCDEFGHIJKLMNOPQRSTUV',
  'exporters.otlp_http.headers.Proxy-Authorization': 'Basic dXNlcjpwdzEyMzQ1Ng==',
  'exporters.otlp_http.headers.cookie': 'sid=abcdef123456',
  'exporters.otlp_http.headers.signoz-ingestion-key': 'sigkey123456',
  'exporters.otlp_http.headers.X-Sf-Token': 'sf12345678',
  'exporters.otlp_http.headers.x-last9-auth': 'l912345678',
  'exporters.otlp_http.headers.Lightstep-Access-Token': 'lstok12345678',
  'exporters.otlp_http.headers.X-Insert-Key': 'nrii12345678',
  'exporters.otlp_http.headers.highlight-key': 'hk1234567',
  'exporters.otlp_http/dsn.headers.uptrace-dsn': 'https://tok123456789@uptrace.dev/1',
  'exporters.otlp_http/url.endpoint': 'https://user:UrlPw12345@api.example.com',
  'exporters.otlp_http/query.endpoint': 'https://api.example.com/v1?token=QueryTok1234567',
  'exporters.loki.endpoint': 'https://u:lokiPw01@logs',
  'exporters.datadog.api.key': '0123456789abcdef0123456789abcdef',
  'exporters.coralogix.private_key': 'cxtp_abcdef123456',
  'exporters.splunk_hec.token': '11111111-2222-3333-4444-555555555555',
  'exporters.kafka.auth.plain_text.password': 'KafkaPw12',
  'exporters.logzio.account_token': 'LogzTok4567',
  'exporters.sumologic.collector_credential': 'SumoCred4567',
  'exporters.influxdb.token': 'InfluxTok4567',
  'exporters.alertmanager.auth.api_key': 'AlertKey4567',
  'extensions.basicauth/client.client_auth.password': 'BasicPw12',
  'extensions.basicauth/server.htpasswd.inline': 'user:HtPassw0rd1',
  'extensions.bearertokenauth.token': 'BearTok99999',
  'extensions.oauth2client.client_secret': 'OAuthSec12',
  'extensions.oauth2client.client_certificate_key': 'CertKey99812',
  'extensions.sumologic.installation_token': 'InstTok99812',
  'extensions.opamp.server.ws.headers.Secret-Key': 'OpAmpKey99812',
  'receivers.sqlquery.datasource': 'host=h user=u password=DataSrcPw1 sslmode=disable',
  'receivers.oracledb.datasource': 'oracle://u:OraclePw1@h:1521/x',
  'receivers.snmp/two.community': 'Community99x8',
  'receivers.cloudflare.logs.secret': 'CloudSecret99x',
  'receivers.githubactions.secret': 'HookSecret99x',
  'receivers.azureeventhub.connection':
    'Endpoint=sb://n/;SharedAccessKeyName=k;SharedAccessKey=RXZIdWI5OTgx=;EntityPath=h',
  'receivers.prometheus/two.config.scrape_configs.0.authorization.credentials': 'PromCred99x',
  'receivers.prometheus/two.config.scrape_configs.0.http_headers.X-Key.values.0': 'PromHead99812',
  'receivers.prometheus/two.config.scrape_configs.0.params.token.0': 'PromParam99812',
  'exporters.azuremonitor.instrumentation_key': '11112222-3333-4444-5555-666677778888',
  'exporters.alibabacloud_logservice.access_key_secret': 'AliSecret99812',
  'exporters.rabbitmq.connection.endpoint': 'amqp://u:RabbitPw1@h',
  'exporters.clickhouse.endpoint': 'tcp://c:9000?username=u&password=ClickPw99',
  'exporters.otlp_http/three.headers.x-otel-passwd': 'HeadPasswd99x',
  'exporters.otlp_http/three.headers.X-Access': 'aB3dE6gH9jK2mN5',
  'exporters.otlp_http/three.headers.X-License': 'LicHead99812x',
  'exporters.otlp_http/three.tls.key_pem': 'KeyPem99812xyz',
} as const;

const inVariables = {
  DB_PASSWORD: 'dbpw-new-77',
  DATABASE_URL: 'postgres://u:dburl-new7@db/x',
  REDIS_URL: 'redis://:redis-url-pw9@cache:6379/0',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer otelhdr-new-abcdef1',
  HONEYCOMB_API_KEY: 'hcaik_01abcdefgh',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY1',
  SENTRY_DSN: 'https://abc123def4567890@sentry.example/4',
  GITHUB_TOKEN: 'ghp_abcdefghijklmnopqrstuvwxyz012345',
  SLACK_WEBHOOK: 'xoxb-123456789012-abcdefABCDEF',
  SESSION_SECRET: 'sess-s3cret-9912',
  JWT: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlMTIz',
  CONNECTION_STRING: 'Server=db;User=sa;Password=ConnPw9912;',
  STRIPE_KEY: 'sk_live_abcdefghijklmnop1234',
  NPM_TOKEN: 'npm_abcdefghijklmnopqrstuvwxyz0123456789',
  DB_PASS: 'dbpass-new-78',
  LDAP_BIND_PW: 'ldap-bind-79',
  SECRET_KEY_BASE: 'secret-key-base-80',
  ALGOLIA_ADMIN_KEY: '3f9c1b7e5d2a4c6e8b0d1f2a3c4e5f60',
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-team=shop,x-honeycomb-team=hctracesteam9',
  KAFKA_SASL_JAAS_CONFIG: 'PlainLoginModule required username="u" password="JaasPw9912";',
  ALERTS: 'https://hooks.slack.com/services/T00000000/B00000000/abcdEFGH1234ijklMNOP5678',
  DISCORD: 'https://discord.com/api/webhooks/123456789012345678/abcDEF9ghiJKLmnoPQRstuVWXyz',
  REGISTRY: '{"auths":{"r.example":{"auth":"dTpSZWdpc3RyeVB3MQ=="}}}',
  SIGNING: '-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQdGBGabc9812\n-----END PGP PRIVATE KEY BLOCK-----',
  BOT: '123456789:AAF9abcdefghijklmnopqrstuvwxyz01234',
  STACK: 'pul-9abcdef0123456789abcdef0123456789abcdef01',
  SPARK: 'dapi9abcdef0123456789abcdef012345678',
  MODEL: 'hf_abcdefghijklmnopqrstuvwxyz9abcdefg',
  PUSH: 'AAAA9abcdEF:APA91bHabcdefghijklmnopqrstuvwxyz0123456789',
} as const;

const inArguments = [
  '--es.password=EsPw99812',
  '--header=Authorization: Bearer argtok-99812x',
  '--token',
  'FlagTok99812',
];

const inValues = {
  'auth.adminPassword': 'AdminPw99812',
  'smtp.password': 'SmtpPw99812',
  'remote.url': 'https://prom:RemotePw1@prom.example/write',
  'license.licenseKey': 'Lic-Key-99812',
  'ingress.headers.X-Api-Key': 'IngressKey99812',
  'notify.slack': 'https://hooks.slack.com/services/T00000000/B00000000/zyxwVUTS1234ijklMNOP5678',
} as const;

/** The part of a text that is the secret. */
const parts: { readonly [value: string]: string } = {
  'Bearer abcdefghijkl12345': 'abcdefghijkl12345',
  'Basic dXNlcjpwdzEyMzQ1Ng==': 'dXNlcjpwdzEyMzQ1Ng==',
  'sid=abcdef123456': 'abcdef123456',
  'https://tok123456789@uptrace.dev/1': 'tok123456789',
  'https://user:UrlPw12345@api.example.com': 'UrlPw12345',
  'https://api.example.com/v1?token=QueryTok1234567': 'QueryTok1234567',
  'https://u:lokiPw01@logs': 'lokiPw01',
  'user:HtPassw0rd1': 'HtPassw0rd1',
  'postgres://u:dburl-new7@db/x': 'dburl-new7',
  'redis://:redis-url-pw9@cache:6379/0': 'redis-url-pw9',
  'authorization=Bearer otelhdr-new-abcdef1': 'otelhdr-new-abcdef1',
  'https://abc123def4567890@sentry.example/4': 'abc123def4567890',
  'Server=db;User=sa;Password=ConnPw9912;': 'ConnPw9912',
  'https://prom:RemotePw1@prom.example/write': 'RemotePw1',
  'host=h user=u password=DataSrcPw1 sslmode=disable': 'DataSrcPw1',
  'oracle://u:OraclePw1@h:1521/x': 'OraclePw1',
  'Endpoint=sb://n/;SharedAccessKeyName=k;SharedAccessKey=RXZIdWI5OTgx=;EntityPath=h': 'RXZIdWI5OTgx=',
  'amqp://u:RabbitPw1@h': 'RabbitPw1',
  'https://hooks.slack.com/services/T00000000/B00000000/zyxwVUTS1234ijklMNOP5678': 'zyxwVUTS1234ijklMNOP5678',
  'tcp://c:9000?username=u&password=ClickPw99': 'ClickPw99',
  'x-team=shop,x-honeycomb-team=hctracesteam9': 'hctracesteam9',
  'PlainLoginModule required username="u" password="JaasPw9912";': 'JaasPw9912',
  'https://hooks.slack.com/services/T00000000/B00000000/abcdEFGH1234ijklMNOP5678': 'abcdEFGH1234ijklMNOP5678',
  'https://discord.com/api/webhooks/123456789012345678/abcDEF9ghiJKLmnoPQRstuVWXyz':
    'abcDEF9ghiJKLmnoPQRstuVWXyz',
  '{"auths":{"r.example":{"auth":"dTpSZWdpc3RyeVB3MQ=="}}}': 'dTpSZWdpc3RyeVB3MQ==',
  '-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQdGBGabc9812\n-----END PGP PRIVATE KEY BLOCK-----':
    'lQdGBGabc9812',
};

const planted = [
  ...[...Object.values(inCollector), ...Object.values(inVariables), ...Object.values(inValues)].map(
    (value) => parts[value] ?? value,
  ),
  'EsPw99812',
  'argtok-99812x',
  'FlagTok99812',
  'StringData99812',
];

interface Table {
  [key: string]: unknown;
}

function nested(flat: { readonly [path: string]: string }): Table {
  const root: Table = {};
  for (const [path, value] of Object.entries(flat)) {
    const steps = path.split('.');
    let at: Table = root;
    for (const [index, step] of steps.slice(0, -1).entries()) {
      const next = /^\d+$/.test(steps[index + 1] ?? '') ? [] : {};
      at[step] ??= next;
      at = at[step] as Table;
    }
    at[steps.at(-1) ?? ''] = value;
  }
  return root;
}

function collectorConfig(): Table {
  const config = nested(inCollector);
  const ids = (section: string) => Object.keys(config[section] as Table);
  const metrics = ids('receivers');
  return {
    ...config,
    receivers: {
      ...(config.receivers as Table),
      otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } },
    },
    service: {
      extensions: ids('extensions'),
      pipelines: {
        traces: { receivers: ['otlp'], exporters: ids('exporters') },
        metrics: { receivers: metrics, exporters: ['otlp_http'] },
      },
    },
  };
}

/** JSON is YAML. */
const files = (mark: string): { [name: string]: string } => ({
  'collector.yaml': JSON.stringify({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'otel', namespace: 'obs', labels: { mark } },
    spec: {
      interval: '1h',
      chart: {
        spec: {
          chart: 'opentelemetry-collector',
          version: '0.170.0',
          sourceRef: { kind: 'HelmRepository', name: 'otel' },
        },
      },
      values: {
        mode: 'deployment',
        alternateConfig: collectorConfig(),
        extraEnvs: [{ name: 'EXTRA_PASSWORD', value: planted[0] }],
      },
    },
  }),
  'shop.yaml': JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'shop' } },
      template: {
        metadata: { labels: { app: 'shop', mark } },
        spec: {
          containers: [
            {
              name: 'shop',
              image: 'x:1.0.0',
              args: inArguments,
              env: [
                ...Object.entries(inVariables).map(([name, value]) => ({ name, value })),
                { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://u:otelUrlPw1@otel.obs.svc:4318' },
              ],
            },
          ],
        },
      },
    },
  }),
  'gateway.yaml': JSON.stringify({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'gateway', namespace: 'obs', labels: { mark } },
    spec: {
      interval: '1h',
      chart: {
        spec: { chart: 'gateway', version: '1.0.0', sourceRef: { kind: 'HelmRepository', name: 'otel' } },
      },
      values: nested(inValues),
    },
  }),
  'secret.yaml':
    'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: obs}\nstringData:\n  password: StringData99812\n',
});

function leaks(output: string): string[] {
  return planted.filter(
    (secret) => output.includes(secret) || output.includes(Buffer.from(secret).toString('base64')),
  );
}

test('ninety-five secrets are planted, and the recogniser finds each', () => {
  expect(new Set(planted).size).toBeGreaterThanOrEqual(95);
  const found = new Set([...secretPlaces(collectorConfig() as never)].map(({ secret }) => secret));
  const missed = Object.values(inCollector)
    .map((value) => parts[value] ?? value)
    .filter((secret) => ![...found].some((one) => one.includes(secret)));
  expect(missed).toEqual([]);
});

describe('no output shows a secret', () => {
  const sources = Object.entries(files('a')).map(([name, text]) => ({ name, text }));

  test('of validate, in any format, while each is found', () => {
    const findings = checkSources(sources);
    expect(findings.filter(({ rule }) => rule === 'CV-31').length).toBeGreaterThan(30);
    expect(findings.filter(({ rule }) => rule === 'XR-70').length).toBeGreaterThan(14);
    expect(findings.some(({ rule }) => rule === 'XR-71')).toBe(true);
    for (const report of [
      textReport(findings),
      jsonReport(findings),
      githubReport(findings),
      junitReport(findings, [], 'error'),
    ])
      expect(leaks(report)).toEqual([]);
  });

  test('of diff, also of what is removed', () => {
    const tree = (mark: string, change: (text: string) => string) =>
      new Map([
        [
          'develop',
          new Map(
            Object.entries(files(mark)).map(
              ([name, text]) => [name, treeFile(Buffer.from(change(text)))] as const,
            ),
          ),
        ],
      ]);
    const open = (text: string) => text;
    const without = (text: string) => planted.reduce((all, secret) => all.replaceAll(secret, 'gone'), text);
    for (const diff of [
      compareTrees(tree('a', open), tree('b', open)),
      compareTrees(tree('a', open), tree('a', without)),
      compareTrees(tree('a', without), tree('b', open)),
    ]) {
      expect(formatText(diff)).not.toBe('');
      for (const output of [formatText(diff), formatMarkdown(diff), JSON.stringify(diff)])
        expect(leaks(output)).toEqual([]);
    }
  });

  test('of adopt, which takes them from a Secret', () => {
    const [input] = readInputs('a.yaml', files('a')['collector.yaml'] ?? '');
    if (input === undefined) throw new Error('nothing to adopt');
    const { code, notes } = adopt(input);
    expect(leaks(code)).toEqual([]);
    expect(leaks(JSON.stringify(notes))).toEqual([]);
    expect(code.match(/secretEnv\(/g)?.length).toBeGreaterThan(30);
    expect(code).not.toContain('plainText');
    expect(notes.filter(({ message }) => message.includes('in plain text')).length).toBeGreaterThanOrEqual(
      Object.keys(inCollector).length,
    );
  });
});

describe('no verb as a process shows a secret', () => {
  const root = mkdtempSync(join(tmpdir(), 'otelflux-secrets-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const run = (...args: string[]) => {
    const done = spawnSync(process.execPath, ['package/run.js', 'cli/index.ts', ...args], {
      encoding: 'utf8',
    });
    return done.stdout + done.stderr;
  };
  const read = (folder: string): string =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');

  test('validate, effective, graph and adopt', () => {
    const folder = join(root, 'in');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files('a'))) writeFileSync(join(folder, name), text);
    const collector = join(folder, 'collector.yaml');
    const outputs = [
      run('validate', folder),
      run('effective', '--values', collector),
      run('effective', '--values', collector, '--diff'),
      run('effective', '--values', collector, '--json'),
      run('graph', folder),
      run('graph', folder, '--json'),
      run('graph', folder, '--html', join(root, 'a.html'), '--svg', join(root, 'a.svg')),
      run('adopt', collector),
    ];
    for (const output of [
      ...outputs,
      readFileSync(join(root, 'a.html'), 'utf8'),
      readFileSync(join(root, 'a.svg'), 'utf8'),
    ]) {
      expect(output.length).toBeGreaterThan(20);
      expect(leaks(output)).toEqual([]);
    }
  });

  test('publish, and the message of its commit', () => {
    const dist = join(root, 'dist/develop');
    mkdirSync(dist, { recursive: true });
    writeFileSync(join(dist, 'kustomization.yaml'), `resources: [${Object.keys(files('a')).join(', ')}]\n`);
    const fleet = bootstrapCheckout(join(root, 'fleet'));
    const outputs: string[] = [];
    for (const mark of ['a', 'b']) {
      for (const [name, text] of Object.entries(files(mark)))
        writeFileSync(join(dist, name), mark === 'a' ? text.replaceAll('99812', '88812') : text);
      outputs.push(
        run('publish', '--to', fleet, '--tree', join(root, 'dist'), '--environment', 'develop', '--commit'),
      );
    }
    writeFileSync(join(fleet, 'clusters/develop/platform/shop.yaml'), files('c')['shop.yaml'] ?? '');
    outputs.push(run('publish', '--to', fleet, '--tree', join(root, 'dist'), '--environment', 'develop'));
    expect(outputs[2]).toContain('edited by hand');
    outputs.push(git(fleet, 'log', '--format=%B'));
    for (const output of outputs) expect(leaks(output)).toEqual([]);
    expect(read(join(fleet, 'clusters'))).toContain('AdminPw99812');
  });
});
