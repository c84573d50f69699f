import { behaviourChanges, read } from '../../../../lib/collector/effective';
import type { Data } from '../../../../lib/documents';

/** What an upgrade changes of the metrics of a receiver. */
function told(receivers: Data, from: string, to: string): string[] {
  const config = {
    receivers,
    exporters: { nop: null },
    service: { pipelines: { metrics: { receivers: Object.keys(receivers ?? {}), exporters: ['nop'] } } },
  };
  const reading = read({ config });
  return behaviourChanges(reading, from, to)
    .filter(({ kind, path }) => kind === 'metric' && path[0] === 'receivers')
    .map(({ message, since }) => `${since}: ${message}`);
}

const utilization = 'container.cpu.utilization, k8s.node.cpu.utilization, k8s.pod.cpu.utilization';

test('metrics that are gone, or have another unit, are told once a receiver', () => {
  expect(told({ kubeletstats: null }, '0.113.0', '0.158.0')).toEqual([
    `0.139.0: ${utilization} of kubeletstats are no longer made in 0.139.0`,
  ]);
  expect(
    told({ 'nginx/a': { metrics: { 'nginx.requests': { enabled: false } } } }, '0.113.0', '0.158.0'),
  ).toEqual([
    '0.158.0: nginx.connections_accepted, nginx.connections_current, nginx.connections_handled of nginx/a are in the unit "{connections}" in 0.158.0, and in "connections" before',
  ]);
});

test('nothing is told of metrics that were not made, nor beyond the releases', () => {
  expect(told({ kubeletstats: null }, '0.139.0', '0.158.0')).toEqual([]);
  expect(told({ kubeletstats: null }, '0.113.0', '0.130.0')).toEqual([]);
  expect(told({ hostmetrics: { scrapers: { cpu: null } } }, '0.113.0', '0.165.1')).toEqual([]);
});
