import {
  endpointHostPort,
  endpointUrl,
  env,
  grpcEndpoint,
  httpEndpoint,
  podIp,
  secretEnv,
} from '../../../lib/collector';

describe('values', () => {
  it.each([0, -1, 65536, 1.5, Number.NaN])('a port is no %p', (port) => {
    expect(() => podIp(port)).toThrow('a port is a whole number from 1 to 65535');
    expect(() => httpEndpoint({ host: 'x', port })).toThrow('a port is a whole number');
    expect(() => grpcEndpoint({ host: 'x', port })).toThrow('a port is a whole number');
  });

  it.each(['1ST', 'MY-POD', '', 'A B'])('an environment variable is not called %p', (name) => {
    expect(() => env(name)).toThrow('is not an environment variable');
  });

  it('derives the variable of a secret from its key', () => {
    expect(secretEnv({ secret: 's', key: 'api.token-1' }).variable).toBe('API_TOKEN_1');
    expect(secretEnv({ secret: 's', key: 'k', variable: 'OTHER' }).variable).toBe('OTHER');
    expect(() => secretEnv({ secret: 's', key: '1' })).toThrow('"1" is not an environment variable');
  });

  it('writes an endpoint as URL and as host and port', () => {
    expect(endpointUrl(httpEndpoint({ host: 'h', port: 4318 }))).toBe('http://h:4318');
    expect(endpointUrl(grpcEndpoint({ host: 'h', port: 4317, tls: true }))).toBe('https://h:4317');
    expect(endpointHostPort(grpcEndpoint({ host: 'h', port: 4317 }))).toBe('h:4317');
  });
});
