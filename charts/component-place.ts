import { type Collector, emittedId, traceOf } from '../lib/collector';
import { propPlace } from './prop-place';
import { placeOf, type SourcePlace } from './source-place';

/**
 * Where the user wrote the component or the pipeline that a finding on a configuration is about.
 *
 * @param version release of the collector, which knows components by its own names
 * @param path `exporters::otlp_http::endpoint`, also below `spec.values.config`
 * @returns undefined where the path leads to neither
 */
export function placeOfComponent(
  { components, pipelines }: Collector,
  version: string,
  path: string,
): SourcePlace | undefined {
  const inner = path.replace(/^spec\.values\.config\./, '');
  for (const part of components) {
    const rest = below(inner, `${part.class}s`, emittedId(part, version));
    if (rest !== undefined) return placeOfHandle(part, part.config, rest);
  }
  for (const pipeline of pipelines) {
    const id = pipeline.name === '' ? pipeline.signal : `${pipeline.signal}/${pipeline.name}`;
    const rest = below(inner, 'service', 'pipelines', id);
    // In what is emitted, a list may hold more than was written.
    if (rest !== undefined) return placeOfHandle(pipeline, pipeline, rest.replace(/\[.*$/, ''));
  }
  return undefined;
}

/** The rest of a path that begins with some names. */
function below(path: string, ...names: readonly string[]): string | undefined {
  const start = ['::', '.'].map((between) => names.join(between)).find((one) => path.startsWith(one));
  const rest = start === undefined ? undefined : path.slice(start.length);
  return rest !== undefined && /^(?:$|::|\.|\[)/.test(rest) ? rest : undefined;
}

function placeOfHandle(handle: object, value: unknown, path: string): SourcePlace | undefined {
  const trace = traceOf(handle);
  const call = trace && placeOf(trace);
  return call && (propPlace({ call, value, argument: 0 }, path) ?? call);
}
