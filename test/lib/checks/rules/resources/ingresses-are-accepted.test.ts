import { findings } from '../problems';

const told = (path: string, type = 'Prefix') =>
  findings(
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: develop}
spec: {rules: [{host: shop.example.com, http: {paths: [{path: "${path}", pathType: ${type}, backend: {service: {name: shop, port: {number: 80}}}}]}}]}
`,
    'XR-56',
  ).map(({ message, path: place }) => [message, place]);

const place = 'spec.rules[0].http.paths[0].path';

describe('paths that the API server refuses', () => {
  it.each(['//', '/./', '/../', '%2f', '%2F'])('hold %s', (part) => {
    expect(told(`/a${part}b`)).toEqual([
      [`The path "/a${part}b" of pathType Prefix holds "${part}".`, place],
    ]);
  });

  it.each(['/..', '/.'])('end with %s', (part) => {
    expect(told(`/a${part}`, 'Exact')).toEqual([
      [`The path "/a${part}" of pathType Exact holds "${part}".`, place],
    ]);
  });

  it('begin without a slash', () => {
    expect(told('a', 'ImplementationSpecific')).toEqual([['The path "a" must begin with "/".', place]]);
  });
});

it.each(['/', '/a', '/a/b/', '/a..b', '/...', '/.well-known/x'])('the path %s is taken', (path) => {
  expect(told(path)).toEqual([]);
});
