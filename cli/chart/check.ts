import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readYaml } from '../../lib/documents';
import { type ProbeRelease, probing } from '../../lib/helm';
import { runHelm } from '../helm/program';

/** A folder of the chart. */
export interface ProbedChart {
  readonly folder: string;
  readonly version: string;
}

/** A release of which Helm makes something else than the model. */
interface Difference {
  readonly name: string;
  readonly difference: string;
}

/**
 * Puts the releases of the model's own probe before Helm and the model.
 * @throws NoHelm where the program cannot be started
 */
export function differencesOf(
  helm: string,
  chart: ProbedChart,
): { readonly compared: number; readonly differences: readonly Difference[] } {
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-chart-'));
  try {
    const differences = probing.releases.flatMap((one): Difference[] => {
      const { release, namespace, values } = one;
      const model = probing.ofModel({ chartVersion: chart.version, release, namespace, values });
      const found = probing.difference(model, rendered(helm, chart, one, scratch));
      return found === undefined ? [] : [{ name: one.name, difference: found }];
    });
    return { compared: probing.releases.length, differences };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function rendered(helm: string, { folder }: ProbedChart, one: ProbeRelease, scratch: string) {
  const file = join(scratch, 'values.json');
  writeFileSync(file, JSON.stringify(one.values));
  const { ok, stdout } = runHelm(helm, ['template', one.release, folder, '-n', one.namespace, '-f', file]);
  if (!ok) return { refused: true } as const;
  const objects = asHelm(stdout);
  const text = probing.configText(objects);
  return probing.ofChart(objects, text === undefined ? null : (asHelm(text)[0] ?? null));
}

/** What Helm printed, as it reads YAML itself. */
function asHelm(text: string) {
  return readYaml('helm template', text).documents.map((document) => document.asHelm());
}
