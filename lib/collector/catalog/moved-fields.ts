import type { ComponentClass } from '../handles';

/** A field that a release took away, or gave another name; from the change logs of core and contrib. */
export interface MovedField {
  readonly class: ComponentClass;
  /** Canonical type; absent where every type of the class shares the block. */
  readonly type?: string;
  readonly at: readonly string[];
  /** First release without the field: its strict decode refuses it. */
  readonly gone: string;
  /** The name that it has now, in the same place, with the first release that knows it. */
  readonly renamed?: { readonly to: string; readonly since: string };
  /** What to write instead, as a sentence. */
  readonly instead: string;
}

/** Kafka's settings of one signal, which stood at the top once. */
function perSignal(componentClass: ComponentClass, name: string, gone: string): MovedField {
  return {
    class: componentClass,
    type: 'kafka',
    at: [name],
    gone,
    instead: `Write it for each signal: traces: {${name}${name === 'topic' && componentClass === 'receiver' ? 's: […]' : ': …'}}.`,
  };
}

export const movedFields: readonly MovedField[] = [
  {
    class: 'processor',
    type: 'memory_limiter',
    at: ['ballast_size_mib'],
    gone: '0.40.0',
    instead: 'Remove it; set GOMEMLIMIT in the environment instead.',
  },
  {
    class: 'exporter',
    at: ['sending_queue', 'blocking'],
    gone: '0.129.0',
    renamed: { to: 'block_on_overflow', since: '0.123.0' },
    instead: 'Write block_on_overflow.',
  },
  ...['otlp_grpc', 'otlp_http'].map(
    (type): MovedField => ({
      class: 'exporter',
      type,
      at: ['batcher'],
      gone: '0.130.0',
      instead: 'Write the sizes and flush_timeout under sending_queue: {batch: …}.',
    }),
  ),
  ...['topic', 'encoding'].flatMap((name) => [
    perSignal('exporter', name, '0.149.0'),
    perSignal('receiver', name, '0.142.0'),
  ]),
  ...['labels', 'format', 'tenant', 'tenant_id'].map(
    (name): MovedField => ({
      class: 'exporter',
      type: 'loki',
      at: [name],
      gone: '0.76.0',
      instead: 'Write hints as attributes (loki.attribute.labels, loki.format), or send OTLP to Loki.',
    }),
  ),
];

/** The fields that a component of a type may no longer have. */
export function movedFieldsOf(componentClass: ComponentClass, type: string): readonly MovedField[] {
  return movedFields.filter(
    (each) => each.class === componentClass && (each.type === undefined || each.type === type),
  );
}

/** A word in a list of a component's configuration that is called otherwise since a release. */
export interface MovedWord {
  readonly class: ComponentClass;
  readonly type: string;
  readonly at: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly since: string;
}

export const movedWords: readonly MovedWord[] = [
  {
    class: 'processor',
    type: 'resource_detection',
    at: ['detectors'],
    from: 'k8snode',
    to: 'k8s_api',
    since: '0.154.0',
  },
];
