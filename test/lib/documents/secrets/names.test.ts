import { headerVerdict, nameVerdict, placeVerdict } from '../../../../lib/documents';

test.each([
  ['password', 'secret'],
  ['DB_PASSWORD', 'secret'],
  ['apiKey', 'secret'],
  ['client_secret', 'secret'],
  ['x-api-key', 'secret'],
  ['authToken', 'secret'],
  ['private_key', 'secret'],
  ['connectionString', 'secret'],
  ['DB_PASS', 'secret'],
  ['dbPass', 'secret'],
  ['GITHUB_PAT', 'secret'],
  ['tokens', 'ambiguous'],
  ['secretKey', 'ambiguous'],
  ['credentials', 'ambiguous'],
  ['key', 'ambiguous'],
  ['tlsSecret', 'ambiguous'],
  ['ADMIN_KEY', 'perhaps'],
  ['adminKey', 'perhaps'],
  ['PUBLIC_KEY', 'none'],
  ['partitionKey', 'none'],
  ['bypass', 'none'],
  ['monkey', 'none'],
  ['tokenFile', 'none'],
  ['secretName', 'none'],
  ['existingPassword', 'none'],
  ['use_token', 'none'],
  ['name', 'none'],
])('the name %s tells of a secret: %s', (name, verdict) => expect(nameVerdict(name)).toBe(verdict));

test.each([
  ['Authorization', 'secret'],
  ['x-honeycomb-team', 'secret'],
  ['X-Signature', 'secret'],
  ['Idempotency-Key', 'none'],
  ['X-Auth-Request-Email', 'none'],
  ['X-Scope-OrgID', 'none'],
  ['traceparent', 'none'],
  ['x-trace', 'none'],
  ['X-Custom', 'perhaps'],
])('the header %s tells of a secret: %s', (name, verdict) => expect(headerVerdict(name)).toBe(verdict));

test.each([
  // Its own name.
  [['password'], 'secret'],
  [['basic', 0, 'password'], 'secret'],
  [['tokens', 0], 'ambiguous'],
  [['tokens', 0, 1], 'ambiguous'],
  [[0], 'none'],
  [[], 'none'],
  // With that of its parent, whatever is its name beside its type.
  [['api', 'key'], 'secret'],
  [['api/eu', 'key'], 'secret'],
  [['htpasswd', 'inline'], 'secret'],
  [['tls', 'key'], 'secret'],
  [['tls_config', 'key'], 'secret'],
  [['authorization', 'credentials'], 'secret'],
  [['logs', 'secret'], 'secret'],
  [['github_actions', 'secret'], 'secret'],
  [['webhook', 'secret'], 'secret'],
  [['snmp', 0, 'community'], 'secret'],
  [['actions', 'key'], 'none'],
  [['key'], 'none'],
  // As a header.
  [['headers', 'x-signature'], 'secret'],
  [['headers', 'X-Scope-OrgID'], 'none'],
  [['headers', 'password'], 'secret'],
  [['headers/own', 'x-custom'], 'perhaps'],
  [['headers', 0, 'x-custom'], 'none'],
  [['headers', 0, 'key'], 'none'],
  [['labels', 'x-signature'], 'none'],
  [['http_headers', 'X-Custom', 'values'], 'perhaps'],
  [['http_headers', 'X-Custom', 'values', 0], 'perhaps'],
  [['http_headers', 0, 'X-Signature', 'value'], 'secret'],
  [['http_headers', 'X-Signature', 'files', 0], 'none'],
  [['http_headers', 'X-Scope-OrgID', 'secrets', 0], 'none'],
  [['labels', 'X-Signature', 'values', 0], 'none'],
] as const)('the place %j tells of a secret: %s', (path, verdict) => {
  expect(placeVerdict(path)).toBe(verdict);
  expect(placeVerdict(path)).toBe(verdict);
});
