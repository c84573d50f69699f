import type { ComponentFile } from '../../../../tools/schemas/lib/collector/model';
import { parseType } from '../../../../tools/schemas/lib/collector/notation';
import { NotesOfFields } from '../../../../tools/schemas/lib/collector/notes';
import { classModule, needsConfig, typeText } from '../../../../tools/schemas/lib/collector/typescript';

const component: ComponentFile = {
  class: 'processor',
  type: 'sort_spans',
  module: 'processor/sortprocessor',
  repository: 'contrib',
  former: [{ type: 'sortspans', until: '0.150.0', alias: true }],
  stability: { traces: 'beta', logs: 'alpha' },
  distributions: { contrib: '..', k8s: '0.120.0..', core: '..0.100.0' },
  source: { from: 'reflection', release: '0.158.0' },
  defaults: { timeout: '5s', queue: { size: 10 }, metrics: { 'a.b': { enabled: true } } },
  structs: {
    Config: {
      fields: {
        queue: { type: 'Queue', optional: true },
        rules: { type: 'Rule[]', required: true },
        timeout: { type: 'duration' },
        tls: { type: 'TlsClient' },
      },
    },
    Queue: { fields: { size: { type: 'integer' } } },
    Rule: { fields: { else: { type: 'Rule[]' }, 'http.route': { type: "'a' | 'b'", deprecated: true } } },
    Free: { fields: {}, others: 'text' },
  },
};

describe('the TypeScript of a component', () => {
  const text = classModule('processor', [component], {
    release: '0.158.0',
    shared: { TlsClient: { fields: { insecure: { type: 'boolean' } } } },
    notes: new NotesOfFields({ 'processor.sort_spans.timeout': 'How long it takes.' }),
  });

  test('is one interface a struct, prefixed with type and class', () => {
    expect(text).toContain(`export interface SortSpansProcessorConfig {
  queue?: Switchable<SortSpansProcessorQueue>;
  rules: readonly SortSpansProcessorRule[];
  /** How long it takes. Default \`5s\`. */
  timeout?: Duration;
  tls?: TlsClient;
}`);
  });

  test('a struct may hold itself; a key that is not an identifier is quoted; deprecation is told', () => {
    expect(text).toContain(`export interface SortSpansProcessorRule {
  else?: readonly SortSpansProcessorRule[];
  /** @deprecated */
  'http.route'?: 'a' | 'b' | EnvironmentValue;
}`);
  });

  test('a struct without own fields is a map', () => {
    expect(text).toContain('export type SortSpansProcessorFree = { readonly [key: string]: TextValue };');
  });

  test('the table tells signals, former names, distributions and defaults', () => {
    expect(text).toContain("sortSpans: Component<SortSpansProcessorConfig, 'logs' | 'traces', true>;");
    expect(text).toContain('Processor `sort_spans`: traces (beta); logs (alpha).');
    expect(text).toContain('Was `sortspans` before 0.150.0.');
    expect(text).toContain('In the distributions contrib, k8s.');
    expect(text).toContain('Defaults: timeout 5s, queue.size 10.');
  });

  test('imports what it uses and nothing else', () => {
    expect(text).toContain("import type { TlsClient } from './shared';");
    expect(text).toContain(
      "import type { Component, Duration, EnvironmentValue, NumberValue, Switchable, TextValue } from './values';",
    );
  });

  test('a component with a required field needs a configuration', () => {
    expect(needsConfig(component)).toBe(true);
    expect(needsConfig({ ...component, structs: { Config: { fields: { a: { type: 'text' } } } } })).toBe(
      false,
    );
  });
});

test.each([
  ['text[]', 'readonly TextValue[]'],
  ['pipeline[][]', 'readonly (readonly PipelineReference[])[]'],
  ['text{}{}', '{ readonly [key: string]: { readonly [key: string]: TextValue } }'],
  ["('a' | 'b')[]", "readonly ('a' | 'b' | EnvironmentValue)[]"],
  ["'a'", "'a'"],
  ['secret{} | Pair[]', '{ readonly [key: string]: Secret } | readonly Pair[]'],
])('%s is %s', (notation, text) => {
  expect(typeText(parseType(notation), (struct) => struct)).toBe(text);
});

test('connectors are typed by pairs, extensions without signals', () => {
  const around = { release: '0.158.0', shared: {}, notes: new NotesOfFields({}) };
  const structs = { Config: { fields: {} } };
  const connector: ComponentFile = {
    ...component,
    class: 'connector',
    type: 'turn',
    stability: { traces_to_metrics: 'beta' },
    structs,
  };
  expect(classModule('connector', [connector], around)).toContain(
    "turn: ConnectorComponent<TurnConnectorConfig, ['traces', 'metrics'], false>;",
  );
  const extension: ComponentFile = {
    ...component,
    class: 'extension',
    type: 'x',
    stability: { extension: 'beta' },
    structs,
  };
  expect(classModule('extension', [extension], around)).toContain(
    'x: ExtensionComponent<XExtensionConfig, false>;',
  );
});
