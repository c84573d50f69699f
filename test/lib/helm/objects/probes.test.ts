import { effectiveConfig } from '../../../../lib/helm';
import type { Table } from '../../../../lib/helm/data';

function made(values: Table, chartVersion = '0.170.0') {
  const image = { repository: 'otel/opentelemetry-collector-k8s' };
  return effectiveConfig({
    chartVersion,
    release: 'a',
    namespace: 'obs',
    values: { mode: 'deployment', image, ...values },
  });
}

/** The probes of the container. */
function probes(values: Table, chartVersion?: string): unknown {
  const result = made(values, chartVersion);
  if (!result.ok) throw new Error(result.reason);
  const workload = result.objects.find(({ kind }) => kind === 'Deployment') as {
    spec: { template: { spec: { containers: Table[] } } };
  };
  const [container = {}] = workload.spec.template.spec.containers;
  return Object.fromEntries(Object.entries(container).filter(([key]) => key.endsWith('Probe')));
}

const asked = { httpGet: { path: '/', port: 13133 } };
const shared = { initialDelaySeconds: 1, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 4 };

test('liveness and readiness are asked, and a start where one is written', () => {
  expect(probes({})).toEqual({ livenessProbe: asked, readinessProbe: asked });
  const startupProbe = { httpGet: { path: '/up', port: 8080 }, periodSeconds: 2 };
  expect(probes({ startupProbe })).toEqual({ livenessProbe: asked, readinessProbe: asked, startupProbe });
});

test('each has the timings that it knows, zeros left out', () => {
  const written = {
    livenessProbe: { ...asked, ...shared, terminationGracePeriodSeconds: 5 },
    readinessProbe: { ...asked, ...shared, successThreshold: 6 },
    startupProbe: { ...asked, ...shared, terminationGracePeriodSeconds: 7 },
  };
  expect(probes(written)).toEqual(written);
  expect(probes({ livenessProbe: { periodSeconds: 0 } })).toMatchObject({ livenessProbe: asked });
});

test('what cannot be printed is refused with its place', () => {
  for (const [probe, place] of [
    ['livenessProbe', 'livenessProbe.httpGet.path'],
    ['readinessProbe', 'readinessProbe.httpGet.path'],
  ] as const)
    expect(made({ [probe]: { httpGet: { path: 'a: b', port: 1 } } })).toEqual({
      ok: false,
      reason: expect.stringMatching(
        new RegExp(`^${place} cannot be printed without quotes: .*; write a plain name\\.$`),
      ),
    });
});
