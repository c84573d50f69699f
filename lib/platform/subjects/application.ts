import {
  at,
  type Data,
  type DataMap,
  field,
  isMap,
  items,
  type Path,
  readEmbedded,
  type SourceLocation,
  withValue,
} from '../../documents';
import type { ObjectSubject } from '../subject';
import { type AskedRelease, versionAt } from './asked-release';
import { withParameters } from './helm-parameters';
import { objectTitle } from './object';
import { text } from './pod';
import { isCollectorChart } from './recognise';

/**
 * The releases of the chart `opentelemetry-collector` that an Argo CD Application asks for: one for each of its sources with that chart.
 * None for a source whose values stand in files, which are not known here.
 */
export function releasesOfApplication(subject: ObjectSubject): readonly AskedRelease[] {
  return sourcesOf(subject).flatMap((path) => releaseAt(subject, path));
}

/** Whether an Application asks for the collector's chart with values that do not stand in it. */
export function takesValuesFromElsewhere(subject: ObjectSubject): boolean {
  return sourcesOf(subject).some(
    (path) => namesChart(at(subject.object, path)) && releaseAt(subject, path).length === 0,
  );
}

/** Places of the sources of an Application. */
function sourcesOf({ group, kind, object }: ObjectSubject): readonly Path[] {
  if (group !== 'argoproj.io' || kind !== 'Application') return [];
  const several = items(at(object, ['spec', 'sources']));
  return several.length === 0
    ? [['spec', 'source']]
    : several.map((_, position) => ['spec', 'sources', position]);
}

function releaseAt(subject: ObjectSubject, path: Path): readonly AskedRelease[] {
  const source = at(subject.object, path);
  if (!namesChart(source)) return [];
  const helm = field(source, 'helm');
  if (items(field(helm, 'valueFiles')).length > 0 || items(field(helm, 'fileParameters')).length > 0)
    return [];
  const written = writtenValues(subject, [...path, 'helm']);
  if (written === undefined) return [];
  const parametersPath = [...path, 'helm', 'parameters'];
  const set = withParameters(written.values, items(field(helm, 'parameters')));
  if (set === undefined) return [];
  const locate = (place: Path): SourceLocation => {
    const below = place.slice(0, written.path.length).join('\0') === written.path.join('\0');
    const parameter = below ? set.parameterOf(place.slice(written.path.length)) : undefined;
    return parameter === undefined
      ? written.locate(place)
      : subject.locate([...parametersPath, parameter, 'value']);
  };
  const object = withValue(subject.object, written.path, set.values) as DataMap;
  return [
    {
      title: objectTitle(subject),
      input: {
        chartVersion: text(field(source, 'targetRevision')) ?? '*',
        values: set.values,
        release: text(field(helm, 'releaseName')) ?? subject.name,
        namespace:
          text(field(helm, 'namespace')) ??
          text(at(subject.object, ['spec', 'destination', 'namespace'])) ??
          'default',
      },
      object: { ...subject, object, locate },
      valuesPath: written.path,
      ...versionAt(field(source, 'targetRevision'), [...path, 'targetRevision'], subject.locate),
    },
  ];
}

/** A chart of a Helm repository, or of a registry, whose address may end with the chart. */
function namesChart(source: Data | undefined): boolean {
  const chart = text(field(source, 'chart')) ?? '';
  if (chart !== '') return isCollectorChart(chart);
  const url = text(field(source, 'repoURL')) ?? '';
  return url.startsWith('oci://') && isCollectorChart(url);
}

interface Written {
  readonly values: DataMap;
  readonly path: Path;
  readonly locate: (place: Path) => SourceLocation;
}

/** Values as an object, which win over those as text; undefined for text that is no YAML. */
function writtenValues(subject: ObjectSubject, helm: Path): Written | undefined {
  const object = at(subject.object, [...helm, 'valuesObject']);
  const locate = (place: Path) => subject.locate(place);
  if (isMap(object)) return { values: object, path: [...helm, 'valuesObject'], locate };
  const path = [...helm, 'values'];
  const written = at(subject.object, path);
  if (typeof written !== 'string') return { values: {}, path, locate };
  const { documents, problems, lines } = readEmbedded(written, subject, path);
  const [document] = documents;
  const values = document?.asHelm() ?? {};
  if (problems.length > 0 || documents.length > 1 || !isMap(values)) return undefined;
  return {
    values,
    path,
    locate: (place) => {
      const isInside = document !== undefined && place.length > path.length && isBelow(place, path);
      return isInside ? lines(document.locate(place.slice(path.length))) : subject.locate(place);
    },
  };
}

function isBelow(place: Path, path: Path): boolean {
  return path.every((step, position) => place[position] === step);
}
