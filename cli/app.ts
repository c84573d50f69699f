import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk8sSetting } from '../lib/delivery';
import { Refusal } from './ending';
import { UnreadablePath } from './sources';

/** The app of cdk8s.yaml ended with a failure; the message is what it wrote to stderr. */
export class AppFailure extends Refusal {}

/** What a run of the app wrote. */
export interface AppRun {
  /** Holds what would be `dist`: one folder for each environment. */
  readonly folder: string;
  /** Removes what the run wrote. */
  dispose(): void;
}

/**
 * Runs the `app` of cdk8s.yaml as the platform repository would, and lets it write somewhere else than `dist`.
 *
 * @param directory the platform repository; default: the working directory
 * @throws UnreadablePath where there is no cdk8s.yaml with an `app`
 * @throws AppFailure where the app fails
 */
export function runApp(directory = process.cwd()): AppRun {
  const app = appOf(join(directory, 'cdk8s.yaml'));
  const root = mkdtempSync(join(tmpdir(), 'otelflux-'));
  const dispose = (): void => rmSync(root, { recursive: true, force: true });
  const folder = join(root, 'dist');
  const { status, stderr, error } = spawnSync(app, {
    cwd: directory,
    shell: true,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, OTELFLUX_DIST: folder, CDK8S_OUTDIR: join(root, 'cdk8s') },
  });
  if (status === 0 && existsSync(folder)) return { folder, dispose };
  dispose();
  const why = error?.message ?? withoutTrace(stderr.trim());
  throw new AppFailure(why === '' ? `\`${app}\` ended with status ${status} and wrote nothing` : why);
}

/** Where Node gave up, what it threw; the frames below help nobody. */
function withoutTrace(text: string): string {
  const [thrown] = /^\s+at .*:\d+/m.test(text) ? (/^\w*Error\b.*/m.exec(text) ?? []) : [];
  if (thrown === undefined) return text;
  return thrown.includes('Cannot find module') ? `${thrown}: run npm install` : thrown;
}

function appOf(file: string): string {
  const setting = cdk8sSetting(file, 'app');
  if ('fault' in setting) {
    throw new UnreadablePath(
      setting.fault === 'missing'
        ? `${file}: not found; run otelflux in a platform repository, or give --values`
        : `${file}: cannot be read (${setting.fault})`,
    );
  }
  if (setting.value !== undefined) return setting.value;
  throw new UnreadablePath(`${file}: has no \`app\`; write the command that runs main.ts`);
}
