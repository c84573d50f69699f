import { differences, type Sent, span, telemetryMatchers } from '../../../lib/testing';

expect.extend(telemetryMatchers);

const sent = (...spans: Sent['spans']): Sent => ({
  exporter: 'otlp_grpc/tempo',
  spans,
  logs: [],
  metrics: [],
});
const health = span('GET /health', { 'http.route': '/health' });
const expenses = span(
  'GET /expenses',
  { card: '4111', size: 3 },
  { kind: 'server', resource: { 'service.name': 'shop' } },
);

describe('what an exporter got', () => {
  test('agrees with the members that an expectation names, in any order', () => {
    expect(sent(health, expenses)).toHaveSpans([
      {
        name: 'GET /expenses',
        kind: 'server',
        attributes: { card: '4111' },
        resource: { 'service.name': 'shop' },
      },
      { name: 'GET /health' },
    ]);
    expect(sent(expenses)).not.toHaveSpans([{ name: 'GET /expenses', kind: 'client' }]);
  });

  test('may be compared by matchers, and by null for what must not be there', () => {
    expect(sent(expenses)).not.toHaveSpans([{ attributes: { card: null } }]);
    expect(sent(expenses)).not.toHaveSpans([
      { attributes: expect.not.objectContaining({ card: expect.anything() }) },
    ]);
    expect(sent(health)).toHaveSpans([
      { attributes: expect.not.objectContaining({ card: expect.anything() }) },
    ]);
    expect(sent(expenses)).toHaveSpans([
      { name: expect.stringMatching(/^GET/), attributes: { card: '4111', token: null } },
    ]);
  });

  test('is paired so that a loose expectation leaves an item to a strict one', () => {
    const loose = { name: expect.stringMatching(/^GET/) };
    expect(sent(health, expenses)).toHaveSpans([loose, { name: 'GET /health' }]);
    expect(sent(health, expenses)).toHaveSpans([{ name: 'GET /health' }, loose]);
  });

  test('differs by what is missing, too much, and next to it', () => {
    expect(
      differences(sent(health, expenses), 'spans', [
        { name: 'GET /expenses', attributes: { card: null, size: 4 } },
      ]),
    ).toBe(
      [
        'otlp_grpc/tempo got 2 spans, expected 1',
        '  missing: GET /expenses',
        '    nearest: GET /expenses',
        '      attributes.card is "4111", expected none',
        '      attributes.size is 3, expected 4',
        '  too much: GET /health',
        '  too much: GET /expenses',
      ].join('\n'),
    );
    expect(differences(sent(), 'logs', [{ body: 'late' }])).toBe(
      'otlp_grpc/tempo got 0 log records, expected 1\n  missing: late',
    );
  });

  test('differs place by place', () => {
    const wrong = (expected: object, item = expenses) =>
      (differences(sent(item), 'spans', [{ name: item.name, ...expected }]) ?? '')
        .split('\n')
        .filter((line) => line.startsWith('      '))
        .map((line) => line.trim());
    const listed = span('list', { all: ['a', 1] });
    expect(wrong({ attributes: { size: { a: 1 } } })).toEqual(['attributes.size is 3, expected {"a":1}']);
    expect(wrong({ attributes: { none: 1 } })).toEqual(['attributes.none is absent, expected 1']);
    expect(wrong({ attributes: { all: ['b', 1] } }, listed)).toEqual([
      'attributes.all[0] is "a", expected "b"',
    ]);
    expect(wrong({ attributes: { all: ['a'] } }, listed)).toEqual([
      'attributes.all is ["a",1], expected ["a"]',
    ]);
    expect(wrong({ attributes: { size: [3] } })).toEqual(['attributes.size is 3, expected [3]']);
    expect(wrong({ attributes: { all: ['a', 1] } }, listed)).toEqual([]);
    expect(wrong({ attributes: { card: expect.stringMatching(/^5/) } })).toEqual([
      'attributes.card is "4111", expected StringMatching /^5/',
    ]);
    expect(wrong({ attributes: { card: expect.not.stringContaining('4') } })).toEqual([
      'attributes.card is "4111", expected StringNotContaining "4"',
    ]);
    expect(wrong({ attributes: [expect.anything()] })).toEqual([
      'attributes is {"card":"4111","size":3}, expected ["Anything"]',
    ]);
  });

  test('is nearest to the item of the same name, else to that which agrees most', () => {
    const nearest = (expected: object) =>
      /nearest: (.*)/.exec(differences(sent(health, expenses), 'spans', [expected]) ?? '')?.[1];
    const attributes = { card: '4111', size: 3 };
    expect(nearest({ name: 'GET /health', attributes })).toBe('GET /health');
    expect(nearest({ name: 'POST /health', attributes })).toBe('GET /expenses');
    expect(differences(sent(health), 'spans', [{ kind: 'client' }])).toContain('missing: {"kind":"client"}');
  });

  test('fails a test with that text', () => {
    expect(() => expect(sent(health)).toHaveSpans([])).toThrow(
      'otlp_grpc/tempo got 1 span, expected 0\n  too much: GET /health',
    );
    expect(() => expect(sent(health)).not.toHaveSpans([{ name: 'GET /health' }])).toThrow(
      'otlp_grpc/tempo got exactly these spans',
    );
  });
});
