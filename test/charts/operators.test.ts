import { CertManagerChart, JaegerOperatorChart, OpenTelemetryOperatorChart } from '../../charts';
import { helmSource, only, testEnvironment } from './support/environment';

const version = '1.0.0';
const facts = { source: helmSource, version, namespace: 'ops' };

/** What of a release an operator decides. */
function release(chart: CertManagerChart): unknown {
  const { metadata, spec } = only(chart, 'HelmRelease');
  return {
    name: `${metadata.namespace}/${metadata.name}`,
    chart: spec.chart.spec.chart,
    values: spec.values,
    dependsOn: spec.dependsOn,
  };
}

test('cert-manager keeps its definitions, in a namespace of its own unless another is written', () => {
  const environment = testEnvironment();
  const values = { crds: { enabled: true, keep: true } };
  const chart = new CertManagerChart(environment, 'one', { source: helmSource, version });
  expect(release(chart)).toEqual({ name: 'cert-manager/cert-manager', chart: 'cert-manager', values });
  const other = new CertManagerChart(environment, 'two', { ...facts, values: { crds: { keep: false } } });
  expect(release(other)).toEqual({
    name: 'ops/cert-manager',
    chart: 'cert-manager',
    values: { crds: { enabled: true, keep: false } },
  });
});

test('the operators wait for cert-manager, and for what else is written', () => {
  const environment = testEnvironment();
  const certManager = new CertManagerChart(environment, 'certificates', { source: helmSource, version });
  const jaeger = new JaegerOperatorChart(environment, 'first', { ...facts, certManager, values: { a: 1 } });
  expect(release(jaeger)).toEqual({
    name: 'ops/jaeger-operator',
    chart: 'jaeger-operator',
    values: { rbac: { clusterRole: true }, a: 1 },
    dependsOn: [{ name: 'cert-manager', namespace: 'cert-manager' }],
  });
  const telemetry = new OpenTelemetryOperatorChart(environment, 'second', {
    ...facts,
    certManager,
    dependsOn: [jaeger],
  });
  expect(release(telemetry)).toMatchObject({
    name: 'ops/opentelemetry-operator',
    chart: 'opentelemetry-operator',
    dependsOn: [
      { name: 'cert-manager', namespace: 'cert-manager' },
      { name: 'jaeger-operator', namespace: 'ops' },
    ],
  });
  expect(release(new OpenTelemetryOperatorChart(environment, 'third', facts))).not.toHaveProperty(
    'dependsOn',
    [],
  );
});
