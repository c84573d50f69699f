import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../../test/lib/helm/digest';
import { wholeReleases } from '../../test/lib/helm/whole-releases';
import { render } from './chart';
import { byName } from './compare';

/** Versions of the chart that differ in much. */
const versions =
  '0.89.0 0.93.3 0.97.2 0.104.0 0.110.1 0.117.2 0.127.2 0.136.0 0.143.1 0.150.0 0.159.2 0.170.0'.split(' ');

/**
 * Writes anew what the real charts make of stored releases: a digest for each object, null where the chart refuses.
 * OTELFLUX_CHART is a folder of chart folders, one a version; OTELFLUX_HELM a Helm.
 */
function main(): void {
  const charts = process.env.OTELFLUX_CHART;
  if (charts === undefined) throw new Error('OTELFLUX_CHART names no folder of charts');
  const helm = process.env.OTELFLUX_HELM ?? 'helm';
  const outcomes = versions.map((version) => {
    const made = wholeReleases.map((one) => {
      const rendered = render(helm, join(charts, version), one);
      if ('fails' in rendered || rendered.whole === undefined) return [one.name, null];
      const objects = Object.entries(byName(rendered.whole)).map(([name, object]) => [name, digest(object)]);
      return [one.name, Object.fromEntries(objects.sort())];
    });
    return [version, Object.fromEntries(made)];
  });
  const file = join(__dirname, '../../test/lib/helm/whole-outcomes.json');
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(outcomes), null, 2)}\n`);
}

main();
