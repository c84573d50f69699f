import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { checkSources } from '../../lib/checks';
import { type Answer, KeptAnswers } from '../support/kept';
import { mountedFolders } from './pod';

/** A configuration and what is known of its collector. */
export interface ConfigurationCase {
  readonly name: string;
  readonly config: unknown;
}

/** Whether a configuration is taken, and why not. */
export interface CollectorVerdict {
  readonly accepted: boolean;
  /** One line for each reason. */
  readonly reasons: readonly string[];
}

/**
 * Errors of ours that no collector reports, neither by `validate` nor when it starts: it runs and loses data, or the rule
 * is one of prudence. They do not count here.
 */
const beyondTheCollector = new Set([
  'CV-12', // an HTTP exporter without a scheme is built and fails with each request
  'CV-31', // a secret in plain text works
  'CV-34', // a call over TLS to a plain receiver fails, and is tried again
  'LP-4', // a listener on localhost works, for nobody else
  'XR-3', // a variable that is not set is an empty text
]);

/** The verdict of this project's checks, for a bare configuration of a release and a distribution. */
export function ourVerdict({ config }: ConfigurationCase, release: string): CollectorVerdict {
  const source = { name: 'relay.yaml', text: yamlOf(config) };
  const errors = checkSources([source], { collectorVersion: release, distribution: 'k8s' }).filter(
    ({ severity, rule }) => severity === 'error' && !beyondTheCollector.has(rule),
  );
  return { accepted: errors.length === 0, reasons: errors.map(({ rule, message }) => `${rule}: ${message}`) };
}

/** The text that both sides read. */
export function yamlOf(config: unknown): string {
  // The collector reads YAML 1.2 with a few of the words of 1.1: what a reader could take for another type is quoted.
  return stringify(config, { version: '1.1', aliasDuplicateObjects: false });
}

/** What the collector logs once all components have started; a busy machine may take long to get there. */
const isReady = 'Everything is ready';
const startMs = 60_000;
/** What it may take to end after that, in ms. */
const momentMs = 500;

/** The built collector, asked by `validate` and, where that is not enough, by starting it. */
export class CollectorProgram {
  private readonly scratch = mkdtempSync(join(tmpdir(), 'otelflux-validate-'));
  private files = 0;
  private readonly kept: KeptAnswers;

  constructor(
    private readonly path: string,
    private readonly variables: Readonly<Record<string, string>>,
  ) {
    this.kept = new KeptAnswers(path);
    for (const folder of mountedFolders) mkdirSync(join(this.scratch, folder), { recursive: true });
  }

  /** Release, `0.158.0`. */
  async release(): Promise<string> {
    const { output } = await this.run(['--version'], 10_000, '');
    return output.trim().split(' ').at(-1) ?? '';
  }

  /** Ids of every component type that is linked, as `receiver otlp`. */
  async components(): Promise<Set<string>> {
    const { output } = await this.run(['components'], 10_000, '');
    const found = new Set<string>();
    let section = '';
    for (const line of output.split('\n')) {
      const heading = /^(receiver|processor|exporter|connector|extension)s:/.exec(line);
      if (heading) section = heading[1] ?? '';
      else if (/^\w/.test(line)) section = '';
      const name = /^ +- name: (\S+)/.exec(line);
      if (name && section !== '') found.add(`${section} ${name[1]}`);
    }
    return found;
  }

  /** The verdict of `validate`: decoding, each component's own validation, references, and the graph of pipelines. */
  async validate({ config }: ConfigurationCase, mostReasons = 8): Promise<CollectorVerdict> {
    const text = yamlOf(config);
    const { code, output } = await this.kept.of(['validate', text, JSON.stringify(this.variables)], () =>
      this.run(['validate', `--config=${this.write(text)}`], 30_000, text),
    );
    return { accepted: code === 0, reasons: code === 0 ? [] : reasonsIn(output, mostReasons) };
  }

  /** Starts it: accepted where it says that all components have started, or says nothing for a long time, and does not end. */
  async start({ config }: ConfigurationCase): Promise<CollectorVerdict> {
    const text = yamlOf(config);
    const { code, output } = await this.run([`--config=${this.write(text)}`], startMs, text, isReady);
    const accepted = code === undefined || code === 0;
    return { accepted, reasons: accepted ? [] : reasonsIn(output) };
  }

  close(): void {
    rmSync(this.scratch, { recursive: true, force: true });
  }

  private write(text: string): string {
    const file = join(this.scratch, `${this.files++}.yaml`);
    // The folders are mounts of a pod; here they lie below the scratch folder.
    const mounts = new RegExp(`(?<![\\w/])(${mountedFolders.join('|')})(?=[/\\s"']|$)`, 'g');
    writeFileSync(
      file,
      text.replace(mounts, (folder) => join(this.scratch, folder)),
    );
    return file;
  }

  /**
   * Runs the program; `code` is undefined where it was still running after `timeoutMs` and was ended.
   *
   * @param goal what it says when it has done what it was started for; it is then left alone for a moment, ended, and has ended well
   */
  private run(args: readonly string[], timeoutMs: number, config: string, goal?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.path, args, { env: { ...variablesIn(config), ...this.variables } });
      let output = '';
      let ended: 'late' | 'done' | undefined;
      const end = (why: typeof ended) => {
        ended = why;
        child.kill('SIGKILL');
      };
      const timer = setTimeout(() => end('late'), timeoutMs);
      let moment: NodeJS.Timeout | undefined;
      const keep = (chunk: Buffer) => {
        output += chunk.toString();
        if (goal !== undefined && output.includes(goal)) moment ??= setTimeout(() => end('done'), momentMs);
      };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.on('error', reject);
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        clearTimeout(moment);
        if (ended === 'late') resolve({ output });
        // A program that died by a signal of its own has ended with an error too.
        else resolve({ code: ended === 'done' ? 0 : (code ?? (signal === null ? 0 : 1)), output });
      });
    });
  }
}

/** Variables that a configuration reads and nobody provides: a text that suits most places. */
function variablesIn(config: string): Record<string, string> {
  const names = [...config.matchAll(/\$\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-[^}]*)?\}/g)].map(
    ([, name]) => name ?? '',
  );
  return Object.fromEntries(names.map((name) => [name, 'value']));
}

function reasonsIn(output: string, most = 8): string[] {
  const lines = output
    .split('\n')
    .filter((line) => line !== '' && !/^\d{4}-\d\d-\d\dT.*\t(info|warn|debug)\t/.test(line));
  return lines.slice(0, most);
}
