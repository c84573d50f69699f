import { componentFacts } from '../../lib/collector/catalog';
import type { ComponentClass } from '../../lib/collector/handles';
import { defaultRelease } from '../../lib/engine';
import { CollectorProgram } from '../validation/verdicts';
import { nativeProgram } from './native';

/** Release whose names the modules go by that cannot be had at the default release. */
const olderRelease = '0.149.0';

/** The native collector, asked about components one by one. */
export class LinkedCollector {
  private constructor(
    private readonly program: CollectorProgram,
    private readonly names: ReadonlySet<string>,
  ) {}

  /** Builds it where it is not in the cache yet. */
  static async open(): Promise<LinkedCollector> {
    const program = new CollectorProgram(nativeProgram(), variables);
    return new LinkedCollector(program, await program.components());
  }

  /** Release by whose names a component is to be written; undefined where it is not linked. */
  releaseOf(kind: ComponentClass, type: string): string | undefined {
    if (this.names.has(`${kind} ${type}`)) return defaultRelease;
    const former = componentFacts(kind, type)?.former ?? [];
    return former.some((name) => this.names.has(`${kind} ${name.type}`)) ? olderRelease : undefined;
  }

  /** What `validate` says against a configuration; undefined where it accepts it. */
  async complaint(config: unknown): Promise<string | undefined> {
    const { accepted, reasons } = await this.program.validate({ name: '', config }, Number.POSITIVE_INFINITY);
    return accepted ? undefined : reasons.join('\n');
  }

  close(): void {
    this.program.close();
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
