import { at, isMap, items, type Path } from '../../documents';
import { findChart, type ReleaseObject, releaseObjects } from '../../helm';
import type { MadeBy, ObjectSubject } from '../subject';
import { chartInputOf } from './helm-release';
import { objectSubject } from './object';
import type { ObjectIndex } from './object-index';

const valuesPath: Path = ['spec', 'values'];

/**
 * The objects that Helm makes of a HelmRelease of the chart `opentelemetry-collector`. None where the outcome cannot be known:
 * another chart, a range of versions, values from elsewhere, patches behind Helm, values that the chart refuses.
 */
export function objectsOfRelease(subject: ObjectSubject, index: ObjectIndex): readonly ObjectSubject[] {
  if (subject.group !== 'helm.toolkit.fluxcd.io' || subject.kind !== 'HelmRelease') return [];
  if (items(at(subject.object, ['spec', 'postRenderers'])).length > 0) return [];
  const input = chartInputOf(subject, index);
  if (input === undefined || findChart(input.chartVersion) === undefined) return [];
  const made = releaseObjects(input);
  if (!made.ok) return [];
  return made.objects.map((one) => renderedObject(subject, one, made.assumed));
}

function renderedObject(release: ObjectSubject, made: ReleaseObject, assumed: boolean): ObjectSubject {
  const place = (path: Path) => placeOf(release, made.sourceOf(path));
  const madeBy: MadeBy = {
    release,
    place,
    isKnown: (path) => !assumed || isWritten(release, made.sourceOf(path)),
  };
  const { construct, folder } = release;
  const rendered = objectSubject(made.object, {
    ...(construct === undefined ? {} : { construct }),
    ...(folder === undefined ? {} : { folder }),
    locate: (path) => release.locate(place(path)),
  });
  return { ...rendered, madeBy };
}

function isWritten(release: ObjectSubject, source: Path | undefined): boolean {
  return source !== undefined && at(release.object, [...valuesPath, ...source]) !== undefined;
}

/** The values as a whole stand for what the chart decides. */
function placeOf(release: ObjectSubject, source: Path | undefined): Path {
  const values = at(release.object, valuesPath);
  if (!isMap(values)) return ['spec'];
  if (source === undefined) return valuesPath;
  const length = writtenLength(release, source);
  return [...valuesPath, ...source.slice(0, length)];
}

/** How far a place in the values is written. */
function writtenLength(release: ObjectSubject, source: Path): number {
  for (let length = source.length; length > 0; length--) {
    if (at(release.object, [...valuesPath, ...source.slice(0, length)]) !== undefined) return length;
  }
  return 0;
}
