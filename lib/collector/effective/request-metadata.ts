import {
  at,
  type Data,
  entries,
  field,
  isMap,
  isOpen,
  items,
  knownText,
  type Path,
  walk,
} from '../../documents';
import { does, listenerKinds } from '../components';
import type { Component } from './component';
import { type PipelineReading, type Reading, resolve } from './reading';

/** A place that reads a key of the request's metadata, and the pipeline in which it does. */
export interface MetadataRead {
  readonly key: string;
  /** Where the key is written. */
  readonly path: Path;
  readonly component: Component;
  readonly pipeline: PipelineReading;
  /** How many of the pipeline's processors stand before it. */
  readonly behind: number;
}

/** Why a key is not there: the receiver does not take it, or something on the way drops it. */
export interface MetadataLoss {
  readonly by: Component;
  readonly reason: 'notTaken' | 'dropped';
}

/** Every place that reads the request's metadata, for each pipeline that it does so in. */
export function metadataReads(reading: Reading): readonly MetadataRead[] {
  return reading.pipelines.flatMap((pipeline) => [
    ...pipeline.processors.flatMap(({ id }, behind) => {
      const component = reading.find('processor', id);
      return component === undefined ? [] : readsOf(component, pipeline, behind, processorKeys(component));
    }),
    ...pipeline.exporters.flatMap(({ id }) => {
      const component = resolve(reading, 'exporters', id);
      if (component === undefined) return [];
      const behind = pipeline.processors.length;
      return readsOf(component, pipeline, behind, exporterKeys(reading, component));
    }),
  ]);
}

interface Key {
  readonly key: string;
  readonly path: Path;
}

function readsOf(
  component: Component,
  pipeline: PipelineReading,
  behind: number,
  keys: readonly Key[],
): MetadataRead[] {
  return keys.map((key) => ({ ...key, component, pipeline, behind }));
}

function textKeys(data: Data | undefined, path: Path): Key[] {
  return items(data).flatMap((item, index) => {
    const key = knownText(item);
    return key === undefined ? [] : [{ key, path: [...path, index] }];
  });
}

function processorKeys({ type, body, path }: Component): Key[] {
  if (type === 'batch') return textKeys(field(body, 'metadata_keys'), [...path, 'metadata_keys']);
  if (type !== 'attributes' && type !== 'resource') return [];
  const list = type === 'attributes' ? 'actions' : 'attributes';
  return items(field(body, list)).flatMap((action, index) => {
    const source = knownText(field(action, 'from_context'));
    if (source === undefined || !source.startsWith('metadata.')) return [];
    return [{ key: source.slice('metadata.'.length), path: [...path, list, index, 'from_context'] }];
  });
}

function exporterKeys(reading: Reading, component: Component): Key[] {
  if (component.class === 'connector') return component.type === 'routing' ? routedKeys(component) : [];
  return [...ownKeys(component), ...partitionKeys(component), ...headerKeys(reading, component)];
}

function routedKeys({ body, path }: Component): Key[] {
  return items(field(body, 'table')).flatMap((row, index): Key[] => {
    const condition = knownText(field(row, 'condition'));
    if (field(row, 'context') !== 'request' || condition === undefined) return [];
    const key = /^\s*request\["([^"]+)"\]/.exec(condition)?.[1];
    return key === undefined ? [] : [{ key, path: [...path, 'table', index, 'condition'] }];
  });
}

/** Keys that exporters send on, or choose a topic by. */
function ownKeys({ type, body, path }: Component): Key[] {
  if (type === 'otelarrow') return textKeys(field(body, 'metadata_keys'), [...path, 'metadata_keys']);
  if (type !== 'kafka') return [];
  const included = textKeys(field(body, 'include_metadata_keys'), [...path, 'include_metadata_keys']);
  const bySignal = ['traces', 'metrics', 'logs', 'profiles'].flatMap((signal) =>
    ['topic_from_metadata_key', 'message_key_from_metadata_key'].flatMap((name): Key[] => {
      const key = knownText(at(body, [signal, name]));
      return key === undefined || key === '' ? [] : [{ key, path: [...path, signal, name] }];
    }),
  );
  return [...included, ...bySignal];
}

const partition = ['sending_queue', 'batch', 'partition', 'metadata_keys'];

function partitionKeys({ body, path }: Component): Key[] {
  return textKeys(at(body, partition), [...path, ...partition]);
}

