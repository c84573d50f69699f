import { at, field, isMap, items, type Path } from '../../documents';
import { chooseChart, findChart, type ReleaseObject, releaseObjects } from '../../helm';
import type { CollectorSubject, MadeBy, ObjectSubject } from '../subject';
import { valuesKind } from './asked-release';
import type { ChartInput } from './chart';
import { askedReleases } from './helm-release';
import { objectSubject } from './object';
import type { ObjectIndex } from './object-index';

/**
 * The objects that Helm makes of a HelmRelease or an Application of the chart `opentelemetry-collector`. None where the outcome cannot be known:
 * another chart, a range of versions, values from elsewhere, patches behind Helm, values that the chart refuses.
 */
export function objectsOfRelease(subject: ObjectSubject, index: ObjectIndex): readonly ObjectSubject[] {
  if (items(at(subject.object, ['spec', 'postRenderers'])).length > 0) return [];
  if (isFilledElsewhere(subject)) return [];
  return askedReleases(subject, index).flatMap(({ input, object, valuesPath }) =>
    findChart(input.chartVersion) === undefined ? [] : rendered(input, { release: object, valuesPath }),
  );
}

/** Values that a ConfigMap or Secret puts into one place without changing what objects there are and how they hang together. */
const harmless = /^(?:config|alternateConfig|image|resources|extraEnvs|annotations|podAnnotations)\b/;

/** Whether a single value comes from elsewhere and decides on more than itself. */
function isFilledElsewhere(subject: ObjectSubject): boolean {
  return items(at(subject.object, ['spec', 'valuesFrom'])).some((reference) => {
    const target = field(reference, 'targetPath');
    return typeof target === 'string' && !harmless.test(target);
  });
}

/** The objects that Helm would make of a values file of the chart. */
export function objectsOfValues({ object, helm }: CollectorSubject): readonly ObjectSubject[] {
  if (object?.kind !== valuesKind || helm === undefined) return [];
  const { values, release } = helm;
  // Without a version the newest stands for all; what it adds is assumed.
  const chartVersion = chooseChart(helm.chartVersion).chart.version;
  return rendered(
    { chartVersion, values, release, namespace: 'default' },
    { release: object, valuesPath: helm.valuesPath },
    helm.certainty !== 'known',
  );
}

/** Where values are written. */
export interface WrittenRelease {
  readonly release: ObjectSubject;
  readonly valuesPath: Path;
}

function rendered(input: ChartInput, written: WrittenRelease, assumed = false): readonly ObjectSubject[] {
  const made = releaseObjects(input);
  if (!made.ok) return [];
  return made.objects.map((one) => renderedObject(written, one, assumed || made.assumed));
}

/** An object of a release, each place of which leads to what was written for it. */
export function renderedObject(
  written: WrittenRelease,
  made: ReleaseObject,
  assumed: boolean,
): ObjectSubject {
  const { release } = written;
  const place = (path: Path) => placeOf(written, made.sourceOf(path));
  const madeBy: MadeBy = {
    release,
    place,
    isKnown: (path) => !assumed || isWritten(written, made.sourceOf(path)),
  };
  const { construct, folder } = release;
  const subject = objectSubject(made.object, {
    ...(construct === undefined ? {} : { construct }),
    ...(folder === undefined ? {} : { folder }),
    locate: (path) => release.locate(place(path)),
  });
  return { ...subject, madeBy };
}

function isWritten({ release, valuesPath: values }: WrittenRelease, source: Path | undefined): boolean {
  return source !== undefined && at(release.object, [...values, ...source]) !== undefined;
}

/** The values as a whole stand for what the chart decides. */
function placeOf(written: WrittenRelease, source: Path | undefined): Path {
  const { release, valuesPath: values } = written;
  if (!isMap(at(release.object, values))) return ['spec'];
  if (source === undefined) return values;
  const length = writtenLength(written, source);
  return [...values, ...source.slice(0, length)];
}

/** How far a place in the values is written. */
function writtenLength(written: WrittenRelease, source: Path): number {
  for (let length = source.length; length > 0; length--) {
    if (isWritten(written, source.slice(0, length))) return length;
  }
  return 0;
}
