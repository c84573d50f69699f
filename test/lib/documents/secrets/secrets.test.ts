import { nameVerdict, Redactor, secretPlaces } from '../../../../lib/documents';
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

test.each([
  'password',
  'DB_PASSWORD',
  'apiKey',
  'client_secret',
  'x-api-key',
  'authToken',
  'private_key',
  'connectionString',
])('the name %s is that of a secret', (name) => expect(nameVerdict(name)).toBe('secret'));

test.each([
  'tokenFile',
  'secretName',
  'password_file',
  'key',
  'name',
  'existingPassword',
  'tokenUrl',
  'passwordPolicy',
])('the name %s alone is none', (name) => expect(nameVerdict(name)).not.toBe('secret'));

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

/** A piece of some length that no service ever issued. */
const piece = (length: number, letters = 'aB3dE5fG7h') => letters.repeat(20).slice(0, length);

test.each([
  ['GitHub', `ghp_${piece(36)}`],
  ['GitHub, fine-grained', `github_pat_${piece(40)}`],
  ['GitLab', `glpat-${piece(20)}`],
  ['Grafana', `glsa_${piece(32)}`],
  ['Grafana Cloud', `glc_${piece(40)}`],
  ['AWS', `AKIA${piece(16, 'A2B3C4D5')}`],
  ['Slack', `xoxb-${piece(24)}`],
  ['Slack, app', `xapp-${piece(24)}`],
  ['a JWT', `eyJ${piece(20)}.${piece(30)}.${piece(30)}`],
  ['Dynatrace', `dt0c01.${piece(24)}.${piece(40)}`],
  ['New Relic', `NRAK-${piece(27)}`],
  ['New Relic, insights', `nrii${piece(20)}`],
  ['OpenAI', `sk-${piece(48)}`],
  ['Stripe', `sk_live_${piece(24)}`],
  ['webhooks of Stripe', `whsec_${piece(32)}`],
  ['Google', `AIza${piece(35)}`],
  ['OAuth of Google', `ya29.${piece(40)}`],
  ['clients of Google', `GOCSPX-${piece(28)}`],
  ['Firebase', `AAAA${piece(7)}:APA91${piece(60)}`],
  ['Honeycomb', `hcaik_${piece(32)}`],
  ['SendGrid', `SG.${piece(22)}.${piece(43)}`],
  ['Mailgun', `key-${piece(32, 'a1b2c3d4')}`],
  ['Shopify', `shpat_${piece(32)}`],
  ['npm', `npm_${piece(36)}`],
  ['PyPI', `pypi-${piece(60)}`],
  ['Docker Hub', `dckr_pat_${piece(27)}`],
  ['DigitalOcean', `dop_v1_${piece(64)}`],
  ['Doppler', `dp.pt.${piece(43)}`],
  ['Vault', `hvs.${piece(30)}`],
  ['Hugging Face', `hf_${piece(34)}`],
  ['Linear', `lin_api_${piece(40)}`],
  ['Sentry', `sntrys_${piece(60)}`],
  ['Coralogix', `cxtp_${piece(30)}`],
  ['Axiom', `xaat-${piece(36)}`],
  ['Pulumi', `pul-${piece(40, 'a1b2c3d4')}`],
  ['Databricks', `dapi${piece(32, 'a1b2c3d4')}`],
  ['Atlassian', `ATATT3${piece(60)}`],
  ['PlanetScale', `pscale_tkn_${piece(43)}`],
  ['Tailscale', `tskey-auth-${piece(30)}`],
  ['Groq', `gsk_${piece(52)}`],
  ['LangSmith', `lsv2_pt_${piece(40)}`],
  ['Postman', `PMAK-${piece(59)}`],
  ['Artifactory', `AKCp${piece(69)}`],
  ['age', `AGE-SECRET-KEY-1${piece(58, 'Q2W3E4R5')}`],
  ['Terraform', `${piece(14)}.atlasv1.${piece(67)}`],
  ['Telegram', `123456789:AA${piece(33)}`],
  ['a hash of a password', `$2y$10$${piece(53)}`],
  ['a hook of Slack', `https://hooks.slack.com/services/${piece(9)}/${piece(11)}/${piece(24)}`],
  ['a hook of Discord', `https://discord.com/api/webhooks/123456789/${piece(68)}`],
  ['a hook of Office', `https://shop.webhook.office.com/webhookb2/${piece(60)}`],
  ['a bot of Telegram', `https://api.telegram.org/bot${piece(40)}/send`],
])('what is issued by %s is seen in any text', (_, token) => {
  const redactor = new Redactor();
  const text = `note: see ${token} there`;
  redactor.learn(text);
  const shown = redactor.redact(text, true);
  expect(shown).toMatch(/^note: see .*there$/s);
  expect(shown).not.toContain(token.slice(-16));
});

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
