import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readRepositories } from '../../../cli/repositories';
import { readInputs } from '../../../cli/sources';
import { checkSources, type Finding } from '../../../lib/checks';
import { processorSeconds } from '../../support/processor';

/**
 * Small inputs after what people reported of Flux, Kubernetes and Jaeger. Each says itself what is to be expected of it; the table says it in
 * rules: findings that there must be, no finding above advice, or no error.
 */
const folder = join(__dirname, 'cases');

type Expected = 'clean' | 'no error' | readonly string[];

const table: readonly (readonly [name: string, expected: Expected])[] = [
  ['api-helmrelease-v2beta1.yaml', ['error HF-9']],
  ['api-hpa-v2beta2.yaml', ['error XR-32']],
  ['api-ingress-v1beta1.yaml', ['error XR-32']],
  ['api-kustomization-v1beta2.yaml', ['error XR-32']],
  ['api-pdb-v1beta1.yaml', ['error XR-32']],
  ['chart-and-chartref.yaml', ['error FX-3']],
  ['chart-presets-0.130.0.yaml', 'no error'],
  ['chart-presets-0.140.0.yaml', 'no error'],
  ['crd-same-kustomization', ['warning FX-31']],
  ['cron-bad-schedule.yaml', ['error XR-55']],
  ['dep-namespace-by-kustomize', 'clean'],
  ['dep-other-kind', ['error HF-11']],
  ['dep-wrong-namespace', ['error HF-11']],
  ['duplicate-id', ['error FX-43']],
  ['escaped-dollars', 'clean'],
  ['flux-object-in-kustomization-yaml', ['error FX-25']],
  ['hang-long-variable-name.yaml', 'clean'],
  ['health-job-wrong-api', ['error FX-52']],
  ['health-names-nothing', ['error FX-52']],
  ['helm-secret-key-name.yaml', 'clean'],
  ['helm-values-null.yaml', ['warning HF-1']],
  ['hpa-fights-replicas.yaml', ['warning XR-39']],
  ['image-marker-tag', 'clean'],
  ['image-marker-variable', ['error FX-49']],
  ['image-marker-without-tag', ['error FX-49']],
  ['image-policy-other-namespace', ['warning FX-51']],
  ['ingress-prefix-without-slash.yaml', ['error XR-56']],
  ['ingress-two-classes.yaml', ['error XR-56']],
  ['jaeger-agent-daemonset.yaml', ['warning JG-19']],
  ['jaeger-ca-not-mounted.yaml', ['warning JG-23']],
  ['jaeger-cassandra-keyspace-mismatch.yaml', ['warning JG-22']],
  ['jaeger-cassandra-no-servers.yaml', ['warning JG-22']],
  ['jaeger-cassandra-password.yaml', ['error JG-7']],
  ['jaeger-es-flat-options.yaml', 'no error'],
  ['jaeger-es-option-without-prefix.yaml', ['error JG-4']],
  ['jaeger-es-tls-secret.yaml', 'no error'],
  ['jaeger-memory-options-beside-es.yaml', ['warning JG-24']],
  ['jaeger-number-of-days-text.yaml', ['error KS-2']],
  ['jaeger-rollover-enabled.yaml', ['error KS-1']],
  ['jaeger-sampling-percent.yaml', ['error JG-17']],
  ['jaeger-simplest.yaml', 'no error'],
  ['jaeger-streaming-no-brokers.yaml', ['warning JG-18']],
  ['jaegerv2-badger-ttl.yaml', ['error JG-21']],
  ['jaegerv2-clean.yaml', 'clean'],
  ['jaegerv2-deployment-clean.yaml', 'clean'],
  ['jaegerv2-es-servers-v1-name.yaml', ['error JG-21']],
  ['jaegerv2-metrics-backend.yaml', 'no error'],
  ['jaegerv2-otlp-localhost.yaml', ['error LP-4']],
  ['jaegerv2-traces-archive-misplaced.yaml', ['error JG-21']],
  ['jaegerv2-two-backends-in-one.yaml', ['warning JG-21']],
  ['job-restart-always.yaml', ['error XR-54']],
  ['key-number.yaml', ['error YM-3']],
  ['kubernetes-newer-kind.yaml', 'clean'],
  ['label-plus.yaml', ['error XR-41']],
  ['list-items.yaml', ['error KS-2']],
  ['mkdocs-in-repository', 'clean'],
  ['mode-0008.yaml', 'clean'],
  ['mode-0644.yaml', 'clean'],
  ['mode-0o555.yaml', 'clean'],
  ['mode-644-decimal.yaml', ['error KS-4']],
  ['namespace-on-cluster-object.yaml', ['warning XR-40']],
  ['not-kubernetes-talos.yaml', 'clean'],
  ['np-default-deny-all', ['error XR-28']],
  ['np-egress-complete', 'clean'],
  ['np-egress-without-collector', ['error XR-28']],
  ['np-egress-without-dns', ['error XR-28']],
  ['oci-chart-no-layerselector.yaml', ['warning FX-46']],
  ['otel-escape-under-parent-substitution', 'clean'],
  ['parent-patches-children', 'clean'],
  ['patches-by-folder', 'clean'],
  ['pdb-maxunavailable-zero.yaml', ['warning XR-57']],
  ['pdb-minavailable-equals-replicas.yaml', ['warning XR-57']],
  ['pdb-one-of-three.yaml', 'clean'],
  ['podsecurity-baseline-hostpath.yaml', ['error PS-4']],
  ['podsecurity-restricted.yaml', ['error PS-14', 'error PS-15', 'error PS-17', 'error PS-18']],
  ['same-base-two-clusters', 'clean'],
  ['service-of-release-by-target-namespace', 'no error'],
  ['sops-decrypted', 'clean'],
  ['sops-without-decryption', ['error FX-54']],
  ['source-named-otherwise', ['error HF-10']],
  ['subst-eats-collector-key', ['error FX-38']],
  ['subst-script-disabled-annotation', 'clean'],
  ['subst-shell-script', ['error FX-38']],
  ['target-namespace-renames-namespace', ['error FX-53']],
  ['type-annotation-number.yaml', ['error KS-2']],
  ['type-configmap-list.yaml', ['error KS-2']],
  ['type-configmap-number.yaml', ['error KS-2']],
  ['type-configmap-yes-off.yaml', 'no error'],
  ['type-env-date.yaml', 'clean'],
  ['type-env-number.yaml', ['error KS-2']],
  ['type-env-sexagesimal.yaml', 'clean'],
  ['type-env-underscore-number.yaml', ['error KS-2']],
  ['type-label-bool.yaml', ['error KS-2']],
  ['type-substitute-number.yaml', ['error KS-2']],
  ['type-values-no.yaml', ['error HF-8']],
  ['values-from-generator', 'clean'],
  ['values-from-generator-no-nameref', ['error FX-22']],
  ['values-from-generator-wrong-key', ['error FX-22']],
  ['values-from-other-namespace', ['error FX-22']],
  ['variable-port', 'clean'],
  ['yaml-alias-as-key.yaml', 'clean'],
];

