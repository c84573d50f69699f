import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { componentFacts } from '../../lib/collector/catalog';
import type { ComponentClass } from '../../lib/collector/handles';

const run = promisify(execFile);

/** Release of the linked modules. */
export const linkedRelease = '0.158.0';
/** Release whose names the modules go by that cannot be had at `linkedRelease`. */
const olderRelease = '0.149.0';

interface Listing {
  readonly [section: string]: readonly { readonly name: string }[] | undefined;
}

/** The collector that `build` makes. */
export class LinkedCollector {
  private readonly binary: string;
  private readonly listing: Listing;

  /** Builds it where it is not in the cache yet. */
  constructor() {
    const build = join(__dirname, 'build');
    this.binary = execFileSync(build, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    this.listing = parse(execFileSync(this.binary, ['components'], { encoding: 'utf8' })) as Listing;
  }

  /** Release by whose names a component is to be written; undefined where it is not linked. */
  releaseOf(kind: ComponentClass, type: string): string | undefined {
    const names = new Set((this.listing[`${kind}s`] ?? []).map((entry) => entry.name));
    if (names.has(type)) return linkedRelease;
    const former = componentFacts(kind, type)?.former ?? [];
    return former.some((name) => names.has(name.type)) ? olderRelease : undefined;
  }

  /** What `validate` says against a configuration; undefined where it accepts it. */
  async complaint(file: string): Promise<string | undefined> {
    try {
      await run(this.binary, ['validate', `--config=${file}`], { env: { ...process.env, ...variables } });
      return undefined;
    } catch (error) {
      return String((error as { stderr?: string }).stderr ?? error).trim();
    }
  }
}

/** Values of the variables that the samples read. */
const variables = {
  MY_POD_IP: '127.0.0.1',
  K8S_NODE_NAME: 'node',
  PASSWORD: 'text',
  TOKEN: 'text',
  FIRST_TOKEN: 'text',
  CLIENT_SECRET: 'text',
  HTPASSWD: 'user:password',
  CLUSTER: 'develop',
  HMAC: '0123456789abcdef'.repeat(4),
};
