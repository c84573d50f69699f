/**
 * OTTL as it is judged without an engine before the collector: texts by grammar, right ones and with a slip. With `--store` the outcomes of
 * a few are written to `test/lib/collector/ottl/outcomes.json` instead.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ottlFindings } from '../../lib/collector/effective';
import { findProgram } from '../support/programs';
import { type Disagreement, notRun, report } from '../support/report';
import { podVariables } from '../validation/pod';
import { CollectorProgram } from '../validation/verdicts';
import { type TextCase, textCases } from './cases';

const name = 'ottl';
const seed = Number(process.env.OTELFLUX_SEED ?? 20260101);
const count = Number(process.env.OTELFLUX_TEXTS ?? 1500);
/** How many texts one run of the collector is asked about. */
const batchSize = 250;
/** The least part of what the collector refuses that is found without it, in per cent. */
const leastFound = 90;

async function main(): Promise<void> {
  const path = findProgram('collector');
  if (path === undefined) return report(notRun(name, 'texts', 'the native collector could not be built'));
  const program = new CollectorProgram(path, podVariables);
  try {
    const release = await program.release();
    if (process.argv.includes('--store')) return await store(program, release);
    const { right, slipped } = textCases(release, seed, count);
    for (const [what, cases] of [
      ['texts by grammar', right],
      ['texts with a slip', slipped],
    ] as const) {
      const refused = await refusals(program, cases);
      const disagreements: Disagreement[] = [];
      let found = 0;
      for (const [at, { text, component }] of cases.entries()) {
        // What fails only with data is no matter of the start.
        const ours = ottlFindings(
          { ...component, id: component.type, writtenType: component.type, name: '', path: [] },
          release,
        ).find(({ fault }) => fault.isLate !== true);
        const theirs = refused.get(at);
        if (theirs !== undefined && ours !== undefined) found += 1;
        if (ours !== undefined && theirs === undefined)
          disagreements.push({
            name: text,
            detail: `refused by us alone: ${ours.fault.message}\n${JSON.stringify(component.body)}`,
          });
        if (process.env.OTELFLUX_MISSED !== undefined && ours === undefined && theirs !== undefined)
          console.error(`missed: ${text}\n   ${theirs.slice(-400)}\n   ${JSON.stringify(component.body)}`);
      }
      if (found * 100 < refused.size * leastFound)
        disagreements.push({ name: what, detail: `${found} of ${refused.size} refusals were found` });
      report({
        engine: name,
        version: release,
        what,
        notes: [`${refused.size} refused by the collector, ${found} of them without it`],
        cases: cases.length,
        disagreements,
      });
    }
  } finally {
    program.close();
  }
}

const stored = join(__dirname, '../../test/lib/collector/ottl/outcomes.json');

async function store(program: CollectorProgram, release: string): Promise<void> {
  const { slipped } = textCases(release, seed, 160);
  const refused = await refusals(program, slipped);
  const lines = slipped.map(({ component }, at) =>
    JSON.stringify({ ...component, isRefused: refused.has(at) }),
  );
  writeFileSync(stored, `[\n${lines.join(',\n')}\n]\n`);
}

/** What the collector refuses, by the index of the case. Each text stands in a component of its own. */
async function refusals(program: CollectorProgram, cases: readonly TextCase[]): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (let from = 0; from < cases.length; from += batchSize) {
    const batch = cases.slice(from, from + batchSize);
    const bodies = (kind: string) =>
      Object.fromEntries(
        batch.flatMap(({ component }, at) =>
          component.class === kind ? [[`${component.type}/${from + at}`, component.body]] : [],
        ),
      );
    const { reasons } = await program.validate(
      {
        name: `from ${from}`,
        config: {
          receivers: { otlp: { protocols: { grpc: {} } } },
          processors: bodies('processor'),
          connectors: bodies('connector'),
          exporters: { debug: {} },
          service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['debug'] } } },
        },
      },
      Number.POSITIVE_INFINITY,
    );
    for (const reason of reasons) {
      const index = /(?:processors|connectors)::\w+\/(\d+)/.exec(reason)?.[1];
      if (index !== undefined) found.set(Number(index), reason);
    }
  }
  return found;
}

void main();
