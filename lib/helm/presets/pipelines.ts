import { type Data, type Table, withKey } from '../data';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { appended, field, over, table } from '../template';
import type { Release } from '../version';

const at = 'config.service.pipelines';

/**
 * What a preset merges below everything, so that its pipeline exists: it has these lists and nothing else. Before 0.104.0
 * there was no such thing, and a pipeline that the author removed stopped the render.
 */
export function skeleton(release: Release, signal: string, ...lists: string[]): Table {
  if (!inEffect(release, changes.presetsMakePipelines)) return {};
  return { service: { pipelines: { [signal]: Object.fromEntries(lists.map((list) => [list, []])) } } };
}

/** The pipeline that bears the signal's bare name; null where there is none. */
export function pipeline(config: Table, signal: string): Data {
  return field(config, ['service', 'pipelines', signal], 'config');
}

/** `set config.service.pipelines.<signal> <list> value`. */
export function withPipelineList(config: Table, signal: string, list: string, value: Data[]): Table {
  const service = table(field(config, ['service'], 'config'), 'config.service');
  const pipelines = table(field(service, ['pipelines'], 'config.service'), at);
  const changed = withKey(table(pipeline(config, signal), `${at}.${signal}`), list, value);
  return withKey(config, 'service', withKey(service, 'pipelines', withKey(pipelines, signal, changed)));
}

/** A list of a pipeline; fails where there is no such pipeline. */
export function pipelineList(config: Table, signal: string, list: string): Data {
  return field(config, ['service', 'pipelines', signal, list], 'config');
}

/** Adds a receiver at the end of a pipeline, unless it is there. */
export function withReceiver(config: Table, signal: string, receiver: string): Table {
  const receivers = pipelineList(config, signal, 'receivers');
  return withPipelineList(
    config,
    signal,
    'receivers',
    appended(receivers, receiver, `${at}.${signal}.receivers`),
  );
}

/** The block of a receiver preset under what is configured, and its receiver in the pipeline of its signal. */
export function receiverPreset(
  config: Table,
  release: Release,
  signal: string,
  block: Table,
  receiver: string,
): Table {
  return withReceiver(over(skeleton(release, signal, 'receivers'), block, config), signal, receiver);
}

/** Adds an extension at the end of `service.extensions`; since 0.104.0 the list is made where there is none. */
export function withExtension(config: Table, release: Release, extension: string): Table {
  const makesList = inEffect(release, changes.presetsMakePipelines);
  const listed = makesList ? over({ service: { extensions: [] } }, config) : config;
  const extensions = field(listed, ['service', 'extensions'], 'config');
  const service = table(field(config, ['service'], 'config'), 'config.service');
  return withKey(
    config,
    'service',
    withKey(service, 'extensions', appended(extensions, extension, 'config.service.extensions')),
  );
}