function judge(name: string): { findings: readonly Finding[]; seconds: number } {
  const path = join(folder, name);
  let findings: readonly Finding[] = [];
  const seconds = processorSeconds(() => {
    const sources = readInputs([path]);
    findings = checkSources(sources, { repositories: readRepositories([path], sources) });
  });
  return { findings, seconds };
}

function expectationOf(name: string): string {
  const path = join(folder, name);
  const file = statSync(path).isDirectory() ? join(path, 'EXPECT.txt') : path;
  return (readFileSync(file, 'utf8').split('\n')[0] ?? '').replace('# expect: ', '');
}

const said = (findings: readonly Finding[]) => findings.map(({ severity, rule }) => `${severity} ${rule}`);

test('every case has its line in the table', () => {
  expect(table.map(([name]) => name)).toEqual(readdirSync(folder).sort());
});

test.each(table.map(([name, expected]) => [name, expectationOf(name), expected] as const))(
  '%s: %s',
  (name, _, expected) => {
    const { findings, seconds } = judge(name);
    const found = said(findings);
    const errors = found.filter((each) => each.startsWith('error'));
    if (expected === 'no error') expect(errors).toEqual([]);
    else if (expected === 'clean') expect(found.filter((each) => !each.startsWith('advice'))).toEqual([]);
    else expect(found).toEqual(expect.arrayContaining([...expected]));
    expect(seconds).toBeLessThan(10);
  },
);

describe('what a file of tests would be too large for', () => {
  const large = (metadata: string, data: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: b\n${metadata}data:\n  a.json: "${data}"\n`;
  const rules = (text: string) => said(checkSources([{ name: 'a.yaml', text }]));

  test('a ConfigMap holds at most 1 MiB', () => {
    expect(rules(large('', 'x'.repeat(1024 * 1024 + 1)))).toEqual(['error XR-53']);
    expect(rules(large('', 'x'.repeat(1024 * 1024)))).toEqual([]);
  });

  test('annotations hold at most 256 KiB, keys and values together', () => {
    const annotated = (length: number) => large(`  annotations: {e.org/a: ${'x'.repeat(length)}}\n`, '');
    expect(rules(annotated(256 * 1024 - 6))).toEqual(['error XR-53']);
    expect(rules(annotated(256 * 1024 - 7))).toEqual([]);
  });
});
