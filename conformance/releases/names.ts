import { componentClasses, typeName } from '../../lib/collector/catalog';
import { type Data, isMap } from '../../lib/documents';

/** A configuration with the names that a release has for its components; what components say of each other keeps its names. */
export function namedFor(config: Data, release: string): Data {
  if (!isMap(config)) return config;
  const made: Record<string, Data> = { ...config };
  const names = new Map<string, string>();
  for (const kind of componentClasses) {
    const section = config[`${kind}s`];
    if (!isMap(section)) continue;
    made[`${kind}s`] = Object.fromEntries(
      Object.entries(section).map(([id, body]) => {
        const [type = '', ...instance] = id.split('/');
        const renamed = [typeName(kind, type, release), ...instance].join('/');
        names.set(id, renamed);
        return [renamed, body];
      }),
    );
  }
  return config.service === undefined ? made : { ...made, service: renamed(config.service, names) };
}

function renamed(value: Data, names: ReadonlyMap<string, string>): Data {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, names)]));
}
