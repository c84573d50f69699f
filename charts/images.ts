import { textOfFile } from '../lib/delivery';
import { field, isMap, nearest, readYaml } from '../lib/documents';
import type { Environment } from './environment';

type Block = { readonly [service: string]: unknown };

/** Blocks by file: each is read, and its faults are told, once. */
const read = new WeakMap<Environment, Map<string, Block | undefined>>();

/** Reads the image of each service from one block of a file such as environments/images.yaml. */
export class Images {
  private constructor(
    private readonly file: string,
    /** Undefined where there is none, which was told. */
    private readonly block: Block | undefined,
    private readonly environment: Environment,
  ) {}

  /**
   * The images of an environment: the block of the file that bears its name. A missing file, a file that is no YAML and
   * a missing block are faults of the environment's input.
   *
   * @param environment whose block is read, and who faults are told to
   * @param file path of the file, from the working directory
   */
  static of(environment: Environment, file: string): Images {
    const blocks = read.get(environment) ?? new Map<string, Block | undefined>();
    read.set(environment, blocks);
    if (!blocks.has(file)) blocks.set(file, readBlock(environment, file));
    return new Images(file, blocks.get(file), environment);
  }

  /** Names in the block, in the order of the file. */
  get services(): readonly string[] {
    return Object.keys(this.block ?? {});
  }

  /** `registry/repository:tag` of a service; a missing one is a fault of the environment's input. */
  of(service: string): string {
    const image = this.block?.[service];
    if (typeof image === 'string') return image;
    if (this.block !== undefined) this.reportMissing(service);
    return `missing/${service}:0.0.0`;
  }

  private reportMissing(service: string): void {
    const guess = nearest(service, this.services);
    this.environment.report({
      field: `${this.file}: ${service}`,
      message: 'names no image in the block of this environment',
      fix: guess === undefined ? `write ${service}: registry/repository:tag there` : `write ${guess}`,
    });
  }
}

function readBlock(environment: Environment, file: string): Block | undefined {
  const report = (message: string, fix: string) => environment.report({ field: file, message, fix });
  const text = textOfFile(file);
  if (text === undefined) {
    report('there is no such file', `create it with a block "${environment.name}:" that names each image`);
    return undefined;
  }
  const { documents, problems } = readYaml(file, text);
  const [problem] = problems;
  if (problem !== undefined) {
    report(problem.message, 'mend the file');
    return undefined;
  }
  const block = field(documents[0]?.data, environment.name);
  if (isMap(block)) return block;
  report(`has no block "${environment.name}"`, 'write one that names the image of each service');
  return undefined;
}
