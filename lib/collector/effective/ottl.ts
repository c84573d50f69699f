import { type Data, field, isMap, isOpen, items, type Path } from '../../documents';
import type { Component } from './component';

/** A statement or condition in OTTL with its place. */
export interface OttlText {
  readonly text: string;
  readonly path: Path;
  readonly kind: 'statement' | 'condition';
  /** True where the context is found out from the paths, which must then begin with it. */
  readonly inferred?: boolean;
}

/** Everything that a component writes in OTTL; texts with `${…}` are left out (contrib 0.158). */
export function ottlTexts(component: Component): readonly OttlText[] {
  const { class: componentClass, type, body, path } = component;
  const found = ofType(`${componentClass}/${type}`, body);
  return found.flatMap(({ value, at, kind, inferred }) =>
    typeof value === 'string' && !isOpen(value)
      ? [{ text: value, path: [...path, ...at], kind, ...(inferred === true ? { inferred } : {}) }]
      : [],
  );
}

interface Candidate {
  readonly value: Data | undefined;
  readonly at: Path;
  readonly kind: OttlText['kind'];
  readonly inferred?: boolean;
}

const signals = ['trace', 'metric', 'log', 'profile'];

function ofType(classAndType: string, body: Data): Candidate[] {
  switch (classAndType) {
    case 'processor/transform':
      return signals.flatMap((signal) => groups(body, `${signal}_statements`, 'statements', 'statement'));
    case 'processor/filter':
      return [
        ...signals.flatMap((signal) => groups(body, `${signal}_conditions`, 'conditions', 'condition')),
        ...filterBlocks(body),
      ];
    case 'connector/routing':
      return items(field(body, 'table')).flatMap((item, index): Candidate[] => [
        { value: field(item, 'condition'), at: ['table', index, 'condition'], kind: 'condition' },
        { value: field(item, 'statement'), at: ['table', index, 'statement'], kind: 'statement' },
      ]);
    case 'connector/count':
      return ['spans', 'spanevents', 'metrics', 'datapoints', 'logs', 'profiles'].flatMap((kind) =>
        Object.keys(field(body, kind) ?? {}).flatMap((name) =>
          list(body, [kind, name, 'conditions'], 'condition'),
        ),
      );
    case 'processor/tail_sampling':
      return policies(body);
    case 'processor/log_dedup':
      return list(body, ['conditions'], 'condition');
    default:
      return [];
  }
}

/** Texts in a list, or groups of them: `trace_statements: [{context, statements: […]}]`. */
function groups(body: Data, key: string, inner: string, kind: OttlText['kind']): Candidate[] {
  return items(field(body, key)).flatMap((item, index): Candidate[] => {
    if (!isMap(item)) return [{ value: item, at: [key, index], kind, inferred: true }];
    const inferred = field(item, 'context') === undefined;
    const inGroup: Candidate[] = [
      ...list(body, [key, index, inner], kind),
      ...(inner === 'statements' ? list(body, [key, index, 'conditions'], 'condition') : []),
    ];
    return inGroup.map((candidate) => ({ ...candidate, inferred }));
  });
}

function filterBlocks(body: Data): Candidate[] {
  const blocks: readonly (readonly [string, readonly string[]])[] = [
    ['traces', ['resource', 'span', 'spanevent']],
    ['metrics', ['resource', 'metric', 'datapoint']],
    ['logs', ['resource', 'log_record']],
    ['profiles', ['resource', 'profile']],
  ];
  return blocks.flatMap(([block, contexts]) =>
    contexts.flatMap((context) => list(body, [block, context], 'condition')),
  );
}

function policies(body: Data): Candidate[] {
  return items(field(body, 'policies')).flatMap((_, index) =>
    ['span', 'spanevent'].flatMap((context) =>
      list(body, ['policies', index, 'ottl_condition', context], 'condition'),
    ),
  );
}

function list(body: Data, at: Path, kind: OttlText['kind']): Candidate[] {
  let holder: Data | undefined = body;
  for (const step of at) holder = typeof step === 'number' ? items(holder)[step] : field(holder, step);
  return items(holder).map((value, index) => ({ value, at: [...at, index], kind }));
}

const closing: { readonly [opening: string]: string } = { '(': ')', '[': ']', '{': '}' };

/** What certainly breaks the syntax: brackets and quotes that do not close. Undefined where nothing does. */
export function bracketFault(text: string): string | undefined {
  const open: string[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '"') {
      const end = stringEnd(text, index);
      if (end === undefined) return 'a quote is not closed';
      index = end;
    } else if (character in closing) {
      open.push(closing[character] ?? '');
    } else if (')]}'.includes(character) && open.pop() !== character) {
      return `"${character}" closes nothing`;
    }
  }
  const missing = open.pop();
  return missing === undefined ? undefined : `"${missing}" is missing`;
}

function stringEnd(text: string, start: number): number | undefined {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
  }
  return undefined;
}

/** Nothing, a single word, or a path where a comparison or a call belongs. */
export function isIncomplete({ text, kind }: Pick<OttlText, 'text' | 'kind'>): boolean {
  const bare = text.trim();
  if (bare === '') return true;
  if (kind === 'statement') return !/^[a-zA-Z_]\w*\s*\(/.test(bare);
  return !/^(?:true|false)$/.test(bare) && /^[a-z_]\w*(?:\.\w+|\[[^\]]*\])*$/.test(bare);
}

/** True for a path `attributes[…]` without its context, where the context is found out from the paths. */
export function hasBarePath({ text, inferred }: Pick<OttlText, 'text' | 'inferred'>): boolean {
  const bare = text.replace(/"(?:\\.|[^"\\])*"/g, '""');
  return inferred === true && /(?<![\w.\])])attributes\[/.test(bare);
}

/** Words that may stand before a bracket without being a function. */
const operators = new Set(['and', 'or', 'not', 'where']);

/** A function in lower case where a value is expected: only functions with a capital give one. Undefined where there is none. */
export function lowerCaseConverter({ text, kind }: Pick<OttlText, 'text' | 'kind'>): string | undefined {
  const bare = text.replace(/"(?:\\.|[^"\\])*"/g, '""');
  const start = kind === 'statement' ? (/^\s*[a-z][a-z0-9_]*\s*\(/.exec(bare)?.[0].length ?? 0) : 0;
  for (const [, name = ''] of bare.slice(start).matchAll(/(?<![\w.\])])([a-z][a-z0-9_]*)\(/g)) {
    if (!operators.has(name)) return name;
  }
  return undefined;
}

/** Functions that change data, of contrib 0.158: those of every OTTL component, and those of transform alone. */
export const editors: readonly string[] =
  'append delete_index delete_key delete_matching_keys flatten keep_keys keep_matching_keys limit merge_maps replace_all_matches replace_all_patterns replace_match replace_pattern set stringify_all truncate_all aggregate_on_attribute_value aggregate_on_attributes convert_exponential_histogram_to_histogram convert_gauge_to_sum convert_sum_to_gauge convert_summary_count_val_to_sum convert_summary_quantile_val_to_gauge convert_summary_sum_val_to_sum copy_metric extract_count_metric extract_percentile_metric extract_sum_metric merge_histogram_buckets scale_metric set_semconv_span_name route drop'.split(
    ' ',
  );

/** Name of the function that a statement begins with; undefined where it begins with something else. */
export function editorOf(statement: string): string | undefined {
  return /^\s*([a-z][a-z0-9_]*)\s*\(/.exec(statement)?.[1];
}
