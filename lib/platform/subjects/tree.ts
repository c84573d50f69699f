import type { Data } from '../../documents';
import { type Renderer, storedCharts } from '../../helm';
import type { CollectorSubject, External, ObjectSubject, TreeSubject } from '../subject';
import { takesValuesFromElsewhere } from './application';
import { collectorsOfConfigMap, type FoundCollectors } from './config-map';
import type { RecordedFacts, RecordedSuppression } from './environment';
import { collectorsOfRelease } from './helm-release';
import { objectTitle } from './object';
import { type ObjectIndex, objectIndex } from './object-index';
import { collectorsOfOperator } from './operator';
import { isOfModel, renderedByHelm, type Unrendered } from './other-charts';
import { objectsOfRelease, objectsOfValues } from './rendered';

/** A tree with what reading it brought up. */
export interface ReadTree {
  readonly tree: TreeSubject;
  readonly suppressions: readonly RecordedSuppression[];
  readonly problems: FoundCollectors['problems'];
  /** Releases whose objects are not known; told where somebody was asked to render them. */
  readonly unrendered: readonly Unrendered[];
}

/** What a tree is made of. */
export interface TreeParts {
  readonly objects: readonly ObjectSubject[];
  /** Collectors that no object carries. */
  readonly collectors?: readonly CollectorSubject[];
  readonly facts?: RecordedFacts;
  /** Release of Kubernetes; that of the facts where it is left out. */
  readonly kubernetes?: string;
  /** CustomResourceDefinitions that the cluster holds beside the objects. */
  readonly definitions?: readonly Data[];
  /** True where nothing that belongs to the environment is left out. */
  readonly complete: boolean;
  /** Where the objects were built as Flux builds them. */
  readonly built?: TreeSubject['built'];
  readonly isNamedElsewhere?: TreeSubject['isNamedElsewhere'];
  /** Release of Flux. */
  readonly flux?: string;
  /** Who makes the objects of releases that are not modelled; default: what is stored of a few charts. */
  readonly renderer?: Renderer;
  /** Every file relative to the environment's root. */
  readonly files?: readonly string[];
}

/** Makes a subject of all objects of one environment and finds the collectors in them. */
export function readTree(parts: TreeParts): ReadTree {
  const { objects, facts, complete } = parts;
  const index = objectIndex(objects);
  const found = objects.map((subject) => collectorsOf(subject, index, complete));
  const externals = facts?.external ?? [];
  const kubernetes = parts.kubernetes ?? facts?.kubernetes;
  const byHelm = renderedByHelm(index, parts.renderer ?? storedCharts, isOfModel(index), kubernetes);
  const ofHelm = new Set(byHelm.objects.flatMap(({ madeBy }) => madeBy?.release ?? []));
  const tree: TreeSubject = {
    ...(facts === undefined || facts.environment === '' ? {} : { environment: facts.environment }),
    complete,
    ...(kubernetes === undefined ? {} : { kubernetes }),
    ...(parts.definitions === undefined ? {} : { definitions: parts.definitions }),
    ...(parts.built === undefined ? {} : { built: parts.built }),
    ...(parts.flux === undefined ? {} : { flux: parts.flux }),
    ...(parts.isNamedElsewhere === undefined ? {} : { isNamedElsewhere: parts.isNamedElsewhere }),
    objects,
    rendered: [
      // What Helm has made takes the place of what the model can only assume.
      ...objects
        .flatMap((subject) => objectsOfRelease(subject, index))
        .filter(({ madeBy }) => madeBy === undefined || !ofHelm.has(madeBy.release)),
      ...(parts.collectors ?? []).flatMap(objectsOfValues),
      ...byHelm.objects,
    ],
    collectors: [...found.flatMap(({ collectors }) => collectors), ...(parts.collectors ?? [])],
    externals,
    ...(parts.files === undefined ? {} : { files: parts.files }),
    find: index.find,
    all: index.all,
    isExternal: (kind, namespace, name) =>
      externals.some((external) => isSame(external, kind, namespace, name)),
  };
  return {
    tree,
    suppressions: facts?.suppressions ?? [],
    problems: found.flatMap(({ problems }) => problems),
    unrendered: [
      ...(parts.renderer === undefined ? [] : byHelm.unrendered),
      ...objects.filter(takesValuesFromElsewhere).map(valuesUnknown),
    ],
  };
}

function valuesUnknown(subject: ObjectSubject): Unrendered {
  return {
    what: objectTitle(subject),
    why: 'its values stand in files or templates that are not known here',
    how: 'write them below helm.valuesObject, or validate what Argo CD renders',
  };
}
const none: FoundCollectors = { collectors: [], problems: [] };

function collectorsOf(subject: ObjectSubject, index: ObjectIndex, complete: boolean): FoundCollectors {
  switch (`${subject.group}/${subject.kind}`) {
    case '/ConfigMap':
      return collectorsOfConfigMap(subject, index, complete);
    case 'helm.toolkit.fluxcd.io/HelmRelease':
    case 'argoproj.io/Application':
      return collectorsOfRelease(subject, index, complete);
    case 'opentelemetry.io/OpenTelemetryCollector':
      return collectorsOfOperator(subject, index);
    default:
      return none;
  }
}

function isSame(external: External, kind: string, namespace: string | undefined, name: string): boolean {
  if (external.kind !== kind) return false;
  if (external.kind === 'Host') return external.host === name;
  if (external.name !== name) return false;
  if (external.kind === 'Namespace') return true;
  return external.namespace === undefined || namespace === undefined || external.namespace === namespace;
}
