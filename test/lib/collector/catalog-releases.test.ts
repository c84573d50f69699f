import { fieldsOf } from '../../../lib/collector/catalog';

const has = (release: string | undefined, kind: 'receiver' | 'exporter', type: string, field: string) =>
  fieldsOf(kind, type, release)?.config.fields.has(field);

describe('the fields of a release', () => {
  test('are those that it has', () => {
    expect(has('0.124.1', 'exporter', 'kafka', 'topic')).toBe(true);
    expect(has('0.158.0', 'exporter', 'kafka', 'topic')).toBe(false);
    expect(has('0.113.0', 'exporter', 'otlp_grpc', 'batcher')).toBe(true);
    expect(has('0.165.0', 'exporter', 'otlp_http', 'idle_conn_timeout')).toBe(false);
    expect(has('0.158.0', 'exporter', 'otlp_http', 'idle_conn_timeout')).toBe(true);
  });

  test('are not denied between two releases that were looked at, where the field came or went', () => {
    expect(has('0.130.0', 'exporter', 'kafka', 'topic')).toBe(true);
    expect(has('0.149.0', 'exporter', 'kafka', 'topic')).toBe(false);
  });

  test('without a release are those of the newest and of later ones', () => {
    expect(has(undefined, 'exporter', 'kafka', 'topic')).toBe(false);
    expect(has(undefined, 'exporter', 'otlp_http', 'idle_conn_timeout')).toBe(true);
    expect(has(undefined, 'exporter', 'otlp_http', 'keepalive')).toBe(true);
  });

  test('say of the others when there were', () => {
    const kafka = fieldsOf('exporter', 'kafka', '0.158.0')?.config.elsewhere;
    expect(kafka?.get('topic')).toBe('release 0.149.0 no longer has it');
    const old = fieldsOf('exporter', 'otlp_http', '0.158.0')?.config.elsewhere;
    expect(old?.get('keepalive')).toBe('release 0.158.0 does not have it yet, 0.161.0 does');
  });

  test('name the releases that were looked at', () => {
    expect(fieldsOf('exporter', 'otlp_http')?.covers).toEqual({ first: '0.113.0', last: '0.165.1' });
    expect(fieldsOf('receiver', 'redis')?.covers).toEqual({ first: '0.112.0', last: '0.124.1' });
    expect(fieldsOf('receiver', 'http_check')?.covers).toBeUndefined();
  });
});
