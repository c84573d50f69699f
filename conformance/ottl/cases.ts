import type { Component } from '../../lib/collector/effective';
import { conditionFunctions, type FunctionSet, transformFunctions } from '../../lib/collector/ottl';
import { type OttlFacts, ottlAt } from '../../lib/collector/ottl/facts';
import { scopeOf } from '../../lib/collector/ottl/faults';
import { Random } from '../../tools/fuzz/random';
import { slip } from './mutations';
import { Writer } from './texts';

/** A component with one text in it. */
export interface TextCase {
  readonly text: string;
  readonly component: Pick<Component, 'class' | 'type' | 'body'>;
}

interface Place {
  readonly context: string;
  /** True where the text itself must tell its context. */
  readonly isInferred: boolean;
  readonly functions: FunctionSet;
  readonly isStatement: boolean;
  component(text: string): TextCase['component'];
}

const signals: readonly (readonly [signal: string, plural: string, contexts: readonly string[]])[] = [
  ['trace', 'traces', ['resource', 'scope', 'span', 'spanevent']],
  ['metric', 'metrics', ['resource', 'scope', 'metric', 'datapoint']],
  ['log', 'logs', ['resource', 'scope', 'log']],
];

const processor = (type: string, body: object): TextCase['component'] => ({
  class: 'processor',
  type,
  body: body as Component['body'],
});

const places: readonly Place[] = [
  ...signals.flatMap(([signal, , contexts]) =>
    contexts.flatMap((context): Place[] => [
      {
        context,
        isInferred: false,
        functions: transformFunctions,
        isStatement: true,
        component: (text) =>
          processor('transform', { [`${signal}_statements`]: [{ context, statements: [text] }] }),
      },
      {
        context,
        isInferred: true,
        functions: transformFunctions,
        isStatement: true,
        component: (text) => processor('transform', { [`${signal}_statements`]: [text] }),
      },
      {
        context,
        isInferred: true,
        functions: conditionFunctions,
        isStatement: false,
        component: (text) => processor('filter', { [`${signal}_conditions`]: [text] }),
      },
      {
        context,
        isInferred: false,
        functions: conditionFunctions,
        isStatement: false,
        component: (text) =>
          processor('transform', {
            [`${signal}_statements`]: [{ context, conditions: [text], statements: ['set(cache["a"], 1)'] }],
          }),
      },
    ]),
  ),
  ...(
    [
      ['spans', 'span'],
      ['spanevents', 'spanevent'],
      ['metrics', 'metric'],
      ['datapoints', 'datapoint'],
      ['logs', 'log'],
    ] as const
  ).map(
    ([kind, context]): Place => ({
      context,
      isInferred: false,
      functions: conditionFunctions,
      isStatement: false,
      component: (text) => ({
        class: 'connector',
        type: 'count',
        body: { [kind]: { counted: { description: '', conditions: [text] } } },
      }),
    }),
  ),
];

/** Texts that are right where they stand, and the same with a slip in each. */
export function textCases(
  release: string,
  seed: number,
  count: number,
): { right: TextCase[]; slipped: TextCase[] } {
  const facts = ottlAt(release);
  if (facts === undefined) throw new Error(`nothing is known of OTTL at ${release}`);
  const random = new Random(seed);
  const right: TextCase[] = [];
  const slipped: TextCase[] = [];
  for (let at = 0; at < count; at += 1) {
    const place = random.pick(places);
    const text = textFor(place, facts, release, random);
    right.push({ text, component: place.component(text) });
    const wrong = slip(text, random);
    slipped.push({ text: wrong, component: place.component(wrong) });
  }
  return { right, slipped };
}

function textFor(place: Place, facts: OttlFacts, release: string, random: Random): string {
  const { context, isInferred, functions, isStatement } = place;
  const given = { contexts: [context], functions, release, ...(isInferred ? {} : { context }) };
  const writer = new Writer(random, scopeOf(context, given, facts));
  const text = isStatement ? writer.statement() : writer.condition(3);
  if (!isInferred) return text;
  // Something must tell the context.
  const anchor = `${context}.${anchors[context] ?? 'name'} != nil`;
  return isStatement && !text.includes(' where ') ? `${text} where ${anchor}` : `${text} and ${anchor}`;
}

const anchors: Readonly<Record<string, string>> = {
  log: 'body',
  datapoint: 'flags',
  resource: 'attributes',
};
