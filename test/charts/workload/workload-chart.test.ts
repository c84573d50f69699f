import { NamespacesChart, ServiceChart } from '../../../charts';
import { objectsOf, testEnvironment } from '../support/environment';

const service = {
  image: 'registry.example.com/cart:1.0.0',
  port: 8080,
  healthPath: '/health',
  scaling: { replicas: 1 },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
};

describe('two workloads of one name', () => {
  /** What is wrong with services of these names and namespaces, `name@namespace`. */
  const wrong = (...workloads: string[]) => {
    const environment = testEnvironment();
    for (const workload of workloads) {
      const [name = '', namespace = ''] = workload.split('@');
      new ServiceChart(environment, name, { ...service, namespace });
    }
    return environment.problems.map(({ field, message, fix }) => `${field}: ${message}; ${fix}`);
  };
  const taken = (namespace: string) =>
    `cart: two workloads (or a workload and another chart) have this name in namespace ${namespace}; give one of them another name`;

  test('are two where they stand in two namespaces', () => {
    expect(wrong('cart@shop', 'cart@store', 'basket@shop')).toEqual([]);
    expect(wrong('cart@shop', 'basket@store', 'cart@store')).toEqual([]);
  });

  test('are one too many in one', () => {
    expect(wrong('cart@shop', 'cart@shop')).toEqual([taken('shop')]);
    expect(wrong('cart@shop', 'cart@store', 'cart@shop')).toEqual([taken('shop')]);
  });

  test('are one too many where a chart of another kind has the name', () => {
    const environment = testEnvironment();
    new NamespacesChart(environment, 'cart', { namespaces: ['shop'] });
    new ServiceChart(environment, 'cart', { ...service, namespace: 'shop' });
    expect(environment.problems.map(({ message }) => message)).toEqual([
      'two workloads (or a workload and another chart) have this name in namespace shop',
    ]);
  });
});

test('what the environment says of workloads is added to', () => {
  const environment = testEnvironment('test', {
    workloads: { attributes: { team: 'core', tier: 'a' }, labels: { team: 'core' } },
  });
  const chart = new ServiceChart(environment, 'cart', {
    ...service,
    namespace: 'shop',
    labels: { tier: 'b' },
  });
  const deployment = objectsOf(chart).find(({ kind }) => kind === 'Deployment');
  expect(deployment?.spec.template.metadata.labels).toMatchObject({ team: 'core', tier: 'b' });
});
