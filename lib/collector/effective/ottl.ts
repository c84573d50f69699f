import { at, type Data, field, isMap, isOpen, items, type Path } from '../../documents';
import {
  conditionFunctions,
  type FunctionSet,
  type OttlFault,
  type OttlKind,
  type OttlPlace,
  ottlFaults,
  routingFunctions,
  signalToMetricsFunctions,
  transformFunctions,
} from '../ottl';
import type { Component } from './component';

/** A text in OTTL with its place. */
export interface OttlText {
  readonly text: string;
  readonly path: Path;
  readonly kind: OttlKind;
}

/** Texts that are read together: where no context is written, all of them tell it. */
export interface OttlGroup {
  readonly texts: readonly OttlText[];
  readonly place: Omit<OttlPlace, 'release'>;
}

/** A fault with the text that it stands in. */
export interface OttlFinding {
  readonly text: OttlText;
  readonly fault: OttlFault;
}

/** What is wrong in the OTTL of a component, for a release that is known or for any. */
export function ottlFindings(component: Component, release: string | undefined): OttlFinding[] {
  return ottlGroups(component).flatMap(({ texts, place }) => {
    const faults = ottlFaults(texts, { ...place, ...(release === undefined ? {} : { release }) });
    return texts.flatMap((text, at) => {
      const fault = faults[at];
      return fault === undefined ? [] : [{ text, fault }];
    });
  });
}

/** Everything that a component writes in OTTL (contrib 0.158); texts with `${…}` are left out, and tell nothing of their neighbours. */
export function ottlGroups({ class: componentClass, type, body, path }: Component): OttlGroup[] {
  const found = places[`${componentClass}/${type}`]?.(body) ?? [];
  return found.flatMap(({ candidates, place }): OttlGroup[] => {
    const texts = candidates.flatMap(({ value, at, kind }): OttlText[] =>
      typeof value === 'string' && !isOpen(value) ? [{ text: value, path: [...path, ...at], kind }] : [],
    );
    const isPartial = candidates.some(({ value }) => isOpen(value));
    return texts.length === 0 ? [] : [{ texts, place: { ...place, ...(isPartial ? { isPartial } : {}) } }];
  });
}

interface Candidate {
  readonly value: Data | undefined;
  readonly at: Path;
  readonly kind: OttlKind;
}

interface Found {
  readonly candidates: readonly Candidate[];
  readonly place: Omit<OttlPlace, 'release'>;
}

const signalContexts: Readonly<Record<string, readonly string[]>> = {
  trace: ['resource', 'scope', 'span', 'spanevent'],
  metric: ['resource', 'scope', 'metric', 'datapoint', 'exemplar'],
  log: ['resource', 'scope', 'log'],
  profile: ['resource', 'scope', 'profile'],
};

/** Contexts by the key that names what is counted or measured. */
const countedContexts: Readonly<Record<string, string>> = {
  spans: 'span',
  spanevents: 'spanevent',
  metrics: 'metric',
  datapoints: 'datapoint',
  logs: 'log',
  profiles: 'profile',
};

const places: Readonly<Record<string, (body: Data) => Found[]>> = {
  'processor/transform': (body) => signals((signal) => transformed(body, signal)),
  'processor/filter': (body) => [...signals((signal) => filtered(body, signal)), ...filterBlocks(body)],
  'connector/routing': routed,
  'connector/count': counted,
  'connector/sum': counted,
  'connector/signal_to_metrics': measured,
  'processor/tail_sampling': policies,
  'processor/log_dedup': (body) => [
    inContext('log', conditionFunctions, list(body, ['conditions'], 'condition')),
  ],
  'exporter/honeycomb_marker': (body) =>
    items(field(body, 'markers')).map((_, index) =>
      inContext(
        'log',
        conditionFunctions,
        list(body, ['markers', index, 'rules', 'log_conditions'], 'condition'),
      ),
    ),
};

function signals(found: (signal: string) => Found[]): Found[] {
  return Object.keys(signalContexts).flatMap(found);
}

function inContext(context: string, functions: FunctionSet, candidates: readonly Candidate[]): Found {
  return { candidates, place: { contexts: [context], context, functions } };
}

/** `trace_statements: [text, …]`, which are one group, or `[{context, conditions, statements}]`. */
function transformed(body: Data, signal: string): Found[] {
  const key = `${signal}_statements`;
  const contexts = signalContexts[signal] ?? [];
  const place = { contexts, functions: transformFunctions };
  const plain = list(body, [key], 'statement').filter(({ value }) => !isMap(value));
  return [
    { candidates: plain, place },
    ...groups(body, key).map(({ index, context }) => ({
      candidates: [
        ...list(body, [key, index, 'statements'], 'statement'),
        ...list(body, [key, index, 'conditions'], 'condition'),
      ],
      place: { ...place, ...context },
    })),
  ];
}

