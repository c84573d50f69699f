import {
  at,
  type Data,
  type DataMap,
  field,
  isMap,
  items,
  merged,
  type Path,
  readYaml,
  type YamlDocument,
} from '../../documents';
import { releaseNameOf, targetNamespaceOf } from '../release-naming';
import type { CollectorDeployment, CollectorSubject, ObjectSubject } from '../subject';
import { releasesOfApplication } from './application';
import { type AskedRelease, releaseOfValues, versionAt } from './asked-release';
import { type ChartInput, type ChartOutcome, chartOutcome } from './chart';
import { collectorSubject } from './collector';
import type { FoundCollectors } from './config-map';
import { collectorImage, distributionOfCommand, isProjectImage, releaseOfTag } from './image';
import { objectTitle } from './object';
import type { ObjectIndex } from './object-index';
import { clusterRulesOf, hasClusterBinding, isExposedByName, text } from './pod';
import { isCollectorChart, namesCollectorChart } from './recognise';

const none: FoundCollectors = { collectors: [], problems: [] };
const valuesPath: Path = ['spec', 'values'];
const chartVersionPath: Path = ['spec', 'chart', 'spec', 'version'];

/**
 * The collectors that a HelmRelease or an Argo CD Application of the chart `opentelemetry-collector` will run. None where the outcome cannot
 * be known: another chart, values that come from elsewhere, values that the chart cannot make anything of.
 */
export function collectorsOfRelease(
  subject: ObjectSubject,
  index: ObjectIndex,
  complete: boolean,
): FoundCollectors {
  const collectors = askedReleases(subject, index).flatMap((asked) => {
    const collector = collectorOf(asked);
    if (collector?.deployment === undefined) return [];
    return [{ ...collector, deployment: amongOthers(collector.deployment, index, complete) }];
  });
  return collectors.length === 0 ? none : { collectors, problems: [] };
}

/** Told of values that come from elsewhere and are not known, so that they are left out. */
type Unknown = (what: string) => void;

/**
 * The releases of the collector's chart that an object asks for.
 *
 * @param onUnknown takes what is not known, and has it left out; without it such a release is none
 */
export function askedReleases(
  subject: ObjectSubject,
  index: ObjectIndex,
  onUnknown?: Unknown,
): readonly AskedRelease[] {
  if (subject.group === 'argoproj.io') return releasesOfApplication(subject);
  if (subject.group !== 'helm.toolkit.fluxcd.io' || subject.kind !== 'HelmRelease') return [];
  const input = chartInputOf(subject, index, onUnknown);
  return input === undefined
    ? []
    : [
        {
          title: objectTitle(subject),
          input,
          object: subject,
          valuesPath,
          ...versionAt(at(subject.object, chartVersionPath), chartVersionPath, subject.locate),
        },
      ];
}

/** What a HelmRelease tells the collector's chart; undefined for another chart, and where values are not known. */
export function chartInputOf(
  subject: ObjectSubject,
  index: ObjectIndex,
  onUnknown?: Unknown,
): ChartInput | undefined {
  const chartVersion = collectorChartVersion(subject, index);
  if (chartVersion === undefined) return undefined;
  const values = valuesOfRelease(subject, index, onUnknown);
  if (values === undefined) return undefined;
  const [release, namespace] = [releaseNameOf(subject), targetNamespaceOf(subject)];
  return { chartVersion, values, release, namespace };
}

/** Values of a HelmRelease with what ConfigMaps of the tree add; undefined where something is added that is not known. */
export function valuesOfRelease(
  subject: ObjectSubject,
  index: ObjectIndex,
  onUnknown?: Unknown,
): { readonly [key: string]: Data } | undefined {
  const written = field(field(subject.object, 'spec'), 'values') ?? {};
  return isMap(written) ? mergedValues(subject, written, index, onUnknown) : undefined;
}

/** What the objects beside a release add to its deployment: roles bound to its account, routes to its Service. */
function amongOthers(
  deployment: CollectorDeployment,
  index: ObjectIndex,
  complete: boolean,
): CollectorDeployment {
  const { namespace, serviceName, serviceAccountName = 'default', clusterRoleRules, ...known } = deployment;
  const bound = clusterRulesOf(index, namespace, serviceAccountName, complete);
  const rules =
    bound === undefined && clusterRoleRules === undefined
      ? undefined
      : [...(clusterRoleRules ?? []), ...(bound ?? [])];
  const isBoundElsewhere = bound === undefined && hasClusterBinding(index, namespace, serviceAccountName);
  const isRouted = serviceName !== undefined && isExposedByName(namespace, serviceName, index);
  return {
    ...known,
    namespace,
    serviceAccountName,
    ...(serviceName === undefined ? {} : { serviceName }),
    ...(rules === undefined ? {} : { clusterRoleRules: rules }),
    accountIsOwn: known.accountIsOwn === true && !isBoundElsewhere,
    exposed: deployment.exposed || isRouted,
  };
}

/** What a values file of the chart asks for. */
export function releaseOfValuesFile(
  name: string,
  document: YamlDocument,
  chartVersion = '*',
): AskedRelease | undefined {
  const values = document.asHelm();
  if (!isMap(values)) return undefined;
  const input = { chartVersion, values, release: 'otel-collector', namespace: 'default' };
  return releaseOfValues(name, name, input, (path) => document.locate(path));
}

