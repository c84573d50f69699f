import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Table } from '../../lib/helm/data';
import { differences, type History, stateAt } from '../../lib/helm/model/history';
import type { ReleaseOutcome } from './outcome';

/** What Helm made of the inputs of this folder at some versions of the chart, with digests of the objects. */
export interface StoredOutcomes {
  /** Oldest first. */
  readonly versions: readonly string[];
  /** By the name of the input: whole as of the newest version, and what older ones differ in. */
  readonly outcomes: { readonly [input: string]: History };
}

const file = join(__dirname, '../../test/lib/helm/outcomes.json');

export function readStored(): StoredOutcomes {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The outcome of an input at a stored version. */
export function storedOutcome(
  { versions, outcomes }: StoredOutcomes,
  input: string,
  version: string,
): ReleaseOutcome {
  const history = outcomes[input];
  if (history === undefined) throw new Error(`no outcome of ${input} is stored`);
  const place = versions.indexOf(version);
  return stateAt(history, (other) => place < versions.indexOf(other)) as unknown as ReleaseOutcome;
}

/** Writes outcomes by input and version, oldest version first. */
export function store(
  versions: readonly string[],
  made: ReadonlyMap<string, readonly ReleaseOutcome[]>,
): void {
  const outcomes = [...made].map(([name, states]): [string, History] => [
    name,
    differences(states.map((state, at) => [versions[at] ?? '', state as unknown as Table])),
  ]);
  const lines = outcomes.map(([name, history]) => `${JSON.stringify(name)}:${JSON.stringify(history)}`);
  writeFileSync(file, `{"versions":${JSON.stringify(versions)},"outcomes":{\n${lines.join(',\n')}\n}}\n`);
}
