import { parseAddress, serviceNameOf } from '../../../lib/platform/addresses';
import { treeOf } from '../../support/tree';

test.each([
  ['http://Cart.shop', { scheme: 'http', host: 'cart.shop', port: 80, portWritten: false, path: '' }],
  ['https://cart/v1?a=b', { scheme: 'https', host: 'cart', port: 443, portWritten: false, path: '/v1?a=b' }],
  ['HTTP://cart:8080/', { scheme: 'http', host: 'cart', port: 8080, portWritten: true, path: '/' }],
  ['cart:4317', { host: 'cart', port: 4317, portWritten: true, path: '' }],
  ['cart', { host: 'cart', portWritten: false, path: '' }],
  ['dns:///cart:4317', { scheme: 'dns', host: 'cart', port: 4317, portWritten: true, path: '' }],
  [
    'postgres://joe:x@db:5432/a',
    { scheme: 'postgres', host: 'db', port: 5432, portWritten: true, path: '/a' },
  ],
  ['[::1]:4317', { host: '[::1]', port: 4317, portWritten: true, path: '' }],
])('%s is taken apart', (text, address) => {
  expect(parseAddress(text)).toEqual(address);
});

test.each(['http://${HOST}:1', 'a b', 'a,b', '', '/path', ':4317', '{{ x }}', 'cart:port'])(
  '%j has no host that is known',
  (text) => {
    expect(parseAddress(text)).toBeUndefined();
  },
);

test('a name is that of a Service where it stands in the cluster', () => {
  const tree = treeOf('apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n');
  const name = (host: string) => serviceNameOf(tree, host, 'here');
  const cart = { service: 'cart', namespace: 'shop', bare: false };
  expect(name('cart')).toEqual({ service: 'cart', namespace: 'here', bare: true });
  expect(name('cart.shop')).toEqual(cart);
  expect(name('cart.unknown')).toBeUndefined();
  expect(name('cart.shop.example')).toBeUndefined();
  expect(name('cart.shop.svc')).toEqual(cart);
  expect(name('pod.cart.shop.svc')).toEqual(cart);
  expect(name('cart.shop.svc.cluster.local')).toEqual(cart);
  expect(name('cart.shop.svc.cluster.locl')).toEqual({ ...cart, wrongDomain: 'cluster.locl' });
  expect(name('cart.shop.svc.own.example')).toBeUndefined();
  expect(name('cart.svc')).toBeUndefined();
  for (const host of ['localhost', '10.0.0.1', '[::1]']) expect(name(host)).toBeUndefined();
});
