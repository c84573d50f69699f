import { findings } from '../problems';

const told = (collector: string) =>
  findings(
    `apiVersion: jaegertracing.io/v1
kind: Jaeger
metadata: {name: traces, namespace: observability}
spec: {strategy: production, storage: {type: elasticsearch, options: {es: {server-urls: "http://es:9200"}}}, collector: ${collector}}
`,
    'JG-13',
  ).map(({ severity, message, path }) => `${severity} ${path}: ${message}`);

describe('replicas are decided once', () => {
  it('not by a number and by bounds', () => {
    const beside = (bounds: string) =>
      `warning spec.collector.replicas: collector of Jaeger traces has replicas beside ${bounds}: there is no autoscaler.`;
    expect(told('{replicas: 2, minReplicas: 1}')).toEqual([beside('minReplicas')]);
    expect(told('{replicas: 2, maxReplicas: 3}')).toEqual([beside('maxReplicas')]);
    expect(told('{replicas: 2, minReplicas: 1, maxReplicas: 3}')).toEqual([
      beside('minReplicas and maxReplicas'),
    ]);
    expect(told('{replicas: 2, autoscale: true}')).toEqual([beside('autoscale')]);
  });

  it('not by bounds of an autoscaler that is off', () => {
    expect(told('{autoscale: false, minReplicas: 1}')).toEqual([
      'warning spec.collector.autoscale: collector of Jaeger traces switches autoscaling off, but sets minReplicas.',
    ]);
  });

  it('not by bounds that exclude each other', () => {
    expect(told('{minReplicas: 4, maxReplicas: 3}')).toEqual([
      'error spec.collector.maxReplicas: maxReplicas of collector of Jaeger traces is 3, with minReplicas 4.',
    ]);
    expect(told('{maxReplicas: 0}')).toEqual([
      'error spec.collector.maxReplicas: maxReplicas of collector of Jaeger traces is 0.',
    ]);
  });

  it('by one of them', () => {
    for (const taken of [
      '{replicas: 2}',
      '{minReplicas: 3, maxReplicas: 3}',
      '{autoscale: false, replicas: 2}',
      '{}',
    ])
      expect([taken, told(taken)]).toEqual([taken, []]);
  });
});
