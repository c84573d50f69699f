import { ApiObject, App, Chart } from 'cdk8s';
import { ConstructsInvalid, renderChart, validateConstructs } from '../../../lib/delivery';

function configMap(scope: Chart, name: string): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { name },
  });
}

const names = (chart: Chart) =>
  renderChart(chart).map(({ object }) => Reflect.get(Reflect.get(object, 'metadata'), 'name'));

describe('renderChart', () => {
  test('gives the objects in the order of construction, with their construct paths', () => {
    const chart = new Chart(new App(), 'one', { namespace: 'apps' });
    configMap(chart, 'b');
    configMap(chart, 'a');
    expect(renderChart(chart)).toEqual([
      {
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'b', namespace: 'apps' },
          data: { name: 'b' },
        },
        construct: 'one/b',
      },
      {
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'a', namespace: 'apps' },
          data: { name: 'a' },
        },
        construct: 'one/a',
      },
    ]);
  });

  test('puts dependencies first', () => {
    const chart = new Chart(new App(), 'one');
    const [c, b, a] = ['c', 'b', 'a'].map((name) => configMap(chart, name));
    if (a && b && c) {
      c.addDependency(b);
      b.addDependency(a);
    }
    expect(names(chart)).toEqual(['a', 'b', 'c']);
  });

  test('leaves objects of nested charts and of other charts to those', () => {
    const app = new App();
    const outer = new Chart(app, 'outer');
    const inner = new Chart(outer, 'inner');
    const other = new Chart(app, 'other');
    configMap(inner, 'in');
    const mine = configMap(outer, 'out');
    mine.addDependency(configMap(other, 'elsewhere'));
    expect(names(outer)).toEqual(['out']);
    expect(names(inner)).toEqual(['in']);
    expect(names(other)).toEqual(['elsewhere']);
  });
});

describe('validateConstructs', () => {
  test('runs each validation once and reports all failures with their paths', () => {
    const app = new App();
    let calls = 0;
    for (const id of ['one', 'two', 'three']) {
      const chart = new Chart(app, id);
      chart.node.addValidation({
        validate: () => {
          calls++;
          return id === 'two' ? [] : [`${id} is wrong`];
        },
      });
    }
    expect(() => validateConstructs(app)).toThrow(ConstructsInvalid);
    expect(calls).toBe(3);
    expect(() => validateConstructs(app)).toThrow('one: one is wrong\nthree: three is wrong');
  });

  test('is content with a sound tree', () => {
    expect(() => validateConstructs(new Chart(new App(), 'one'))).not.toThrow();
  });
});
