import fc from 'fast-check';
import { cases } from '../../../conformance/helm/generator';
import { checkValues, effectiveConfig, explain, modelledVersions, releaseFacts } from '../../../lib/helm';
import { original } from './original';
import { storedVersions } from './stored-cases';

const versions = fc.constantFrom(...modelledVersions);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function everything(chartVersion: string, values: unknown): void {
  const input = { chartVersion, values, release: 'otel-collector', namespace: 'observability' };
  for (const answer of [effectiveConfig(input), explain(input), releaseFacts(input)]) {
    if (!answer.ok) expect(answer.reason).toMatch(/\S/);
  }
  checkValues(chartVersion, values);
}

test('nothing throws, whatever is given as values', () => {
  fc.assert(
    fc.property(
      versions,
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
      }),
      (version, values) => everything(version, values),
    ),
    { numRuns: 300 },
  );
});

test('nothing throws on anything in the places that the chart does not check', () => {
  const anything = fc.anything({ maxDepth: 3, withNullPrototype: true });
  const sections = fc.constantFrom(
    'config',
    'alternateConfig',
    'ports',
    'podAnnotations',
    'statefulset',
    'configMap',
    'presets',
  );
  fc.assert(
    fc.property(versions, sections, anything, (version, section, value) =>
      everything(version, { ...original, [section]: value }),
    ),
    { numRuns: 300 },
  );
});

test('values are never changed, and the same values give the same answer, key for key', () => {
  for (const version of storedVersions) {
    fc.assert(
      fc.property(cases(version), ({ values, release, namespace }) => {
        const input = { chartVersion: version, values: frozen(values), release, namespace };
        expect(JSON.stringify(effectiveConfig(input))).toBe(JSON.stringify(effectiveConfig(input)));
        explain(input);
        releaseFacts(input);
      }),
      { numRuns: 150, seed: 7 },
    );
  }
});

describe('refusals', () => {
  const refuse = (values: unknown, more: object = {}) => {
    const answer = effectiveConfig({
      chartVersion: '0.170.0',
      values,
      release: 'a',
      namespace: 'b',
      ...more,
    });
    return answer.ok ? 'accepted' : answer.reason;
  };

  test('a chart version that is not modelled names those that are', () => {
    expect(refuse(original, { chartVersion: '0.115.2' })).toBe(
      'There is no chart version 0.115.2: the nearest are 0.115.0 and 0.116.0.',
    );
    expect(refuse(original, { chartVersion: '0.60.0' })).toBe(
      'Chart version 0.60.0 is not modelled: take one from 0.89.0 on.',
    );
    expect(refuse(original, { chartVersion: '0.x' })).toBe(
      'Chart version 0.x is not an exact version: write one, for instance 0.170.0.',
    );
  });

  test('values that are not a map', () => {
    expect(refuse([])).toMatch(/not a map/);
    expect(refuse('mode: deployment')).toMatch(/not a map/);
    expect(refuse(null)).toMatch(/image.repository/);
  });

  test('data that no file can hold, cycles and depth', () => {
    const cycle: { [key: string]: unknown } = { ...original };
    cycle.config = cycle;
    expect(refuse(cycle)).toMatch(/nested deeper/);
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(refuse({ ...original, config: { deep } })).toMatch(/nested deeper/);
    expect(refuse({ ...original, config: { a: Number.NaN } })).toMatch(/config\.a is NaN/);
    expect(refuse({ ...original, config: { a: () => 1 } })).toMatch(/config\.a is a function/);
    const trap = Object.defineProperty({}, 'config', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(refuse(trap)).toMatch(/cannot be read/);
  });

  test('keys with a meaning in JavaScript are ordinary keys', () => {
    const config = { receivers: JSON.parse('{"__proto__": {"a": 1}, "constructor": null, "toString": {}}') };
    const answer = effectiveConfig({
      chartVersion: '0.170.0',
      values: { ...original, config },
      release: 'a',
      namespace: 'b',
    });
    if (!answer.ok) throw new Error(answer.reason);
    const receivers = answer.config?.receivers;
    expect(JSON.stringify(receivers)).toContain('"__proto__":{"a":1}');
    expect(Object.keys(receivers ?? {})).toEqual(
      expect.arrayContaining(['__proto__', 'constructor', 'toString']),
    );
  });

  test('names of releases follow Helm', () => {
    for (const release of ['', 'Upper', 'a_b', 'a'.repeat(54), '-a'])
      expect(refuse(original, { release })).toMatch(/name of a Helm release/);
  });

  test('a template that is not evaluated is kept and told', () => {
    const values = {
      ...original,
      config: {
        exporters: { 'debug/{{ .Release.Name }}': {}, nop: { a: ['{{ randAlphaNum 5 }}'] } },
      },
    };
    const answer = effectiveConfig({ chartVersion: '0.170.0', values, release: 'a', namespace: 'b' });
    if (!answer.ok) throw new Error(answer.reason);
    expect(answer.config?.exporters).toMatchObject({
      'debug/a': {},
      nop: { a: ['{{ randAlphaNum 5 }}'] },
    });
    expect(answer.warnings.filter((warning) => warning.includes('{{'))).toEqual([
      expect.stringMatching(/^config\.exporters\.nop\.a\[0\] holds/),
    ]);
  });
});
