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
import { type AskedRelease, releaseOfValues, versionAt } from './asked-release';
import { withParameters } from './helm-parameters';
import { text } from './pod';
import { isCollectorChart } from './recognise';

/** True for a helmfile: releases, each with a chart. */
export function isHelmfile(data: Data): data is DataMap {
  if (!isMap(data) || field(data, 'kind') !== undefined) return false;
  const releases = items(data.releases);
  return releases.length > 0 && releases.every((one) => typeof field(one, 'chart') === 'string');
}

/** Releases of the chart `opentelemetry-collector` whose values all stand in the helmfile itself. */
export function releasesOfHelmfile(file: string, document: YamlDocument): readonly AskedRelease[] {
  const data = document.asHelm();
  if (!isHelmfile(data)) return [];
  return items(data.releases).flatMap((release, position) =>
    ofRelease(file, document, release, ['releases', position]),
  );
}

function ofRelease(file: string, document: YamlDocument, release: Data, at: Path): readonly AskedRelease[] {
  if (!isCollectorChart(field(release, 'chart'))) return [];
  const parts = items(field(release, 'values'));
  // Files are not known here, and templates are run by helmfile first.
  if (!parts.every(isMap) || isTemplated(release)) return [];
  const set = withParameters(
    parts.reduce<DataMap>((under, over) => merged(under, over), {}),
    items(field(release, 'set')),
  );
  if (set === undefined) return [];
  const input = {
    chartVersion: text(field(release, 'version')) ?? '*',
    values: set.values,
    release: text(field(release, 'name')) ?? 'otel-collector',
    namespace: text(field(release, 'namespace')) ?? 'default',
  };
  // A place in the values is that in the last of its maps that has it.
  const placeOf = (path: Path): Path => {
    const parameter = set.parameterOf(path);
    if (parameter !== undefined) return [...at, 'set', parameter, 'value'];
    const holder = parts.findLastIndex((part) => depthOf(part, path) > 0);
    return holder < 0
      ? at
      : [...at, 'values', holder, ...path.slice(0, depthOf(parts[holder] ?? null, path))];
  };
  return [
    releaseOfValues(
      file,
      `${file}, release ${input.release}`,
      input,
      (path) => document.locate(placeOf(path)),
      versionAt(field(release, 'version'), [...at, 'version'], (path) => document.locate(path)),
    ),
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