/** The version of the chart: an exact one, or whatever is written; undefined for another chart or an unknown source. */
function collectorChartVersion(subject: ObjectSubject, index: ObjectIndex): string | undefined {
  if (namesCollectorChart(subject)) {
    const version = at(subject.object, chartVersionPath);
    if (version === undefined || version === null) return '*';
    return typeof version === 'object' ? undefined : String(version);
  }
  const reference = at(subject.object, ['spec', 'chartRef']);
  const source = index.find(
    sourceGroup,
    text(field(reference, 'kind')) ?? '',
    text(field(reference, 'namespace')) ?? subject.namespace,
    text(field(reference, 'name')) ?? '',
  );
  return source === undefined || !isSourceOfChart(source)
    ? undefined
    : (chartVersionsOf(source).find(({ written }) => written !== undefined)?.written ?? '*');
}

const sourceGroup = 'source.toolkit.fluxcd.io';

/** Whether a source of Flux holds the collector's chart alone: an OCIRepository of it, or a HelmChart. */
export function isSourceOfChart({ group, kind, object: { spec } }: ObjectSubject): boolean {
  if (group !== sourceGroup) return false;
  if (kind === 'HelmChart') return isCollectorChart(field(spec, 'chart'));
  return kind === 'OCIRepository' && isCollectorChart(field(spec, 'url'));
}

/** The versions that such a source names, and where. */
export function chartVersionsOf({ kind, object }: ObjectSubject): { path: Path; written?: string }[] {
  const paths: Path[] =
    kind === 'HelmChart'
      ? [['spec', 'version']]
      : [
          ['spec', 'ref', 'tag'],
          ['spec', 'ref', 'semver'],
        ];
  return paths.map((path) => {
    const written = text(at(object, path));
    return { path, ...(written === undefined ? {} : { written }) };
  });
}

/** Values with what ConfigMaps of the tree add to them; undefined where something is added that is not known. */
function mergedValues(
  subject: ObjectSubject,
  inline: DataMap,
  index: ObjectIndex,
  onUnknown?: Unknown,
): DataMap | undefined {
  let values: DataMap = {};
  for (const reference of items(at(subject.object, ['spec', 'valuesFrom']))) {
    const target = text(field(reference, 'targetPath'));
    if (target !== undefined) {
      if (onUnknown !== undefined) onUnknown(target);
      else if (decidesConfiguration(target)) return undefined;
      continue;
    }
    const referenced = referencedValues(reference, subject, index);
    if (referenced === undefined && onUnknown === undefined) return undefined;
    if (referenced === undefined) onUnknown?.(`${field(reference, 'kind')} ${field(reference, 'name')}`);
    else values = merged(values, referenced);
  }
  return merged(values, inline);
}

/** True where a value decides which components there are, rather than a detail of something else. */
function decidesConfiguration(targetPath: string): boolean {
  return /^(?:config|alternateConfig|presets|mode|internalTelemetryViaOTLP)\b/.test(targetPath);
}

function referencedValues(reference: Data, subject: ObjectSubject, index: ObjectIndex): DataMap | undefined {
  if (field(reference, 'kind') !== 'ConfigMap') return undefined;
  const source = index.find('', 'ConfigMap', subject.namespace, text(field(reference, 'name')) ?? '');
  const content = at(source?.object, ['data', text(field(reference, 'valuesKey')) ?? 'values.yaml']);
  if (typeof content !== 'string') return undefined;
  const { documents, problems } = readYaml('', content);
  if (problems.length > 0) return undefined;
  const data = documents[0]?.asHelm() ?? {};
  return isMap(data) ? data : undefined;
}

/** The collector that a release will run; undefined where the chart can make nothing of its values. */
export function collectorOf({
  title,
  input,
  object,
  valuesPath: place,
}: AskedRelease): CollectorSubject | undefined {
  const outcome = chartOutcome(input);
  if (outcome === undefined) return undefined;
  const image = collectorImage(outcome.image);
  const version = releaseOfImage(input, outcome);
  const command = text(at(input.values, ['command', 'name']));
  const distribution =
    image.distribution ?? (command === undefined ? undefined : distributionOfCommand(command));
  return collectorSubject(outcome.config, {
    title,
    object,
    origin: 'helmRelease',
    ...(version === undefined ? {} : { version }),
    ...(distribution === undefined ? {} : { distribution }),
    deployment: outcome.deployment,
    helm: {
      chartVersion: input.chartVersion,
      certainty: outcome.certainty,
      release: input.release,
      values: input.values,
      valuesPath: place,
      warnings: outcome.warnings,
    },
    isWritten: outcome.isWritten,
    authorOf: outcome.authorOf,
    locate: (path) => object.locate([...place, ...outcome.valuesPath(path)]),
  });
}

/**
 * The collector release that runs: that of the tag, else the chart's own. Unknown for a digest, for tags that are no release, and for
 * those of images that are not the project's: they are numbered by their maker.
 */
function releaseOfImage({ values }: ChartInput, { image, appVersion }: ChartOutcome): string | undefined {
  const tag = at(values, ['image', 'tag']);
  const digest = at(values, ['image', 'digest']);
  if (typeof digest === 'string' && digest !== '') return undefined;
  const isOwn = tag !== undefined && tag !== null && tag !== '';
  if (!isOwn) return appVersion;
  return isProjectImage(image) ? releaseOfTag(String(tag)) : undefined;
}
