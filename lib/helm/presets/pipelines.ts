import { type Data, type Table, withKey } from '../data';
import { appended, field, over, table } from '../template';

const at = 'config.service.pipelines';

/** What a receiver preset merges below everything, so that its pipeline exists: it has receivers and nothing else. */
export function skeleton(signal: string, ...lists: string[]): Table {
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
export function receiverPreset(config: Table, signal: string, block: Table, receiver: string): Table {
  return withReceiver(over(skeleton(signal, 'receivers'), block, config), signal, receiver);
}

/** Adds an extension at the end of `service.extensions`; the list is made where there is none. */
export function withExtension(config: Table, extension: string): Table {
  const listed = over({ service: { extensions: [] } }, config);
  const extensions = field(listed, ['service', 'extensions'], 'config');
  const service = table(field(config, ['service'], 'config'), 'config.service');
  return withKey(
    config,
    'service',
    withKey(service, 'extensions', appended(extensions, extension, 'config.service.extensions')),
  );
}
