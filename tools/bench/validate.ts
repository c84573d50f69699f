/**
 * How long it takes to validate a platform of many services, and how much memory: `node -r tsx/cjs bench/validate.ts [SERVICES]`,
 * 1,000 by default, four documents each. Beside it `kubectl kustomize` on the same tree, where OTELFLUX_KUBECTL names a kubectl.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const services = Number(process.argv[2] ?? 1000);
const cli = join(__dirname, '..', '..', 'cli', 'index.ts');

function documents(name: string): { [file: string]: object } {
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, namespace: 'develop', labels };
  const container = {
    name,
    image: `example.org/${name}:1.0.0`,
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [
      { name: 'OTEL_SERVICE_NAME', value: name },
      {
        name: 'OTEL_RESOURCE_ATTRIBUTES',
        value: 'service.namespace=bench,deployment.environment.name=develop',
      },
    ],
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    livenessProbe: { httpGet: { path: `/${name}/health`, port: 'http' } },
    readinessProbe: { httpGet: { path: `/${name}/health`, port: 'http' } },
  };
  const pod = {
    serviceAccountName: `sa-${name}`,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container],
  };
  return {
    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    },
    serviceaccount: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...metadata, name: `sa-${name}` },
    },
    poddisruptionbudget: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    },
  };
}

/** Writes the tree as dist/ holds it: one object a file, a kustomization.yaml in every folder. */
function writeTree(folder: string): void {
  const { writeYaml } = require('../../lib/delivery') as typeof import('../../lib/delivery');
  const put = (path: string, object: object) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), writeYaml(object as Parameters<typeof writeYaml>[0]));
  };
  const kustomization = (resources: string[]) => ({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  });
  const names = Array.from({ length: services }, (_, at) => `service-${at}`);
  put('review/environment.yaml', { environment: 'develop', external: [], suppressions: [] });
  put('namespaces/kustomization.yaml', kustomization(['namespace.develop.yaml']));
  put('namespaces/namespace.develop.yaml', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'develop', annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
  });
  put('services/kustomization.yaml', kustomization(names));
  for (const name of names) {
    const objects = Object.entries(documents(name));
    put(
      `services/${name}/kustomization.yaml`,
      kustomization(objects.map(([kind]) => `${kind}.${name}.yaml`)),
    );
    for (const [kind, object] of objects) put(`services/${name}/${kind}.${name}.yaml`, object);
  }
}

function timed(label: string, command: string, args: readonly string[]): void {
  const start = performance.now();
  const run = spawnSync('/usr/bin/env', ['bash', '-c', '"$0" "$@"', command, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${label}: ${seconds.toFixed(2)} s, status ${run.status}${run.stderr === '' ? '' : `, ${run.stderr.trim().split('\n').at(-1)}`}`,
  );
}

/** The checks alone in this process, with the memory that they leave it at. */
function inProcess(folder: string): void {
  const { readInputs } = require('../../cli/sources') as typeof import('../../cli/sources');
  const { checkSources } = require('../../lib/checks') as typeof import('../../lib/checks');
  const start = performance.now();
  const sources = readInputs([folder]);
  const read = performance.now();
  const findings = checkSources(sources);
  const end = performance.now();
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `in one process: reading ${(read - start).toFixed(0)} ms, checks ${(end - read).toFixed(0)} ms, ${findings.length} findings, at most ${peak.toFixed(0)} MiB`,
  );
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-bench-'));
  try {
    writeTree(folder);
    console.log(`${services} services, ${services * 4 + 1} documents`);
    timed('otelflux validate', process.execPath, ['-r', 'tsx/cjs', cli, 'validate', folder]);
    inProcess(folder);
    const kubectl = process.env.OTELFLUX_KUBECTL;
    if (kubectl === undefined) console.log('kubectl kustomize: not run, OTELFLUX_KUBECTL names no kubectl');
    else timed('kubectl kustomize services', kubectl, ['kustomize', join(folder, 'services')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
