import fc from 'fast-check';
import { log, logs, metric, metrics, span, spans, trace } from '../../../lib/testing';
import { logsIn, metricsIn, spansIn } from '../../../lib/testing/otlp-read';
import { otlpOf } from '../../../lib/testing/otlp-write';

const now = Date.UTC(2026, 0, 1);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.constantFrom(0.5, -1.25),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 2, noNullPrototype: true },
    ),
  ),
})).value as fc.Arbitrary<string>;
const attributes = fc.dictionary(
  fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
  values,
  { maxKeys: 4, noNullPrototype: true },
);

describe('telemetry', () => {
  test('is read from OTLP as it was written', () => {
    fc.assert(
      fc.property(
        attributes,
        attributes,
        fc.constantFrom('server', 'client', 'internal'),
        fc.constantFrom('ok', 'error'),
        (own, resource, kind, status) => {
          const given = span('a', own, {
            resource,
            kind,
            status,
            statusMessage: 'm',
            duration: 12.5,
            scope: 'lib',
            events: [{ name: 'e', attributes: own }],
          });
          expect(spansIn(otlpOf(spans(given), now))).toEqual([given]);
          const record = log('text', own, { resource, severity: 'ERROR', severityNumber: 17, scope: 'lib' });
          expect(logsIn(otlpOf(logs(record), now))).toEqual([record]);
        },
      ),
    );
  });

  test('has data points of every type', () => {
    const points = [
      metric('g', 1.5, { a: 1 }),
      metric('s', 3, {}, { type: 'sum', temporality: 'delta', isMonotonic: true, unit: 'By' }),
      metric('h', 4, {}, { type: 'histogram', temporality: 'cumulative', sum: 2.5 }),
      metric('e', 4, {}, { type: 'exponentialHistogram', temporality: 'delta', sum: 2.5 }),
      metric('q', 4, {}, { type: 'summary', sum: 2.5 }),
    ];
    expect(metricsIn(otlpOf(metrics(...points), now))).toEqual(points);
  });

  test('is a trace where spans belong together', () => {
    const { items } = trace(
      span('root'),
      span('child'),
      span('other', {}, { parentSpanId: '00f067aa0ba902b7' }),
    );
    const [root, child, other] = items as ReturnType<typeof span>[];
    expect(child).toMatchObject({ traceId: root?.traceId, parentSpanId: root?.spanId });
    expect(other).toMatchObject({ traceId: root?.traceId, parentSpanId: '00f067aa0ba902b7' });
    expect(span('a').traceId).not.toBe(span('a').traceId);
  });
});
