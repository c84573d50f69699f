import { at, type Data, entries, equal, field, isMap, walk } from '../documents';
import {
  appVersion,
  chooseChart,
  coalesce,
  type EffectiveConfig,
  effectiveConfig,
  findChart,
  valuesTable,
} from '../helm';
import { distributionOf } from '../platform';
import { type Code, callOf, type ObjectCode, type Property, print, quoted } from './code';
import type { AdoptContext } from './context';
import { expectedConfig } from './expected';
import type { AdoptInput, ReleaseToAdopt } from './input';
import { literal } from './literals';
import { camelCase } from './names';
import type { AdoptNotes } from './notes';
import { idsOf, partsOf } from './parts';
import type { ImportStatement, Modules } from './program';

/** What a HelmRelease of the collector's chart brings to a program. */
export interface AdoptedRelease {
  /** The whole configuration before presets: what was written over the chart's defaults, or the alternate one alone. */
  readonly config: { readonly [section: string]: Data };
  /** Collector release that the chart runs. */
  readonly version: string;
  imports(modules: Modules): ImportStatement[];
  /** The function that makes the chart. */
  statement(context: AdoptContext, expected: { readonly [section: string]: Data }): string;
}

/**
 * Values become a CollectorChart that merges nothing: the chart's defaults are written out, presets stay presets, since
 * they work on an alternate configuration as they do on a merged one.
 */
export function adoptRelease(input: AdoptInput, release: ReleaseToAdopt, notes: AdoptNotes): AdoptedRelease {
  const chart = chartVersion(input, release, notes);
  const values = coalesced(chart, release.values);
  const refused = !effectiveConfig(inputOf(release, chart, release.values)).ok;
  const isAlternate = input.prefix.at(-1) === 'alternateConfig';
  const base = isAlternate ? values.alternateConfig : (withOwnTelemetry(release, chart) ?? values.config);
  const config = isMap(base) ? base : {};
  return {
    config: isWhole(config) ? config : (effectiveOf(release, chart) ?? config),
    version: appVersion(chart) ?? '',
    imports: ({ charts }) => [
      { module: 'constructs', text: "import type { Construct } from 'constructs';" },
      {
        module: charts,
        text: `import { CollectorChart, ${refused ? 'type CollectorProps, ' : ''}type HelmSource } from ${quoted(charts)};`,
      },
    ],
    statement: (context, expected) => {
      noteDifference(context, release, chart, expected);
      return chartFunction(context, release, { chart, values, refused });
    },
  };
}

/** Values over the chart's defaults; values that no values file can hold count as none, since the chart refuses them. */
function coalesced(chart: string, written: ReleaseToAdopt['values']): { readonly [key: string]: Data } {
  const defaults = findChart(chart)?.defaults ?? {};
  try {
    return coalesce(defaults, valuesTable(written)).values;
  } catch {
    return defaults;
  }
}

/**
 * True where every pipeline has its ends and names what is defined. Where not, presets fill the gaps, and the outcome is
 * adopted instead: they add what they bring only where it is missing.
 */
function isWhole(config: { readonly [section: string]: Data }): boolean {
  const defines = (section: string, id: string) => field(config[section], id) !== undefined;
  return entries(at(config, ['service', 'pipelines'])).every(([, pipeline]) =>
    ['receivers', 'processors', 'exporters'].every((role) => {
      const ids = idsOf(field(pipeline, role));
      if (role === 'processors') return ids.every((id) => defines(role, id));
      return ids.length > 0 && ids.every((id) => defines(role, id) || defines('connectors', id));
    }),
  );
}

/** The configuration that the pods get now, whole; undefined where that has gaps as well. */
function effectiveOf(release: ReleaseToAdopt, chart: string) {
  const outcome = effectiveConfig(inputOf(release, chart, release.values));
  return outcome.ok && outcome.config !== null && isWhole(outcome.config) ? outcome.config : undefined;
}

/** Values that edit `config` and leave an alternate configuration alone, so that their work must be written out. */
const telemetryValue = 'internalTelemetryViaOTLP';

/** The configuration after that edit and before the presets; undefined where there is none, or the chart refuses it. */
function withOwnTelemetry(release: ReleaseToAdopt, chart: string): Data | undefined {
  if (field(release.values, telemetryValue) === undefined) return undefined;
  const { presets: _, ...values } = release.values;
  const outcome = effectiveConfig(inputOf(release, chart, values));
  return outcome.ok && outcome.config !== null ? outcome.config : undefined;
}

function inputOf({ name, namespace }: ReleaseToAdopt, chartVersion: string, values: object) {
  return { chartVersion, release: name, namespace, values };
}

