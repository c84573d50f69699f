import { idFault, nameFault } from '../../../../lib/collector/effective';

describe('idFault', () => {
  it.each(['otlp', 'otlp/a', ' otlp / a ', 'otlp/a/b', 'otlp/ä-1.2_3', 'Otlp', 'a_1'])('takes "%s"', (id) => {
    expect(idFault(id)).toBeUndefined();
  });

  it.each([
    '',
    '/a',
    'otlp/',
    'otlp/ ',
    '1otlp',
    'ot-lp',
    'ot lp',
    'otlp/a b',
    'otlp/a+b',
    `${'a'.repeat(64)}`,
    `a/${'b'.repeat(1025)}`,
  ])('refuses "%s"', (id) => {
    expect(idFault(id)).toBeDefined();
  });
});

describe('nameFault', () => {
  it('judges only what stands behind a slash', () => {
    expect([nameFault('traces'), nameFault('traces/2'), nameFault('traces/')]).toEqual([
      undefined,
      undefined,
      'the name after the slash is missing',
    ]);
  });
});
