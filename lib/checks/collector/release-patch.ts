import { type Component, type EffectivePipeline, sections } from '../../collector/effective';
import { at, type Data, type DataMap, isMap, type Path } from '../../documents';
import { findChart, knowsAlternateConfig } from '../../helm';
import type { CollectorSubject } from '../../platform';
import type { ValuesPatch } from '../finding';

/** A map of one value below keys. */
export function nested(path: readonly string[], value: Data): { [key: string]: Data } {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}

/** The part of the values that the configuration of a release is made of. */
function configPart({ helm }: CollectorSubject): 'config' | 'alternateConfig' {
  const chart = findChart(helm?.chartVersion ?? '');
  const isKnown = chart !== undefined && knowsAlternateConfig(chart);
  return isKnown && isFilled(helm?.values.alternateConfig) ? 'alternateConfig' : 'config';
}

function isFilled(data: Data | undefined): boolean {
  return isMap(data) && Object.keys(data).length > 0;
}

/**
 * Values that set something in the effective configuration of a release; undefined for what is not a release, and where the
 * author wrote no configuration: with a part of the defaults all of them would seem theirs.
 */
export function configPatch(
  subject: CollectorSubject,
  path: readonly string[],
  value: Data,
): ValuesPatch | undefined {
  const part = configPart(subject);
  return isFilled(subject.helm?.values[part]) ? { write: nested([part, ...path], value) } : undefined;
}

/**
 * Values under which only what the author wrote is left: the configuration whole in `alternateConfig`, to which the chart
 * adds nothing. Undefined where the chart's version has no such value, or where the author wrote no pipeline.
 */
export function whatIsWrittenAlone(subject: CollectorSubject): ValuesPatch | undefined {
  const { helm } = subject;
  const chart = helm === undefined ? undefined : findChart(helm.chartVersion);
  if (helm === undefined || chart === undefined || !knowsAlternateConfig(chart)) return undefined;
  const kept = writtenConfiguration(subject, at(chart.defaults, ['config']) ?? null);
  return kept === undefined ? undefined : { write: { alternateConfig: kept }, drop: [['config']] };
}

/** What only a preset brings is left to the preset, which brings it again. */
function writtenConfiguration(subject: CollectorSubject, defaults: Data): DataMap | undefined {
  const broughtTo = (pipeline: EffectivePipeline) => receiversOfPresets(subject, pipeline, defaults);
  const pipelines = subject.pipelines
    .filter((pipeline) => subject.isWritten(pipeline.path) || broughtTo(pipeline).length > 0)
    .map((pipeline) =>
      subject.isWritten(pipeline.path) ? pipeline : { ...pipeline, receivers: broughtTo(pipeline) },
    );
  if (pipelines.length === 0 || !pipelines.every((one) => isWhole(subject, one))) return undefined;
  const used = new Set(
    pipelines.flatMap(({ receivers, processors, exporters }) => [...receivers, ...processors, ...exporters]),
  );
  const extensions = new Set(subject.enabledExtensions);
  const kept: { [key: string]: Data } = {};
  for (const { class: kind, section } of sections) {
    const bodies = subject.components.filter(
      ({ class: own, id, path }) =>
        own === kind &&
        isKept(subject, path, defaults, kind === 'extension' ? extensions.has(id) : used.has(id)),
    );
    if (bodies.length > 0)
      kept[section] = Object.fromEntries(
        bodies.map(({ id, body, path }) => [id, writtenBody(subject, body, path)]),
      );
  }
  const service = at(subject.config, ['service']);
  const telemetry = at(service, ['telemetry']);
  kept.service = {
    ...(extensions.size === 0 ? {} : { extensions: [...extensions] }),
    ...(telemetry === undefined || !subject.isWritten(['service', 'telemetry']) ? {} : { telemetry }),
    pipelines: Object.fromEntries(
      pipelines.map((pipeline) => [pipeline.id, asItShouldRun(subject, pipeline)]),
    ),
  };
  return kept;
}

/** A configuration of one's own must be one that starts: the chart's defaults fill nothing in any more. */
function isWhole(
  { components }: CollectorSubject,
  { receivers, processors, exporters }: EffectivePipeline,
): boolean {
  const isDefined =
    (...kinds: readonly Component['class'][]) =>
    (id: string) =>
      components.some((one) => one.id === id && kinds.includes(one.class));
  return (
    receivers.length > 0 &&
    exporters.length > 0 &&
    receivers.every(isDefined('receiver', 'connector')) &&
    processors.every(isDefined('processor')) &&
    exporters.every(isDefined('exporter', 'connector'))
  );
}

/** A pipeline with the receivers that are wanted, and the memory limiter in the place where it can refuse data. */
function asItShouldRun(
  { config, components }: CollectorSubject,
  { path, receivers, processors }: EffectivePipeline,
): Data {
  const body = at(config, path);
  if (!isMap(body)) return body ?? null;
  const limits = (id: string) =>
    components.some((one) => one.class === 'processor' && one.id === id && one.type === 'memory_limiter');
  const ordered = [...processors.filter(limits), ...processors.filter((id) => !limits(id))];
  return { ...body, receivers: [...receivers], ...(ordered.length === 0 ? {} : { processors: ordered }) };
}

/**
 * The receivers of a pipeline that neither the author nor the defaults listed: a preset that is switched on lists them, and
 * makes the pipeline where there is none.
 */
function receiversOfPresets(
  subject: CollectorSubject,
  { id, path, receivers }: EffectivePipeline,
  defaults: Data,
): string[] {
  const byDefault = at(defaults, ['service', 'pipelines', id, 'receivers']);
  const listed = new Set(Array.isArray(byDefault) ? byDefault : []);
  return receivers.filter(
    (receiver, index) => !listed.has(receiver) && !subject.isWritten([...path, 'receivers', index]),
  );
}

function isKept(subject: CollectorSubject, path: Path, defaults: Data, isUsed: boolean): boolean {
  return subject.isWritten(path) || (isUsed && at(defaults, path) !== undefined);
}

/** A component without the protocols that only the chart opened. */
function writtenBody(subject: CollectorSubject, body: Data, path: Path): Data {
  if (!isMap(body) || !isMap(body.protocols) || !subject.isWritten([...path, 'protocols'])) return body;
  const protocols = Object.entries(body.protocols).filter(([name]) =>
    subject.isWritten([...path, 'protocols', name]),
  );
  return protocols.length === 0 ? body : { ...body, protocols: Object.fromEntries(protocols) };
}