/** Headers that `headers_setter` takes from the request, where the exporter uses it and nothing stands in for a missing one. */
function headerKeys(reading: Reading, { body }: Component): Key[] {
  const found: Key[] = [];
  for (const { value } of walk(body)) {
    const id = isMap(value) ? knownText(at(value, ['auth', 'authenticator'])) : undefined;
    const extension = id === undefined ? undefined : reading.find('extension', id);
    if (extension?.type !== 'headers_setter') continue;
    for (const [index, header] of items(field(extension.body, 'headers')).entries()) {
      const key = knownText(field(header, 'from_context'));
      if (key === undefined || key === '' || field(header, 'default_value') !== undefined) continue;
      found.push({ key, path: [...extension.path, 'headers', index, 'from_context'] });
    }
  }
  return found;
}

/**
 * Why a place that reads a key of the request never finds it: undefined where one way brings it, or where a way is not known
 * through and through.
 */
export function metadataLoss(reading: Reading, read: MetadataRead): MetadataLoss | undefined {
  const queue = queueLoss(read);
  if (queue !== undefined) return queue;
  const losses = lossesBefore(reading, read.pipeline, read.behind, read.key.toLowerCase(), new Set());
  return losses === undefined || losses.length === 0 || losses.some((loss) => loss === 'arrives')
    ? undefined
    : (losses.find((loss): loss is MetadataLoss => loss !== 'arrives') ?? undefined);
}

/** A queue that makes batches mixes requests unless it is told which keys to keep apart. */
function queueLoss({ component, key, path }: MetadataRead): MetadataLoss | undefined {
  if (component.class !== 'exporter' || isOpen(at(component.body, ['sending_queue']))) return undefined;
  const queue = field(component.body, 'sending_queue');
  if (!isMap(field(queue, 'batch')) || field(queue, 'enabled') === false) return undefined;
  if (path.includes('partition')) return undefined;
  const kept = items(at(component.body, partition));
  if (kept.some((each) => isOpen(each) || String(each).toLowerCase() === key.toLowerCase())) return undefined;
  return { by: component, reason: 'dropped' };
}

type Outcome = MetadataLoss | 'arrives';

/** What becomes of a key on each way into a pipeline, up to one of its processors; undefined where a way is not known. */
function lossesBefore(
  reading: Reading,
  pipeline: PipelineReading,
  behind: number,
  key: string,
  seen: ReadonlySet<string>,
): Outcome[] | undefined {
  if (pipeline.open || seen.has(pipeline.id)) return undefined;
  for (const { id } of pipeline.processors.slice(0, behind).reverse()) {
    const processor = reading.find('processor', id);
    if (processor === undefined) return undefined;
    const loses = losesKey(processor, key);
    if (loses === undefined) return undefined;
    if (loses) return [{ by: processor, reason: 'dropped' }];
  }
  const outcomes: Outcome[] = [];
  for (const { id } of pipeline.receivers) {
    const source = resolve(reading, 'receivers', id);
    const found =
      source === undefined ? undefined : outcomesFrom(reading, source, key, new Set([...seen, pipeline.id]));
    if (found === undefined) return undefined;
    outcomes.push(...found);
  }
  return outcomes;
}

/** Undefined for a processor of which nothing is known. */
function losesKey(component: Component, key: string): boolean | undefined {
  const { type, body } = component;
  if (type !== 'batch') return does(component, 'detaches');
  const kept = items(field(body, 'metadata_keys'));
  if (isOpen(body) || kept.some(isOpen)) return undefined;
  return !kept.some((each) => typeof each === 'string' && each.toLowerCase() === key);
}

function outcomesFrom(
  reading: Reading,
  source: Component,
  key: string,
  seen: ReadonlySet<string>,
): Outcome[] | undefined {
  if (source.class === 'connector') {
    if (does(source, 'detaches')) return [{ by: source, reason: 'dropped' }];
    if (!does(source, 'staysInRequest')) return undefined;
    const before = reading.users('exporters', source.id);
    const outcomes: Outcome[] = [];
    for (const pipeline of before) {
      const found = lossesBefore(reading, pipeline, pipeline.processors.length, key, seen);
      if (found === undefined) return undefined;
      outcomes.push(...found);
    }
    return outcomes;
  }
  if (does(source, 'bringsNoRequest')) return [{ by: source, reason: 'notTaken' }];
  const taken = takesMetadata(source);
  if (taken === undefined) return undefined;
  return [taken ? 'arrives' : { by: source, reason: 'notTaken' }];
}

/** Whether a receiver hands on the metadata of requests; undefined where that is not known. */
function takesMetadata({ class: componentClass, type, body }: Component): boolean | undefined {
  if (isOpen(body)) return undefined;
  const kinds = listenerKinds(componentClass, type).filter(({ application }) => application !== undefined);
  if (kinds.length === 0) return undefined;
  for (const { at: keys } of kinds) {
    const holder = at(body, keys);
    if (isOpen(holder) || isOpen(field(holder, 'include_metadata'))) return undefined;
    if (field(holder, 'include_metadata') === true) return true;
  }
  return entries(body).some(([, value]) => isOpen(value)) ? undefined : false;
}
