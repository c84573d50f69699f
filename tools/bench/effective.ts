import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { effectiveConfig, modelledVersions } from '../../lib/helm';

/** Time of one call, over the stored cases of a chart version. */
export interface EffectiveTiming {
  readonly name: string;
  readonly cases: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** What the median may take at most. */
  readonly limitMs: number;
}

interface Case {
  readonly values: unknown;
  readonly release: string;
  readonly namespace: string;
}

/** Times `effectiveConfig` after load: every stored case, several times, in turn. */
export async function benchEffective(rounds = 5): Promise<EffectiveTiming[]> {
  return modelledVersions.map((chartVersion) => {
    const file = join(__dirname, '../../test/lib/helm/cases', `${chartVersion}.json`);
    const cases: Case[] = JSON.parse(readFileSync(file, 'utf8'));
    const [first] = cases;
    // The chart's schema is compiled at the first call, which counts as load.
    if (first !== undefined) effectiveConfig({ ...first, chartVersion });
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const one of cases) {
        const start = performance.now();
        effectiveConfig({ ...one, chartVersion });
        times.push(performance.now() - start);
      }
    }
    times.sort((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
    return {
      name: `effectiveConfig, chart ${chartVersion}`,
      cases: cases.length,
      medianMs: at(0.5),
      p95Ms: at(0.95),
      limitMs: 5,
    };
  });
}

async function main(): Promise<void> {
  for (const { name, cases, medianMs, p95Ms, limitMs } of await benchEffective()) {
    console.log(
      `${name}: median ${medianMs.toFixed(3)} ms, p95 ${p95Ms.toFixed(3)} ms (${cases} cases, limit ${limitMs} ms)`,
    );
    if (!(medianMs < limitMs)) process.exitCode = 1;
  }
}

if (require.main === module) void main();
