import { Redactor, secretPlaces } from '../../../../lib/documents';
import { processorSeconds } from '../../../support/processor';

describe('no secret is seen in', () => {
  test.each([
    'existingSecret: gateway-users',
    'adminPasswordKey: admin-password',
    'secretKey: password',
    'passwordSecretName: db',
    'tokenFile: /var/run/secrets/token',
    'secretName: tls',
    'nginx.org/basic-auth-secret: jaeger-users',
    'routing_key: traceID',
    'token_url: https://login.example/token',
    'key: /etc/tls/tls.key',
    'max_tokens: 512',
    'password: ${env:DB_PASSWORD}',
    'password: ${DB_PASSWORD}',
    'password: $(DB_PASSWORD)',
    'password: {{ .Values.password }}',
    'password: ENC[AES256_GCM,data:x,iv:y]',
    'password: vault:secret/data/db#password',
    'password: changeme',
    'authorization: Bearer ${env:TOKEN}',
    'image: registry.example:5000/shop/bank:1.0.0@sha256:0123456789abcdef',
    'endpoint: http://otel.obs.svc:4318',
    'url: ssh://git@github.com/shop/fleet.git',
    'X-Scope-OrgID: tenant-1',
    'Content-Type: application/json',
    'receivers::prometheus::config::scrape_configs[4]::authorization::type is wrong',
    'checksum/config: 0123456789abcdef0123456789abcdef',
    'email: joe@example.com',
    'secretRef: {name: db-credentials}',
    'imagePullSecrets: [{name: registry-1}]',
    'automountServiceAccountToken: false',
    'author: joe',
    'monkey: banana9x77',
    'password: "%s"',
    'OPENAI_API_KEY: sk-111111111111',
    'password = os.getenv("PASSWORD"); username = x',
    'headers: {X-Scope-OrgID: 3f9c1b7e5d2a4c6e8b0d1f2a, x-dataset: prod-9, User-Agent: curl/8.5.0}',
    'cacheKey: 3f9c1b7e5d2a4c6e8b0d1f2a',
    'PUBLIC_KEY: 3f9c1b7e5d2a4c6e8b0d1f2a',
    'bypass: fast9lane',
    'authorization: {type: Bearer, credentials_file: /a/b9}',
    'snmp: {endpoint: udp://a:161, community: public}',
    'cookieName: session',
    'credentialsFrom: vault-1a2b3c4d',
    'hosts: [node1a2b3c4d]',
    'hosts:\n  - node1a2b3c4d',
  ])('%s', (text) => {
    const redactor = new Redactor();
    redactor.learn(text);
    expect(redactor.redact(text, true)).toBe(text);
  });

  test.each([
    [{ headers: [{ action: 'upsert', key: 'X-Scope-OrgID', from_context: 'tenant' }] }],
    [{ secretKeyRef: { name: 'db', key: 'password' } }],
    [{ data: [{ secretKey: 'password', remoteRef: { key: 'shop/db' } }] }],
    [
      {
        env: [
          { name: 'TOKEN_FILE', value: '/var/run/token' },
          { name: 'DB_HOST', value: 'db-1' },
        ],
      },
    ],
    [{ env: [{ name: 'SECRET_NAME', value: 'db-secret-1' }] }],
    [{ tls: { cert_file: '/a', key_file: '/b' } }],
  ])('%j', (data) => {
    expect([...secretPlaces(data as never)]).toEqual([]);
  });
});

test('what was learned is shown in no form', () => {
  const redactor = new Redactor();
  redactor.learn('password: "a<b>\\"c9x"');
  for (const form of [
    'a<b>"c9x',
    'a<b>\\"c9x',
    'a&lt;b&gt;&quot;c9x',
    Buffer.from('a<b>"c9x').toString('base64'),
  ])
    expect(redactor.redact(`x ${form} y`)).toBe('x REDACTED y');
});

test('words stay words', () => {
  const redactor = new Redactor();
  redactor.learn('username: elastic\npassword: elastic\n');
  expect(redactor.redact('the chart elastic is old')).toBe('the chart elastic is old');
  expect(redactor.redact('password: elastic', true)).toBe('password: REDACTED');
});

test.each([
  { message: 'processors::/etc/passwd: "x" is not a legal type' },
  { 'api-key': '\\', text: 'password: \\"a\\\\' },
  [{ token: '"', message: 'token="\\", secret: "b' }],
])('data stays JSON, whatever stands behind a name: %j', (value) => {
  expect(Object.keys(JSON.parse(new Redactor().redactJson(value)))).toEqual(Object.keys(value));
});

test.each(['tokens: [x1a2b3c4d]', 'tokens:\n  - x1a2b3c4d', 'password: ["x1a2b3c4d"]'])(
  'the first of a list is a secret where its name says so: %j',
  (text) => {
    const redactor = new Redactor();
    redactor.learn(text);
    expect(redactor.redact(text, true)).not.toContain('x1a2b3c4d');
  },
);

test.each([
  ['in brackets', 'tokens: [x1a2b3c4d, other]', 'tokens: [REDACTED, other]'],
  ['below the name', 'tokens:\n  - x1a2b3c4d\n', 'tokens:\n  - REDACTED\n'],
  ['of another name', 'regions: [x1a2b3c4d, other]', 'regions: [x1a2b3c4d, other]'],
])('the first of a list of tokens is hidden: %s', (_, text, shown) => {
  expect(new Redactor().redact(text, true)).toBe(shown);
});

test('a text of many megabytes takes a moment', () => {
  for (const part of [
    'password: x9y8z7w6 ',
    '@@@@',
    'key=',
    'a:',
    'https://',
    '"token',
    'a.',
    'Bearer ',
    'api: {',
    '-----BEGIN PRIVATE KEY-----',
    '$2a$',
    'eyJ',
    'name: A value: ',
    'headers: {',
    'headers: {a: b} ',
    'authorization:\n  ',
    'snmp: {community: ',
    '"auth": "',
    'host=a password=',
    'set(a["token"], ',
    'tokens: [',
    'x-api-key=a,',
  ]) {
    const text = part.repeat(Math.ceil(1_000_000 / part.length));
    const redactor = new Redactor();
    const seconds = processorSeconds(() => {
      redactor.learn(text);
      redactor.redact(text.slice(0, 200_000));
    });
    expect([part, seconds < 10]).toEqual([part, true]);
  }
});
