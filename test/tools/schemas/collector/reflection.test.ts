import type { Refinements } from '../../../../tools/schemas/lib/collector/refine';
import { refineStructs } from '../../../../tools/schemas/lib/collector/refine';
import type { Inspection } from '../../../../tools/schemas/lib/collector/reflection';
import { ReflectionConverter } from '../../../../tools/schemas/lib/collector/reflection';
import { mergeTwins } from '../../../../tools/schemas/lib/collector/twins';

const home = 'github.com/open-telemetry/opentelemetry-collector-contrib/processor/sortprocessor';
const core = 'go.opentelemetry.io/collector';

const refinements: Refinements = {
  goTypes: { 'processor/sortprocessor.Order': ['up', 'down'] },
  structNames: { '@config/configtls.ClientConfig': 'TlsClient' },
  fields: {},
  inexact: {},
};

const inspection: Inspection = {
  release: '1.2.3',
  operators: {},
  scrapers: {},
  components: [],
  structs: {
    [`${home}.Config`]: {
      fields: [
        { name: 'rules', type: { list: { struct: `${home}.Rule` } } },
        { name: 'order', type: { scalar: 'text', go: `${home}.Order` } },
        { name: 'labels', type: { map: { list: { scalar: 'text' } } } },
        { name: 'headers', type: { scalar: 'secrets' } },
        { name: 'storage', type: { scalar: 'component' } },
        { name: 'endpoint', type: { scalar: 'text' }, from: `${core}/config/confighttp.ClientConfig` },
        { name: 'timeout', type: { scalar: 'duration' }, from: `${core}/config/confighttp.ClientConfig` },
        { name: 'tls', type: { struct: `${core}/config/configtls.ClientConfig` }, optional: true },
        { name: 'Untagged', type: { scalar: 'text' } },
      ],
    },
    [`${home}.Rule`]: {
      fields: [
        { name: 'name', type: { scalar: 'text' } },
        { name: 'else', type: { list: { struct: `${home}.Rule` } } },
      ],
      others: { scalar: 'any' },
    },
    [`${core}/config/configtls.ClientConfig`]: {
      fields: [{ name: 'insecure', type: { scalar: 'boolean' } }],
    },
  },
};

function convert() {
  const converter = new ReflectionConverter(inspection, refinements);
  const fields = converter.convert({
    class: 'processor',
    type: 'sort',
    package: home,
    release: '1.2.3',
    stability: {},
    config: `${home}.Config`,
    defaults: { timeout: '5s' },
  });
  return { ...fields, shared: converter.shared };
}

describe('what reflection found becomes structs', () => {
  const { structs, shared, defaults } = convert();
  const field = (name: string) => structs.Config?.fields[name];

  test('squashed fields stand among the others, in alphabetical order', () => {
    expect(Object.keys(structs.Config?.fields ?? {})).toEqual([
      'endpoint',
      'headers',
      'labels',
      'order',
      'rules',
      'storage',
      'timeout',
      'tls',
    ]);
  });

  test('an endpoint is typed by the struct that declares it', () => {
    expect(field('endpoint')).toEqual({ type: 'http' });
  });

  test('optional blocks keep their mark', () => {
    expect(field('tls')).toEqual({ type: 'TlsClient', optional: true });
  });

  test('maps, lists of maps and lists of structs', () => {
    expect(field('labels')?.type).toBe('text[]{}');
    expect(field('rules')?.type).toBe('Rule[]');
    expect(field('headers')?.type).toBe('secret{} | SecretPair[]');
  });

  test('enumerations come from the refinements', () => {
    expect(field('order')?.type).toBe("'up' | 'down'");
  });

  test('a struct may hold itself and take further keys', () => {
    expect(structs.Rule).toEqual({
      fields: { else: { type: 'Rule[]' }, name: { type: 'text' } },
      others: 'any',
    });
  });

  test('structs of other packages are shared under their given name', () => {
    expect(shared.TlsClient).toEqual({ fields: { insecure: { type: 'boolean' } } });
    expect(structs.TlsClient).toBeUndefined();
  });

  test('a reference to a component names an extension, and defaults stay', () => {
    expect(field('storage')?.type).toBe('extension');
    expect(defaults).toEqual({ timeout: '5s' });
  });
});

describe('structs of equal fields', () => {
  test('become one, named by the ending of their names', () => {
    const merged = mergeTwins({
      Config: {
        fields: {
          cpu: { type: 'CPUTimeMetric' },
          disk: { type: 'DiskIoMetric[]' },
          other: { type: 'Other' },
        },
      },
      CPUTimeMetric: { fields: { enabled: { type: 'boolean' } } },
      DiskIoMetric: { fields: { enabled: { type: 'boolean' } } },
      Other: { fields: { enabled: { type: 'text' } } },
    });
    expect(merged).toEqual({
      Config: { fields: { cpu: { type: 'Metric' }, disk: { type: 'Metric[]' }, other: { type: 'Other' } } },
      Metric: { fields: { enabled: { type: 'boolean' } } },
      Other: { fields: { enabled: { type: 'text' } } },
    });
  });

  test('are found again after what they hold became one', () => {
    const merged = mergeTwins({
      Config: { fields: { a: { type: 'OuterA' }, b: { type: 'OuterB' } } },
      OuterA: { fields: { inner: { type: 'InnerA' } } },
      OuterB: { fields: { inner: { type: 'InnerB' } } },
      InnerA: { fields: { x: { type: 'text' } } },
      InnerB: { fields: { x: { type: 'text' } } },
    });
    expect(Object.keys(merged)).toHaveLength(3);
  });

  test('keep a value that looks like a struct', () => {
    const merged = mergeTwins({
      Config: {
        fields: { mode: { type: "'OneMode' | 'Other'" }, a: { type: 'OneMode' }, b: { type: 'TwoMode' } },
      },
      OneMode: { fields: { x: { type: 'text' } } },
      TwoMode: { fields: { x: { type: 'text' } } },
    });
    expect(merged.Config?.fields.mode?.type).toBe("'OneMode' | 'Other'");
  });
});

describe('refinements', () => {
  const marked: Refinements = {
    ...refinements,
    fields: { '*.mode': { type: "'a'" }, 'processor.sort.Config.mode': { required: true }, 'lost.field': {} },
  };

  test('reach every struct by *, one struct by its place, and tell which were used', () => {
    const used = new Set<string>();
    const refined = refineStructs(
      { Config: { fields: { mode: { type: 'text' } } }, Inner: { fields: { mode: { type: 'text' } } } },
      (struct) => `processor.sort.${struct}`,
      marked,
      used,
    );
    expect(refined.Config?.fields.mode).toEqual({ type: "'a'", required: true });
    expect(refined.Inner?.fields.mode).toEqual({ type: "'a'" });
    expect([...used].sort()).toEqual(['*.mode', 'processor.sort.Config.mode']);
  });
});
