import { effectiveConfig } from '../../../../lib/helm';
import type { Table } from '../../../../lib/helm/data';

/** Kind and name of the objects for an account and its rights. */
function access(values: Table): string[] {
  const image = { repository: 'otel/opentelemetry-collector-k8s' };
  const made = effectiveConfig({
    chartVersion: '0.170.0',
    release: 'a',
    namespace: 'obs',
    values: { mode: 'deployment', image, ...values },
  });
  if (!made.ok) throw new Error(made.reason);
  return made.objects
    .filter(({ kind }) => /Account|Role/.test(String(kind)))
    .map(({ kind, metadata }) => `${kind} ${(metadata as Table).name}`);
}

const off = { serviceAccount: { create: false } };
const name = 'a-opentelemetry-collector';
const rights = [`ClusterRole ${name}`, `ClusterRoleBinding ${name}`];
const on = { enabled: true };

test('an account is made unless it is switched off', () => {
  expect(access({})).toEqual([`ServiceAccount ${name}`]);
  expect(access(off)).toEqual([]);
  expect(access({ serviceAccount: { create: true, name: 'own' } })).toEqual(['ServiceAccount own']);
});

test('presets that need one make it in any case, with their rights', () => {
  for (const preset of ['kubeletMetrics', 'kubernetesObjects'])
    expect(access({ ...off, presets: { [preset]: on } }).sort()).toEqual(
      [...rights, expect.stringMatching(/^ServiceAccount /)].sort(),
    );
  expect(access({ ...off, presets: { kubernetesAttributes: on } })).toEqual(rights);
});

test('roles take the names that are written', () => {
  const clusterRole = { create: true, name: 'reader', clusterRoleBinding: { name: 'binding' } };
  expect(access({ ...off, clusterRole })).toEqual(['ClusterRole reader', 'ClusterRoleBinding binding']);
});
