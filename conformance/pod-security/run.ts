import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkSources } from '../../lib/checks';
import { type Disagreement, notRun, report } from '../support/report';
import { collectorPods } from './collectors';
import { type EvaluatedPod, pods } from './pods';

interface Answer {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
  readonly error?: string;
}

const usage = `Compares the rules of Pod Security with k8s.io/pod-security-admission on generated pods.
  OTELFLUX_ENGINE_POD_SECURITY   the program of this folder, built
  OTELFLUX_RUNS                  pods; default: 2000
  OTELFLUX_SEED                  start of the random numbers; default: 1`;

const levels = ['baseline', 'restricted'] as const;
const versions = ['latest', 'v1.35', 'v1.34', 'v1.33', 'v1.30', 'v1.28', 'v1.26', 'v1.24', 'v1.21'];

/** The reason that the standard gives where a rule has something to say. */
const reasons: { readonly [rule: string]: readonly string[] } = {
  'PS-1': ['host namespaces'],
  'PS-2': ['privileged'],
  'PS-3': ['non-default capabilities'],
  'PS-4': ['hostPath volumes'],
  'PS-5': ['hostPort'],
  'PS-6': ['probe or lifecycle host'],
  'PS-7': ['forbidden AppArmor profile', 'forbidden AppArmor profiles'],
  'PS-8': ['seLinuxOptions'],
  'PS-9': ['procMount'],
  'PS-10': ['seccompProfile'],
  'PS-11': ['forbidden sysctls'],
  'PS-12': ['hostProcess'],
  'PS-13': ['restricted volume types'],
  'PS-14': ['allowPrivilegeEscalation != false'],
  'PS-15': ['runAsNonRoot != true'],
  'PS-16': ['runAsUser=0'],
  'PS-17': ['seccompProfile'],
  'PS-18': ['unrestricted capabilities'],
};

function main(): number {
  const program = process.env.OTELFLUX_ENGINE_POD_SECURITY;
  if (process.argv.includes('--help') || program === undefined) {
    if (process.argv.includes('--help')) console.log(usage);
    else report(notRun('pod-security-admission', 'generated pods', 'the evaluator could not be built'));
    return 0;
  }
  const numRuns = Number(process.env.OTELFLUX_RUNS ?? 2000);
  const seed = Number(process.env.OTELFLUX_SEED ?? 1);
  const asked = fc.sample(fc.tuple(pods, fc.constantFrom(...levels), fc.constantFrom(...versions)), {
    numRuns,
    seed,
  });
  const answers = ask(
    program,
    asked.map(([pod, level, version]) => ({ level, version, ...pod })),
  );
  const disagreements = asked.flatMap(([pod, level, version], position): Disagreement[] => {
    const answer = answers[position];
    const detail = answer && differenceOf(answer, pod, level, version);
    if (detail === undefined) return [];
    return [{ name: `pod ${position} at ${level} ${version}`, detail: `${detail}\n${JSON.stringify(pod)}` }];
  });
  report({
    engine: 'pod-security-admission',
    version: moduleVersion(),
    what: 'generated pods against the rules of Pod Security',
    cases: asked.length,
    disagreements,
    notes: [`${answers.filter(({ allowed }) => !allowed).length} refused`],
  });
  return disagreements.length + compareCollectors(program) === 0 ? 0 : 1;
}

function ask(program: string, questions: readonly object[]): Answer[] {
  const { stdout, status } = spawnSync(program, {
    input: `${questions.map((one) => JSON.stringify(one)).join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error('the evaluator broke off');
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** On both sides of what changed in the pod. */
const chartVersions = ['0.104.0', '0.110.3', '0.127.0', '0.143.1', '0.152.0', '0.164.0', '0.170.0'];

/** Typed collectors pass at the lowest level that what they relax allows, and at no stricter one. */
function compareCollectors(program: string): number {
  const all = collectorPods(chartVersions);
  const asked = all.flatMap((one) => levels.map((level) => ({ one, level })));
  const answers = ask(
    program,
    asked.map(({ one, level }) => ({ level, version: 'latest', ...one.pod })),
  );
  const strictness = ['restricted', 'baseline', 'privileged'];
  const disagreements = asked.flatMap(({ one, level }, position): Disagreement[] => {
    const expected = strictness.indexOf(level) >= strictness.indexOf(one.lowest);
    const { allowed, reasons: said = [], error } = answers[position] ?? { allowed: !expected };
    if (allowed === expected && error === undefined) return [];
    const detail = `the chart says that ${one.lowest} is the lowest level, the evaluator ${allowed ? 'allows it' : `refuses it: ${said.join(', ')}`} ${error ?? ''}`;
    return [{ name: `${one.name} at ${level}`, detail }];
  });
  report({
    engine: 'pod-security-admission',
    version: moduleVersion(),
    what: 'pods of typed collectors at the lowest level that holds them, and at the next stricter one',
    cases: asked.length,
    disagreements,
  });
  return disagreements.length;
}

function moduleVersion(): string {
  const text = readFileSync(join(__dirname, 'go.mod'), 'utf8');
  return /k8s\.io\/pod-security-admission v(\S+)/.exec(text)?.[1] ?? '';
}

function differenceOf(answer: Answer, pod: EvaluatedPod, level: string, version: string): string | undefined {
  if (answer.error !== undefined) return `the evaluator cannot read the pod: ${answer.error}`;
  const ours = new Set(rulesAgainst(pod, level, version).flatMap((rule) => reasons[rule]?.[0] ?? rule));
  const theirs = new Set(answer.reasons.map((reason) => firstOf(reason)));
  const missed = [...theirs].filter((reason) => !ours.has(reason));
  const invented = [...ours].filter((reason) => !theirs.has(reason));
  if (missed.length + invented.length === 0) return undefined;
  return `missed [${missed.join(', ')}], invented [${invented.join(', ')}]`;
}

/** One name for the forms of a reason. */
function firstOf(reason: string): string {
  return Object.values(reasons).find((forms) => forms.includes(reason))?.[0] ?? reason;
}

function rulesAgainst(pod: EvaluatedPod, level: string, version: string): string[] {
  const labels = {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': version,
  };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n', labels } };
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'n', ...pod.metadata },
    spec: pod.spec,
  };
  const text = `${JSON.stringify(namespace)}\n---\n${JSON.stringify(object)}\n`;
  return checkSources([{ name: 'pod.yaml', text }], { rules: Object.keys(reasons) }).map(({ rule }) => rule);
}

process.exitCode = main();
