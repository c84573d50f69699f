import { shapesIn } from '../../../../lib/documents';
import {
  headerListSecrets,
  isLiteralSecret,
  isSecretBy,
  isSecretReference,
  issuedStart,
  looksRandom,
} from '../../../../lib/documents/secrets/shapes';

/** What is hidden of a text. */
const hidden = (text: string) => shapesIn(text).map(({ start, end }) => text.slice(start, end));

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
  const own = token.replace(/^https:\/\/(?:shop\.)?|\/send$/g, '');
  expect(hidden(`note: see ${token} there`)).toEqual([own]);
  expect(issuedStart.test(token)).toBe(true);
});

test.each([
  [
    'a private key',
    'x -----BEGIN RSA PRIVATE KEY-----\nab\n-----END RSA PRIVATE KEY----- y',
    '-----BEGIN RSA PRIVATE KEY-----\nab\n-----END RSA PRIVATE KEY-----',
  ],
  ['the password of an address', 'see https://joe:s3cr3t@db:5432/x', 's3cr3t'],
  ['a token before an address', 'see https://s3cr3tq8z@db:5432/x', 's3cr3tq8z'],
  ['a password before a host', 'joe:s3cr3t@db', 's3cr3t'],
  ['a token of an address', '/a?x=1&access_token=abcd9&b=2', 'abcd9'],
  ['a signature of an address', '/a?sig=abcd9', 'abcd9'],
  ['a password of a driver', 'Server=db Password=abcd9 x=y', 'abcd9'],
  ['the account of a registry', '{"auth": "am9lOnMzY3IzdA=="}', 'am9lOnMzY3IzdA=='],
  ['an attribute that is set', 'set(attributes["api_token"], "abcd9")', 'abcd9'],
  ['a header that is set', 'set(attributes["x-signature"], "abcd9")', 'abcd9'],
  ['a scheme of authorization', 'x Bearer abcdefg9 y', 'abcdefg9'],
])('%s is seen in a text', (_, text, secret) => {
  expect(hidden(text)).toEqual([secret]);
  // Long texts are looked at each time.
  expect(hidden(`${' '.repeat(200)}${text}`)).toEqual([secret]);
  expect(hidden(text)).toEqual([secret]);
});

test.each([
  ['a short one', 'a:b9@f'],
  ['the name of a user', 'https://joe@db:5432/x'],
  ['a placeholder', 'https://joe:changeme@db:5432/x'],
  ['a reference', 'https://joe:${PASSWORD}@db:5432/x'],
  ['a digest', 'shop/bank:tag1@sha256:0123456789abcdef'],
  ['a word before a host', 'joe:secretly@db'],
  ['a number before a host', 'joe:123456@db'],
  ['a placeholder before a host', 'joe:abc111111@db'],
  ['an open parameter', '/a?page=abcd9&name=abcd9'],
  ['a placeholder of an address', '/a?token=changeme'],
  ['a password without a connection', 'x Password=abcd9 x=y'],
  ['a line of a program', 'server=db\npassword=abcd9'],
  ['a placeholder of a driver', 'Server=db Password=changeme x=y'],
  ['an open attribute', 'set(attributes["team"], "abcd9")'],
  ['a placeholder that is set', 'set(attributes["api_token"], "changeme")'],
  ['what is compared', 'attributes["api_token"], "abcd9"'],
  ['a scheme before a word', 'x Bearer abcdefgh y'],
  ['a scheme before a placeholder', 'x Bearer ${TOKEN}9999 y'],
])('%s is no secret', (_, text) => {
  expect(hidden(text)).toEqual([]);
});

test('a header of a list is a secret by its name', () => {
  const spans = (text: string) => headerListSecrets(text).map(({ start, end }) => text.slice(start, end));
  expect(spans('api-key=abcd9, x-team=shop;x-token: efgh9\nAuthorization=Bearer ijkl9')).toEqual([
    'abcd9',
    'efgh9',
    'ijkl9',
  ]);
  expect(spans('api-key=changeme,x-token=${TOKEN},x-b=abcd9')).toEqual([]);
  // One that may hold a secret does where a service issued it.
  expect(spans(`x-custom=${piece(20)},x-other=word`)).toEqual([piece(20)]);
});

test.each([
  ['Xa8kQ2mZ', true],
  ['a1b2c3d4e5', true],
  ['Xa8kQ2m', false],
  ['Xa8k Q2mZ', false],
  ['abcdefghij', false],
  ['1234567890', false],
  ['gateway-1', false],
  ['v1.20.3-alpha', false],
  ['a1a1a1a1', false],
])('%s looks random: %s', (text, expected) => expect(looksRandom(text)).toBe(expected));

test('how sure a name is decides with the value', () => {
  const judged = (value: string) =>
    (['secret', 'ambiguous', 'perhaps', 'none'] as const).filter((verdict) => isSecretBy(verdict, value));
  expect(judged('word')).toEqual(['secret']);
  expect(judged('Xa8kQ2mZ')).toEqual(['secret', 'ambiguous']);
  expect(judged('Xa8kQ2mZ9bT')).toEqual(['secret', 'ambiguous']);
  expect(judged('Xa8kQ2mZ9bT4')).toEqual(['secret', 'ambiguous', 'perhaps']);
  expect(judged('xa8kq2mz9bt4rw')).toEqual(['secret', 'ambiguous']);
  expect(judged('xa8kq2mz9bt4rwvc')).toEqual(['secret', 'ambiguous', 'perhaps']);
  expect(judged('xa8kqqmzbbtrrwv4')).toEqual(['secret', 'ambiguous']);
  expect(judged('Xa8kQ2mZ/9bT4')).toEqual(['secret', 'ambiguous']);
  expect(judged('a1a2a1a2a1a2a1a2')).toEqual(['secret']);
});

test.each([
  ['changeme', false, false],
  ['<token>', false, false],
  ['Bearer <token>', false, false],
  ['${TOKEN}', false, true],
  ['Bearer ${TOKEN}', false, true],
  ['ENC[AES256]', false, true],
  ['/var/run/token', false, true],
  ['hunter2', true, false],
  ['Bearer hunter2', true, false],
])('%s is a secret itself: %s, says where one lies: %s', (value, literal, refers) => {
  expect([isLiteralSecret(value), isSecretReference(value)]).toEqual([literal, refers]);
});
