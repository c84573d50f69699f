import {
  type Data,
  type DataMap,
  field,
  isMap,
  items,
  merged,
  type Path,
  walk,
  type YamlDocument,
} from '../../documents';
import type { ChartInput } from './chart';
import { withParameters } from './helm-parameters';
import { text } from './pod';

/** A release of the collector's chart in a helmfile. */
export interface HelmfileRelease {
  readonly input: ChartInput;
  /** Place in the file of a place in the values: in the last of its maps that has it. */
  placeOf(path: Path): Path;
}

/** True for a helmfile: releases, each with a chart. */
export function isHelmfile(data: Data): data is DataMap {
  if (!isMap(data) || field(data, 'kind') !== undefined) return false;
  const releases = items(data.releases);
  return releases.length > 0 && releases.every((one) => typeof field(one, 'chart') === 'string');
}

/** Releases of the chart `opentelemetry-collector` whose values all stand in the helmfile itself. */
export function releasesOfHelmfile(document: YamlDocument): readonly HelmfileRelease[] {
  const data = document.asHelm();
  if (!isHelmfile(data)) return [];
  return items(data.releases).flatMap((release, position) => ofRelease(release, ['releases', position]));
}

function ofRelease(release: Data, at: Path): readonly HelmfileRelease[] {
  if (!/(?:^|\/)opentelemetry-collector$/.test(text(field(release, 'chart')) ?? '')) return [];
  const parts = items(field(release, 'values'));
  // Files are not known here, and templates are run by helmfile first.
  if (!parts.every(isMap) || isTemplated(release)) return [];
  const set = withParameters(
    parts.reduce<DataMap>((under, over) => merged(under, over), {}),
    items(field(release, 'set')),
  );
  if (set === undefined) return [];
  return [
    {
      input: {
        chartVersion: text(field(release, 'version')) ?? '*',
        values: set.values,
        release: text(field(release, 'name')) ?? 'otel-collector',
        namespace: text(field(release, 'namespace')) ?? 'default',
      },
      placeOf: (path) => {
        const parameter = set.parameterOf(path);
        if (parameter !== undefined) return [...at, 'set', parameter, 'value'];
        const holder = parts.findLastIndex((part) => depthOf(part, path) > 0);
        return holder < 0
          ? at
          : [...at, 'values', holder, ...path.slice(0, depthOf(parts[holder] ?? null, path))];
      },
    },
  ];
}

/** How many steps of a path lead somewhere. */
function depthOf(data: Data, path: Path): number {
  let here: Data | undefined = data;
  let depth = 0;
  for (const step of path) {
    here = Array.isArray(here) ? here[Number(step)] : field(here, String(step));
    if (here === undefined) return depth;
    depth += 1;
  }
  return depth;
}

function isTemplated(release: Data): boolean {
  for (const { value } of walk(release)) if (typeof value === 'string' && value.includes('{{')) return true;
  return false;
}
