import { metadataLoss, metadataReads, read } from '../../../lib/collector/effective';

const setter = { headers: [{ key: 'X-Tenant', from_context: 'tenant' }] };

/** What becomes of the key `tenant` that an exporter's header reads. */
function loss(parts: {
  readonly receiver?: { readonly [key: string]: never } | object;
  readonly processors?: { readonly [id: string]: object };
  readonly queue?: object;
}): string | undefined {
  const { receiver = { protocols: { http: { include_metadata: true } } }, processors = {}, queue } = parts;
  const config = {
    extensions: { headers_setter: setter },
    receivers: { otlp: receiver },
    processors,
    exporters: {
      otlp_http: {
        endpoint: 'http://a:1',
        auth: { authenticator: 'headers_setter' },
        ...(queue === undefined ? {} : { sending_queue: queue }),
      },
    },
    service: {
      extensions: ['headers_setter'],
      pipelines: {
        traces: { receivers: ['otlp'], processors: Object.keys(processors), exporters: ['otlp_http'] },
      },
    },
  };
  const reading = read({ config: JSON.parse(JSON.stringify(config)) });
  const [first] = metadataReads(reading).filter(({ component }) => component.class === 'exporter');
  if (first === undefined) return 'nothing reads it';
  const found = metadataLoss(reading, first);
  return found === undefined ? undefined : `${found.reason} by ${found.by.id}`;
}

describe('a key of the request', () => {
  test('arrives where the receiver takes it and nothing stands between', () => {
    expect(loss({})).toBeUndefined();
    expect(loss({ processors: { memory_limiter: {} } })).toBeUndefined();
  });

  test('is not taken by a receiver that is not told to', () => {
    expect(loss({ receiver: { protocols: { http: {}, grpc: {} } } })).toBe('notTaken by otlp');
  });

  test('is dropped by a batch that does not keep it apart', () => {
    expect(loss({ processors: { batch: {} } })).toBe('dropped by batch');
    expect(loss({ processors: { batch: { metadata_keys: ['Tenant'] } } })).toBeUndefined();
    expect(loss({ processors: { tail_sampling: {} } })).toBe('dropped by tail_sampling');
  });

  test('is dropped by batches in the queue', () => {
    expect(loss({ queue: { batch: {} } })).toBe('dropped by otlp_http');
    expect(loss({ queue: { batch: { partition: { metadata_keys: ['tenant'] } } } })).toBeUndefined();
    expect(loss({ queue: {} })).toBeUndefined();
  });
});
