import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineFailure } from './process';

/** A collector of this machine that stands in the place of the engine: `OTELFLUX_OTELCOL` names it. */
export interface NativeCollector {
  /** Path of the program. */
  readonly program: string;
  /** Release, `0.158.0`. */
  readonly release: string;
  /** Types that it links, by section of a configuration. */
  readonly components: Readonly<Record<string, readonly string[]>>;
}

/** `OTELFLUX_OTELCOL` names something that is no collector. */
export class BrokenNative extends Error {}

const patienceMs = 30_000;
/** How long a collector runs that is started to see whether it starts; longer where it is not ready by then. */
const momentsMs = [3_000, 12_000, patienceMs];
/** What it logs once all components have started. */
const isReady = 'Everything is ready';
let known: { name: string; collector: NativeCollector } | undefined;

/**
 * The collector that `OTELFLUX_OTELCOL` names; undefined where it is not set.
 *
 * @throws BrokenNative where it is set, and what it names does not answer like a collector
 */
export function findNative(): NativeCollector | undefined {
  const name = process.env.OTELFLUX_OTELCOL;
  if (name === undefined || name === '') return undefined;
  if (known?.name !== name) known = { name, collector: asked(name) };
  return known.collector;
}

function asked(program: string): NativeCollector {
  const version = /\bversion v?(\d+\.\d+\.\d+)/.exec(output(program, '--version'))?.[1];
  const components = componentsIn(output(program, 'components'));
  if (version === undefined || Object.keys(components).length === 0)
    throw new BrokenNative(`OTELFLUX_OTELCOL names ${program}, which does not answer like a collector`);
  return { program, release: version, components };
}

function output(program: string, ...args: readonly string[]): string {
  const { stdout, error } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: patienceMs,
    maxBuffer: 1 << 26,
  });
  if (error !== undefined)
    throw new BrokenNative(`OTELFLUX_OTELCOL names ${program}, which cannot be run: ${error.message}`);
  return stdout;
}

/** `components` prints sections, each with a list of `name:`. */
function componentsIn(text: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  let section = '';
  for (const line of text.split('\n')) {
    section = /^(\w+):\s*$/.exec(line)?.[1] ?? (/^\S/.test(line) ? '' : section);
    const name = /^ +- name: (\S+)/.exec(line)?.[1];
    if (name !== undefined && /^(?:receivers|processors|exporters|connectors|extensions)$/.test(section))
      found[section] = [...(found[section] ?? []), name];
  }
  return found;
}

/** Asks `validate` about configurations, each in a file of its own that is gone afterwards. */
export class Validator {
  private readonly folder = mkdtempSync(join(tmpdir(), 'otelflux-otelcol-'));

  constructor(private readonly collector: NativeCollector) {}

  /**
   * What the collector says against a configuration; undefined where it takes it.
   *
   * @throws EngineFailure where it gives no answer
   */
  complaint(config: object, environment: Readonly<Record<string, string>>): string | undefined {
    const { status, stderr, error } = this.run(['validate'], config, environment, patienceMs);
    if (error !== undefined) throw new EngineFailure(error.message);
    return status === 0 ? undefined : this.saidIn(stderr, status);
  }

  /** What the collector says when it is started; undefined where it is still running after a moment. */
  complaintAtStart(config: object, environment: Readonly<Record<string, string>>): string | undefined {
    for (const moment of momentsMs) {
      const { status, stderr, signal } = this.run([], config, environment, moment);
      if (signal === null) return status === 0 ? undefined : this.saidIn(stderr, status);
      if (stderr.includes(isReady)) return undefined;
    }
    throw new EngineFailure(`it was not ready after ${patienceMs / 1000} s`);
  }

  private run(
    command: readonly string[],
    config: object,
    environment: Readonly<Record<string, string>>,
    timeout: number,
  ) {
    const file = join(this.folder, 'relay.yaml');
    writeFileSync(file, JSON.stringify(config));
    return spawnSync(this.collector.program, [...command, `--config=${file}`], {
      encoding: 'utf8',
      timeout,
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 26,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment },
    });
  }

  private saidIn(stderr: string, status: number | null): string {
    const said = /^Error: ([\s\S]*?)(?:\n\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d |$(?![\s\S]))/m.exec(stderr)?.[1];
    if (said === undefined)
      throw new EngineFailure(
        stderr.split('\n').find((line) => line !== '') ?? `it ended by status ${status}`,
      );
    return said.trim();
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
