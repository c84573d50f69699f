import { flattenOptions } from '../../jaeger';
import type { Place } from './place';
import { fields, flag, free, kindOf, list, number, text } from './shape';

/** The options of a block, which become flags of its pods. */
export class Options {
  constructor(readonly place: Place) {}

  /** The flags with their values, as the operator makes them. */
  get flags(): ReadonlyMap<string, readonly string[]> {
    return flattenOptions(this.place.data);
  }

  /** The first value of a flag. */
  value(name: string): string | undefined {
    return this.flags.get(name)?.[0];
  }

  /** Where a flag is written, dotted or nested; the options where it is not. */
  at(name: string): Place {
    return flagBelow(this.place, name);
  }
}

function flagBelow(place: Place, name: string): Place {
  const parts = name.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const below = place.at(parts.slice(0, length).join('.'));
    if (below.isWritten)
      return length === parts.length ? below : flagBelow(below, parts.slice(length).join('.'));
  }
  return place;
}

const options = (place: Place) => new Options(place);
const resources = fields({ requests: free, limits: free });
const mounts = list(fields({ mountPath: text }));
const block = fields({
  options,
  image: text,
  config: free,
  strategy: free,
  resources,
  volumeMounts: mounts,
  replicas: number,
  minReplicas: number,
  maxReplicas: number,
  autoscale: flag,
});

/** A block of the spec that is about one component. */
export type JaegerBlock = ReturnType<typeof block>;

/** Resources of the Jaeger operator. */
export const jaegers = kindOf('jaegertracing.io', 'Jaeger', {
  spec: fields({
    strategy: text,
    annotations: free,
    resources,
    volumeMounts: mounts,
    sampling: fields({ options: free }),
    storage: fields({
      type: text,
      options,
      secretName: text,
      elasticsearch: free,
      cassandraCreateSchema: fields({ enabled: flag, datacenter: text }),
    }),
    allInOne: block,
    collector: block,
    query: block,
    ingester: block,
    agent: block,
    ingress: fields({
      enabled: flag,
      hosts: list(text),
      tls: list(fields({ hosts: list(text), secretName: text })),
      secretName: text,
      annotations: free,
      security: text,
      ingressClassName: text,
      pathType: text,
    }),
  }),
});
