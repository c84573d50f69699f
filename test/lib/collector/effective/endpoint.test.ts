import {
  isPublicHost,
  looseHostPort,
  portNumber,
  splitHostPort,
  urlParts,
} from '../../../../lib/collector/effective';

describe('splitHostPort', () => {
  it.each([
    ['a:1', { host: 'a', port: '1' }],
    [':1', { host: '', port: '1' }],
    ['a:', { host: 'a', port: '' }],
    ['[::1]:1', { host: '::1', port: '1' }],
    ['[fe80::1%eth0]:1', { host: 'fe80::1%eth0', port: '1' }],
    ['a', 'missing port'],
    ['', 'missing port'],
    ['[::1]', 'missing port'],
    ['::1', 'too many colons'],
    ['a:1:2', 'too many colons'],
    ['[::1:1', 'brackets'],
    ['a]:1', 'brackets'],
  ])('takes %s apart as net.SplitHostPort does', (text, parts) => {
    expect(splitHostPort(text)).toEqual(parts);
  });
});

describe('portNumber', () => {
  it('reads digits only', () => {
    expect([portNumber('4317'), portNumber('http'), portNumber(''), portNumber('1.5')]).toEqual([
      4317,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('looseHostPort', () => {
  it('leaves references in the host', () => {
    expect(looseHostPort('${env:MY_POD_IP}:4317')).toEqual({ host: '${env:MY_POD_IP}', port: 4317 });
    expect(looseHostPort('a:${env:PORT}')).toEqual({ host: 'a:${env:PORT}', port: undefined });
  });
});

describe('urlParts', () => {
  it('takes scheme, host, port and path apart', () => {
    expect(urlParts('https://u:p@a.b:1/c?d')).toEqual({
      scheme: 'https',
      host: 'a.b',
      port: 1,
      path: '/c?d',
    });
    expect(urlParts('http://[::1]/x')).toEqual({
      scheme: 'http',
      host: '[::1]',
      port: undefined,
      path: '/x',
    });
    expect(urlParts('a:1')).toBeUndefined();
  });
});

describe('isPublicHost', () => {
  it.each(['api.vendor.com', '8.8.8.8', 'ingest.eu.signalfx.com', '[2001:db8::1]'])(
    'knows %s as public',
    (host) => {
      expect(isPublicHost(host)).toBe(true);
    },
  );

  it.each([
    'collector',
    'collector.monitoring',
    'collector.monitoring.svc',
    'collector.monitoring.svc.cluster.local',
    'localhost',
    '10.0.0.1',
    '172.20.1.1',
    '127.0.0.1',
    'host.internal',
    'backend.example.com',
    '${env:HOST}',
    '[::1]',
    '',
  ])('takes %s for no public host', (host) => {
    expect(isPublicHost(host)).toBe(false);
  });
});
