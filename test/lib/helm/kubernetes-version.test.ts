import { effectiveConfig } from '../../../lib/helm';

function agentFor(kubernetesVersion: string): string {
  const values = {
    mode: 'daemonset',
    image: { repository: 'custom' },
    presets: { profiling: { enabled: true } },
  };
  const input = { chartVersion: '0.170.0', values, release: 'a', namespace: 'b', kubernetesVersion };
  const result = effectiveConfig(input);
  const agent = result.ok ? result.objects.find(({ kind }) => kind === 'DaemonSet') : undefined;
  return JSON.stringify(agent);
}

test('profiling asks AppArmor of the pod as the cluster knows it', () => {
  const annotation = '"container.apparmor.security.beta.kubernetes.io/opentelemetry-collector":"unconfined"';
  expect(agentFor('1.28')).toContain(annotation);
  expect(agentFor('1.28')).not.toContain('appArmorProfile');
  expect(agentFor('1.31')).not.toContain(annotation);
  expect(agentFor('1.31')).toContain('"appArmorProfile":{"type":"Unconfined"}');
});
