import fc from 'fast-check';
import {
  canonicalType,
  catalogVersions,
  componentClasses,
  componentFacts,
  componentsOf,
  connectorPairs,
  distributionName,
  existence,
  nearestTypes,
  typedComponents,
  typeName,
} from '../../../lib/collector/catalog';
import { compareReleases, isAtLeast } from '../../../lib/documents';

describe('names', () => {
  test.each([
    ['exporter', 'otlphttp', 'otlp_http'],
    ['exporter', 'otlp', 'otlp_grpc'],
    ['receiver', 'otlp', 'otlp'],
    ['receiver', 'hostmetrics', 'host_metrics'],
    ['processor', 'k8sattributes', 'k8s_attributes'],
    ['connector', 'spanmetrics', 'span_metrics'],
    ['receiver', 'own_thing', 'own_thing'],
  ] as const)('%s %s is %s', (kind, written, canonical) => {
    expect(canonicalType(kind, written)).toBe(canonical);
  });

  test.each([
    ['exporter', 'otlp_http', '0.113.0', 'otlphttp'],
    ['exporter', 'otlp_http', '0.143.1', 'otlphttp'],
    ['exporter', 'otlp_http', '0.144.0', 'otlp_http'],
    ['exporter', 'otlphttp', '0.158.0', 'otlp_http'],
    ['processor', 'k8sattributes', '0.145.0', 'k8sattributes'],
    ['processor', 'k8s_attributes', '0.99.0', 'k8sattributes'],
    ['receiver', 'kubelet_stats', 'v0.151.0', 'kubeletstats'],
    ['receiver', 'kubelet_stats', '0.152.0', 'kubelet_stats'],
    ['receiver', 'otlp', '0.113.0', 'otlp'],
    ['receiver', 'own_thing', '0.113.0', 'own_thing'],
  ] as const)('%s %s is called by %s: %s', (kind, type, release, name) => {
    expect(typeName(kind, type, release)).toBe(name);
  });

  test('every former name leads to the component, and the oldest release calls it so', () => {
    for (const kind of componentClasses) {
      for (const facts of componentsOf(kind).values()) {
        for (const former of facts.former) {
          expect(canonicalType(kind, former.type)).toBe(facts.type);
          expect(componentsOf(kind).has(former.type)).toBe(former.type === facts.type);
        }
        const oldest = facts.former[0];
        if (oldest !== undefined) expect(typeName(kind, facts.type, '0.80.0')).toBe(oldest.type);
        expect(typeName(kind, facts.type)).toBe(facts.type);
      }
    }
  });

  test('a mistyped type gets its neighbours', () => {
    expect(nearestTypes('receiver', 'hostmetric')[0]).toBe('host_metrics');
    expect(nearestTypes('exporter', 'otlp-http')[0]).toBe('otlp_http');
    expect(nearestTypes('processor', 'batcher')[0]).toBe('batch');
    expect(nearestTypes('receiver', 'zzzzzzzzzzzz')).toEqual([]);
  });

  test('typed components have distinct factories in camelCase', () => {
    for (const kind of componentClasses) {
      const names = typedComponents(kind).map(({ factory }) => factory);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
    }
  });
});

