import {
  type ComponentField,
  componentClasses,
  type FieldGroup,
  type FieldType,
  fieldsOf,
  typedComponents,
} from '../../../lib/collector/catalog';

function field(group: FieldGroup | undefined, ...path: string[]): ComponentField | undefined {
  const [name = '', ...rest] = path;
  const found = group?.fields.get(name);
  if (rest.length === 0 || found === undefined) return found;
  return field(groupIn(found.type), ...rest);
}

function groupIn(type: FieldType): FieldGroup | undefined {
  if (type.kind === 'object') return type.object;
  return type.kind === 'list' || type.kind === 'map' ? groupIn(type.of) : undefined;
}

const configOf = (...of: Parameters<typeof fieldsOf>) => fieldsOf(...of)?.config;

describe('fields', () => {
  test('are found under every name of a component', () => {
    expect(fieldsOf('exporter', 'otlphttp')).toBe(fieldsOf('exporter', 'otlp_http'));
    expect(fieldsOf('receiver', 'own_thing')).toBeUndefined();
    expect(fieldsOf('receiver', 'constructor')).toBeUndefined();
  });

  test('squashed ones stand beside the component’s own', () => {
    const config = configOf('exporter', 'otlp_http');
    expect(field(config, 'endpoint')?.type).toEqual({ kind: 'http' });
    expect(field(config, 'timeout')?.type).toEqual({ kind: 'duration' });
    expect(field(config, 'encoding')?.type).toEqual({ kind: 'enumeration', values: ['proto', 'json'] });
  });

  test('an optional block may be switched off', () => {
    const queue = field(configOf('exporter', 'otlp_grpc'), 'sending_queue');
    expect(queue?.optional).toBe(true);
    expect(field(configOf('exporter', 'otlp_grpc'), 'sending_queue', 'enabled')?.type).toEqual({
      kind: 'boolean',
    });
    expect(field(configOf('exporter', 'otlp_grpc'), 'tls', 'enabled')).toBeUndefined();
  });

  test('references, secrets and listeners are marked', () => {
    expect(field(configOf('exporter', 'otlp_http'), 'sending_queue', 'storage')?.type).toEqual({
      kind: 'extension',
    });
    expect(field(configOf('extension', 'bearertokenauth'), 'token')?.type).toEqual({ kind: 'secret' });
    expect(field(configOf('receiver', 'otlp'), 'protocols', 'grpc', 'endpoint')?.type).toEqual({
      kind: 'listen',
    });
    expect(field(configOf('connector', 'routing'), 'default_pipelines')?.type).toEqual({
      kind: 'list',
      of: { kind: 'pipeline' },
    });
  });

  test('required ones are marked, and defaults known', () => {
    expect(field(configOf('exporter', 'file'), 'path')?.required).toBe(true);
    expect(field(configOf('exporter', 'file'), 'format')?.required).toBe(false);
    expect(fieldsOf('processor', 'batch')?.defaults).toMatchObject({
      timeout: '200ms',
      send_batch_size: 8192,
    });
  });

  test('carry the release that they were read from', () => {
    expect(fieldsOf('processor', 'batch')).toMatchObject({ release: '0.158.0', exact: true });
    expect(fieldsOf('receiver', 'http_check')).toMatchObject({ exact: false });
    expect(fieldsOf('receiver', 'http_check')?.release).toBeUndefined();
  });

  test('every reference to a group leads to one with fields or free keys', () => {
    const seen = new Set<FieldGroup>();
    const emptyOnPurpose =
      /^(Config|Cookies|RecordPartitionerConfigRoundRobin|RecordPartitionerConfigLeastBackup|DatabaseBlueprintsConfig|GaugeMetric|SaslExternalConfig|.*Input|.*ScraperConfig)$/;
    const visit = (group: FieldGroup, at: string): void => {
      if (seen.has(group)) return;
      seen.add(group);
      const isEmpty = group.fields.size === 0 && group.others === undefined;
      if (isEmpty && !emptyOnPurpose.test(group.name)) throw new Error(`${at}: ${group.name} is empty`);
      if (seen.size > 20_000) throw new Error('the groups have no end');
      for (const inner of group.fields.values()) walk(inner.type, `${at}.${inner.name}`, visit);
    };
    for (const kind of componentClasses) {
      for (const { type } of typedComponents(kind)) {
        const fields = fieldsOf(kind, type);
        expect(fields).toBeDefined();
        if (fields !== undefined) visit(fields.config, `${kind}.${type}`);
      }
    }
    expect(seen.size).toBeGreaterThan(400);
  });
});

function walk(type: FieldType, at: string, visit: (group: FieldGroup, at: string) => void): void {
  if (type.kind === 'object') visit(type.object, at);
  if (type.kind === 'list' || type.kind === 'map') walk(type.of, at, visit);
  if (type.kind === 'oneOf') for (const member of type.of) walk(member, at, visit);
}
