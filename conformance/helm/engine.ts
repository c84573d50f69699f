import { spawnSync } from 'node:child_process';
import type { ReleaseCase } from './generator';

/** What Helm makes of one release. */
export interface HelmAnswer {
  /** Why it makes nothing. */
  readonly error?: string;
  /** What the chart says to its user. */
  readonly notes?: string;
  readonly objects?: readonly unknown[];
}

/** Renders releases of one chart folder, all in one process of the engine of this folder. */
export function render(engine: string, chart: string, cases: readonly ReleaseCase[]): HelmAnswer[] {
  return ask(
    engine,
    cases.map((one) => ({ chart, ...one })),
  );
}

/** Whether ranges allow versions, as Masterminds/semver decides; undefined where it cannot read the range. */
export function allow(
  engine: string,
  pairs: readonly (readonly [range: string, version: string])[],
): (boolean | undefined)[] {
  const answers: (HelmAnswer & { allowed?: boolean })[] = ask(
    engine,
    pairs.map(([range, version]) => ({ range, version })),
  );
  return answers.map(({ error, allowed }) => (error === undefined ? allowed === true : undefined));
}

function ask(engine: string, requests: readonly object[]): HelmAnswer[] {
  const { stdout, status, error } = spawnSync(engine, {
    input: `${requests.map((request) => JSON.stringify(request)).join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error('the engine broke off');
  const answers: HelmAnswer[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  if (answers.length !== requests.length) throw new Error('the engine left requests unanswered');
  return answers;
}