function chartVersion(input: AdoptInput, release: ReleaseToAdopt, notes: AdoptNotes): string {
  const { chart, certainty } = chooseChart(release.chart);
  if (release.chart === undefined || certainty === 'known') return chart.version;
  const message = `chart version ${release.chart} is not known here; the program takes ${chart.version}, whose defaults and presets may differ`;
  notes.add('lost', input.locate([]), message);
  return chart.version;
}

/** Tells where the pods would get another configuration than they had. */
function noteDifference(
  context: AdoptContext,
  release: ReleaseToAdopt,
  chart: string,
  expected: { readonly [section: string]: Data },
): void {
  const kept = Object.fromEntries(keptValues(release));
  const before = effectiveConfig(inputOf(release, chart, release.values));
  const after = effectiveConfig(
    inputOf(release, chart, { ...kept, mode: release.values.mode, alternateConfig: expected }),
  );
  const difference = differenceOf(context, before, after);
  if (difference !== undefined) context.notes.add('lost', context.locate([]), difference);
}

function differenceOf(
  context: AdoptContext,
  before: EffectiveConfig,
  after: EffectiveConfig,
): string | undefined {
  if (!before.ok) return `the chart refuses these values as they are: ${before.reason}`;
  if (before.config === null) return 'the chart makes no configuration of these values';
  if (!after.ok) return `the chart refuses the adopted values: ${after.reason}`;
  const options = { refusesNull: true, emptyTelemetry: context.emptyTelemetry };
  const normal = (config: { readonly [section: string]: Data }) =>
    expectedConfig(config, partsOf(config, context.version), options);
  if (after.config !== null && equal(normal(before.config), normal(after.config))) return undefined;
  return 'what the chart adds differs between the two ways; compare `otelflux effective` of both';
}

/** Values that are in the program in another form. */
const placed = new Set(['config', 'alternateConfig', 'mode', telemetryValue]);

function keptValues({ values }: ReleaseToAdopt): [string, Data][] {
  return entries(values).filter(([key]) => !placed.has(key));
}

interface ChartFacts {
  readonly chart: string;
  /** The chart refuses the values as they were written, so that their type does not fit either. */
  readonly refused: boolean;
  /** Values over the chart's defaults. */
  readonly values: { readonly [key: string]: Data };
}

function chartFunction(
  context: AdoptContext,
  release: ReleaseToAdopt,
  { chart, values, refused }: ChartFacts,
): string {
  const mode =
    ['deployment', 'daemonset', 'statefulset'].find((known) => known === values.mode) ?? 'deployment';
  const written = valuesCode(context, release);
  const properties: Property[] = [
    { key: 'chart', value: quoted(chart) },
    { key: 'source', value: 'source' },
    { key: 'namespace', value: quoted(release.namespace) },
    { key: 'distribution', value: quoted(distribution(values)) },
    { key: 'mode', value: quoted(mode) },
    { key: 'collector', value: 'adopted' },
    {
      key: 'pod',
      value: quoted('values'),
      before: [' What the release had, and nothing of what CollectorChart would fit to the components.'],
    },
    {
      key: 'values',
      value: refused ? `${print(written, '    ')} as unknown as CollectorProps['values']` : written,
    },
  ];
  const props: ObjectCode = { kind: 'object', properties, end: [] };
  const name = camelCase(release.name);
  return [
    `/** The HelmRelease ${release.name}; \`source\` is the Helm repository of its chart. */`,
    `export function ${name === 'adopted' ? 'adoptedChart' : name}(scope: Construct, source: HelmSource): CollectorChart {`,
    `  return ${print(callOf('new CollectorChart', 'scope', quoted(release.name), props), '  ', 9)};`,
    '}',
  ].join('\n');
}

function distribution(values: { readonly [key: string]: Data }): string {
  const repository = at(values, ['image', 'repository']);
  const found = typeof repository === 'string' ? distributionOf(repository) : undefined;
  return found === 'k8s' || found === 'otelcol' ? found : 'contrib';
}

function valuesCode(context: AdoptContext, release: ReleaseToAdopt): Code {
  const kept = keptValues(release);
  noteNulls(context, release, kept);
  const properties = kept.map(([key, value]): Property => {
    const path = [...release.path, key];
    const remarks = context.comments.take(path);
    return { key, ...remarks, value: literal({ ...context, prefix: [] }, value, path) };
  });
  return { kind: 'object', properties, end: [] };
}

function noteNulls(context: AdoptContext, release: ReleaseToAdopt, kept: readonly [string, Data][]): void {
  for (const [key, value] of kept) {
    for (const { value: found, path } of walk(value, [key])) {
      if (found !== null) continue;
      const message = `values.${path.join('.')} is null, which CollectorChart refuses, since it gets lost on the way to the cluster`;
      context.notes.add('lost', release.locate(path), message);
    }
  }
}
