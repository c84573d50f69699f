import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMap, readYaml } from '../../lib/documents';
import type { Renderer, Rendering, RenderRequest } from '../../lib/helm';
import { type ChartPlaces, findChartFor } from './charts';
import { helmProgram, NoHelm, runHelm } from './program';

/** A renderer that asks the Helm of this machine. It never throws: what cannot be rendered is told. */
export function realHelm(places: ChartPlaces): Renderer {
  return {
    render: (request) => {
      try {
        return rendered(helmProgram(), request, places);
      } catch (error) {
        if (!(error instanceof NoHelm)) throw error;
        return {
          ok: false,
          why: `${error.message}.`,
          how: 'Install Helm 3 or 4, or name it in OTELFLUX_HELM.',
        };
      }
    },
  };
}

const elsewhere = 'Name a folder that holds the chart with --charts, or have it fetched with --pull.';

function rendered(helm: string, request: RenderRequest, places: ChartPlaces): Rendering {
  const chart = findChartFor(helm, request.chart, places);
  if (typeof chart === 'string') return { ok: false, why: chart, how: elsewhere };
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-helm-'));
  try {
    const file = join(scratch, 'values.json');
    writeFileSync(file, JSON.stringify(request.values));
    const { ok, stdout, complaint } = runHelm(helm, wordsOf(request, chart.path, file));
    if (!ok)
      return {
        ok: false,
        why: `Helm makes nothing of it: ${complaint}.`,
        how: 'Mend what Helm complains of.',
      };
    return { ok: true, version: chart.version, objects: objectsIn(stdout) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function wordsOf(
  { release, namespace, kubernetesVersion, apiVersions = [] }: RenderRequest,
  chart: string,
  file: string,
): string[] {
  return [
    'template',
    release,
    chart,
    '--namespace',
    namespace,
    '--values',
    file,
    '--skip-tests',
    '--include-crds',
    ...(kubernetesVersion === undefined ? [] : ['--kube-version', kubernetesVersion]),
    ...apiVersions.flatMap((one) => ['--api-versions', one]),
  ];
}

function objectsIn(text: string) {
  return readYaml('helm template', text)
    .documents.map((document) => document.asHelm())
    .filter(isMap);
}