/** Conditions of the filter processor tell their context each for itself. */
function filtered(body: Data, signal: string): Found[] {
  const key = `${signal}_conditions`;
  const contexts = (signalContexts[signal] ?? []).filter((context) => context !== 'exemplar');
  const place = { contexts, functions: conditionFunctions };
  const each = (candidates: readonly Candidate[]): Found[] =>
    candidates.map((candidate) => ({ candidates: [candidate], place }));
  return [
    ...each(list(body, [key], 'condition').filter(({ value }) => !isMap(value))),
    ...groups(body, key).flatMap(({ index, context }): Found[] => {
      const candidates = list(body, [key, index, 'conditions'], 'condition');
      return 'context' in context ? [{ candidates, place: { ...place, ...context } }] : each(candidates);
    }),
  ];
}

/** Groups with the context that is written beside them. */
function groups(body: Data, key: string): { index: number; context: { context?: string } }[] {
  return items(field(body, key)).flatMap((item, index) => {
    if (!isMap(item)) return [];
    const context = item.context;
    if (context === undefined || context === null || context === '') return [{ index, context: {} }];
    return typeof context === 'string' && !isOpen(context)
      ? [{ index, context: { context: context.toLowerCase() } }]
      : [];
  });
}

/** Blocks of the filter processor, with the contexts that their lists are in. */
const filterContexts: Readonly<Record<string, readonly string[]>> = {
  traces: ['resource', 'span', 'spanevent'],
  metrics: ['resource', 'metric', 'datapoint'],
  logs: ['resource', 'log'],
  profiles: ['resource', 'profile'],
};

function filterBlocks(body: Data): Found[] {
  return Object.entries(filterContexts).flatMap(([block, contexts]) =>
    contexts.map((context) => {
      const key = context === 'log' ? 'log_record' : context;
      return inContext(context, conditionFunctions, list(body, [block, key], 'condition'));
    }),
  );
}

function routed(body: Data): Found[] {
  return items(field(body, 'table')).flatMap((item, index): Found[] => {
    const context = field(item, 'context') ?? 'resource';
    // The metadata of a request are compared in a language of their own.
    if (typeof context !== 'string' || context === 'request' || isOpen(context)) return [];
    return [
      inContext(context === '' ? 'resource' : context, routingFunctions, [
        { value: field(item, 'condition'), at: ['table', index, 'condition'], kind: 'condition' },
        { value: field(item, 'statement'), at: ['table', index, 'statement'], kind: 'statement' },
      ]),
    ];
  });
}

function counted(body: Data): Found[] {
  return Object.entries(countedContexts).flatMap(([kind, context]) =>
    Object.keys(field(body, kind) ?? {}).map((name) =>
      inContext(context, conditionFunctions, list(body, [kind, name, 'conditions'], 'condition')),
    ),
  );
}

const measures: readonly Path[] = [
  ['histogram', 'count'],
  ['histogram', 'value'],
  ['exponential_histogram', 'count'],
  ['exponential_histogram', 'value'],
  ['sum', 'value'],
  ['gauge', 'value'],
];

function measured(body: Data): Found[] {
  return ['spans', 'datapoints', 'logs', 'profiles'].flatMap((kind) =>
    items(field(body, kind)).map((_, index) => {
      const place: Path = [kind, index];
      const keys = ['attributes', 'include_resource_attributes'].flatMap((name) =>
        items(at(body, [...place, name])).map((_item, position) =>
          one(body, [...place, name, position, 'keys_expression'], 'value'),
        ),
      );
      return inContext(countedContexts[kind] ?? '', signalToMetricsFunctions, [
        ...list(body, [...place, 'conditions'], 'condition'),
        ...measures.map((measure) => one(body, [...place, ...measure], 'value')),
        ...keys,
      ]);
    }),
  );
}

/** Policies with those that they consist of. */
function policies(body: Data): Found[] {
  const below: readonly (readonly [string, string])[] = [
    ['and', 'and_sub_policy'],
    ['drop', 'drop_sub_policy'],
    ['composite', 'composite_sub_policy'],
  ];
  const of = (place: Path): Found[] => [
    ...['span', 'spanevent'].map((context) =>
      inContext(context, conditionFunctions, list(body, [...place, 'ottl_condition', context], 'condition')),
    ),
    ...below.flatMap(([kind, key]) =>
      items(at(body, [...place, kind, key])).flatMap((_, index) => of([...place, kind, key, index])),
    ),
    ...(at(body, [...place, 'not', 'not_sub_policy']) === undefined
      ? []
      : of([...place, 'not', 'not_sub_policy'])),
  ];
  return items(field(body, 'policies')).flatMap((_, index) => of(['policies', index]));
}

function list(body: Data, place: Path, kind: OttlKind): Candidate[] {
  return items(at(body, place)).map((value, index) => ({ value, at: [...place, index], kind }));
}

function one(body: Data, place: Path, kind: OttlKind): Candidate {
  const value = at(body, place);
  return { value: value === '' ? undefined : value, at: place, kind };
}
