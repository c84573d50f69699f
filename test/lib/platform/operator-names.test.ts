import { operatorPodLabels, operatorServices } from '../../../lib/platform';

test('pods of the operator carry the labels by which its Services select them', () => {
  expect(operatorPodLabels('obs', 'gateway')).toEqual({
    'app.kubernetes.io/component': 'opentelemetry-collector',
    'app.kubernetes.io/instance': 'obs.gateway',
    'app.kubernetes.io/managed-by': 'opentelemetry-operator',
    'app.kubernetes.io/part-of': 'opentelemetry',
  });
});

test('its Services are named after the collector, shortened to what a name of the DNS may have', () => {
  expect(operatorServices('gateway')).toEqual({
    main: 'gateway-collector',
    headless: 'gateway-collector-headless',
    monitoring: 'gateway-collector-monitoring',
    extension: 'gateway-collector-extension',
  });
  const long = Object.values(operatorServices('g'.repeat(80)));
  expect(long.map(({ length }) => length)).toEqual([63, 63, 63, 63]);
});