describe('existence', () => {
  test('a renamed component under its old name is accepted with a warning', () => {
    expect(existence('receiver', 'hostmetrics', { version: '0.158.0', distribution: 'k8s' })).toMatchObject({
      known: true,
      type: 'host_metrics',
      name: 'host_metrics',
      nameAccepted: true,
      renamed: true,
      renamedTo: 'host_metrics',
      renamedIn: '0.151.0',
      inDistribution: true,
    });
  });

  test('a new name is not accepted by an old release', () => {
    expect(existence('exporter', 'otlp_http', { version: '0.113.0' })).toMatchObject({
      inRelease: true,
      nameAccepted: false,
      renamed: false,
      name: 'otlphttp',
    });
  });

  test('a name without alias is refused after the change', () => {
    expect(existence('receiver', 'awslambda', { version: '0.158.0' })).toMatchObject({
      nameAccepted: false,
      renamed: false,
    });
    expect(existence('receiver', 'awslambda', { version: '0.151.0' }).nameAccepted).toBe(true);
  });

  test.each([
    ['exporter', 'logging', '0.110.0', true],
    ['exporter', 'logging', '0.113.0', false],
    ['extension', 'memory_ballast', '0.107.0', true],
    ['extension', 'memory_ballast', '0.113.0', false],
    ['exporter', 'jaeger', '0.84.0', true],
    ['exporter', 'jaeger', '0.113.0', false],
    ['receiver', 'opencensus', '0.113.0', true],
    ['receiver', 'opencensus', '0.158.0', false],
    ['processor', 'spanmetrics', '0.113.0', false],
    ['processor', 'drain', '0.113.0', false],
    ['processor', 'drain', '0.151.0', true],
    ['receiver', 'otlp', '0.113.0', true],
  ] as const)('%s %s in %s: %s', (kind, type, version, inRelease) => {
    expect(existence(kind, type, { version }).inRelease).toBe(inRelease);
  });

  test('says what replaced a removed component', () => {
    expect(existence('exporter', 'logging')).toMatchObject({ lastRelease: '0.110.0', replacement: 'debug' });
  });

  test('knows distributions by release', () => {
    expect(existence('exporter', 'kafka', { distribution: 'k8s' })).toMatchObject({
      inDistribution: false,
      distributionsThatHaveIt: ['contrib', 'core', 'jaeger'],
    });
    expect(
      existence('receiver', 'opencensus', { version: '0.113.0', distribution: 'otelcol-k8s' }).inDistribution,
    ).toBe(true);
    expect(existence('extension', 'jaeger_storage', { distribution: 'jaeger' }).inDistribution).toBe(true);
    expect(existence('extension', 'health_check', { distribution: 'jaeger' }).inDistribution).toBe(false);
    expect(existence('receiver', 'otlp', { distribution: 'mine' }).inDistribution).toBeUndefined();
    expect(existence('receiver', 'otlp').inDistribution).toBeUndefined();
  });

  test('knows nothing of a component of nobody', () => {
    expect(existence('receiver', 'own_thing')).toMatchObject({
      known: false,
      inRelease: false,
      inDistribution: undefined,
    });
  });

  test('distributions go by the names of their images as well', () => {
    expect(distributionName('otelcol')).toBe('core');
    expect(distributionName('otelcol-contrib')).toBe('contrib');
    expect(distributionName('k8s')).toBe('k8s');
    expect(distributionName('mine')).toBeUndefined();
  });
});

describe('signals', () => {
  test('of connectors, by pair', () => {
    expect(connectorPairs('spanmetrics')).toEqual([['traces', 'metrics']]);
    expect(connectorPairs('own_thing')).toBeUndefined();
  });

  test('every component carries something', () => {
    for (const kind of componentClasses) {
      for (const facts of componentsOf(kind).values()) expect(Object.keys(facts.stability)).not.toEqual([]);
    }
  });
});

describe('releases', () => {
  test('go by numbers', () => {
    expect(isAtLeast('0.113.0', '0.99.0')).toBe(true);
    expect(isAtLeast('0.99.0', '0.113.0')).toBe(false);
    expect(isAtLeast('v0.144.0', '0.144.0')).toBe(true);
    expect(compareReleases('0.144.0-rc1', '0.144.0')).toBeLessThan(0);
    expect(compareReleases('0.144', '0.144.0')).toBe(0);
    expect(compareReleases('latest', '0.144.0')).toBeNaN();
    expect(isAtLeast('latest', '0.144.0')).toBe(false);
  });

  test('are ordered without contradiction', () => {
    const release = fc.tuple(fc.nat(2), fc.nat(200), fc.nat(9)).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(release, release, release, (a, b, c) => {
        expect(Math.sign(compareReleases(a, b)) + Math.sign(compareReleases(b, a))).toBe(0);
        if (isAtLeast(a, b) && isAtLeast(b, c)) expect(isAtLeast(a, c)).toBe(true);
      }),
    );
  });

  test('of the catalog', () => {
    expect(catalogVersions).toEqual({ oldest: '0.113.0', newest: '0.158.0' });
  });
});

test('facts are found under every name', () => {
  expect(componentFacts('exporter', 'otlphttp')).toBe(componentFacts('exporter', 'otlp_http'));
  expect(componentFacts('exporter', '__proto__')).toBeUndefined();
  expect(componentFacts('exporter', 'constructor')).toBeUndefined();
});
