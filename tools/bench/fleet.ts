/*
 * What a fleet costs: `node package/run.js tools/bench/fleet.ts`. 30 clusters of five collectors each may take 4 s of processor time above the
 * program's own start, and 2.2 times what 15 take; the exit status says whether they do. Each size runs in a process of its own,
 * several times in turns, and the least counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import {
  CollectorChart,
  Environment,
  type EnvironmentBuilder,
  NamespacesChart,
  SourcesChart,
  synthesise,
} from '../../charts';
import { collector, exporters, podIp, processors, receivers, traces } from '../../lib/collector';

const goal = { seconds: 4, growth: 2.2 };
const collectors = ['edge', 'gateway', 'sampler', 'audit', 'archive'];

/** Clusters that differ in their names and in what they keep of the traces. */
function clusters(count: number): { readonly [name: string]: EnvironmentBuilder } {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `cluster-${index}`,
      cluster(`cluster-${index}`, 5 + (index % 4)),
    ]),
  );
}

function cluster(name: string, percent: number): EnvironmentBuilder {
  return (app: App) => {
    const environment = new Environment(app, name, {
      cluster: { region: `region-${percent}` },
      external: [{ kind: 'Host', host: 'otlp.example.com', port: 443 }],
    });
    const source = new SourcesChart(environment).helmRepository(
      'open-telemetry',
      'https://open-telemetry.github.io/opentelemetry-helm-charts',
    );
    new NamespacesChart(environment, 'namespaces', { namespaces: ['observability'] });
    for (const id of collectors) {
      new CollectorChart(environment, id, {
        chart: '0.170.0',
        source,
        namespace: 'observability',
        distribution: 'k8s',
        mode: 'deployment',
        scaling: { replicas: 2 },
        resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
        collector: collector({
          pipelines: [
            traces({
              receivers: [receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } })],
              processors: [
                processors.memoryLimiter({
                  check_interval: '5s',
                  limit_percentage: 80,
                  spike_limit_percentage: 25,
                }),
                processors.k8sAttributes({}),
                processors.probabilisticSampler({ sampling_percentage: percent }),
                processors.batch(),
              ],
              exporters: [exporters.otlpHttp({ endpoint: 'https://otlp.example.com' })],
            }),
          ],
        }),
      });
    }
  };
}

/** Processor time of one synth, in seconds. */
function synth(count: number, output: string): number {
  const before = process.cpuUsage();
  synthesise(clusters(count), { output });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function inProcess(count: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-fleet-'));
  try {
    const run = join(__dirname, '..', '..', 'package', 'run.js');
    const done = spawnSync(process.execPath, [run, __filename, String(count), join(folder, 'dist')], {
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(done.stderr);
    return Number(done.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(): boolean {
  const least = new Map<number, number>();
  for (const count of [15, 30, 15, 30, 15, 30]) {
    least.set(count, Math.min(least.get(count) ?? Number.POSITIVE_INFINITY, inProcess(count)));
  }
  const [half = 0, whole = 0] = [least.get(15), least.get(30)];
  const growth = whole / half;
  console.log(
    `15 clusters ${half.toFixed(2)} s, 30 clusters ${whole.toFixed(2)} s, ${growth.toFixed(2)} times as much`,
  );
  return whole <= goal.seconds && growth <= goal.growth;
}

const [count, output] = process.argv.slice(2);
if (count !== undefined && output !== undefined) console.log(synth(Number(count), output));
else process.exitCode = compare() ? 0 : 1;
