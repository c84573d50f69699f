import { existsSync, readFileSync } from 'node:fs';
import { field, isMap, readYaml } from '../lib/documents';
import type { Environment } from './environment';

/** Reads the image of each service from one block of a file such as environments/images.yaml. */
export class Images {
  private constructor(
    private readonly file: string,
    private readonly block: { readonly [service: string]: unknown },
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
    return new Images(file, readBlock(environment, file), environment);
  }

  /** Names in the block, in the order of the file. */
  get services(): readonly string[] {
    return Object.keys(this.block);
  }

  /** `registry/repository:tag` of a service; a missing one is a fault of the environment's input. */
  of(service: string): string {
    const image = this.block[service];
    if (typeof image === 'string') return image;
    this.environment.report({
      field: `${this.file}: ${this.environment.name}.${service}`,
      message: 'names no image',
      fix: `write ${service}: registry/repository:tag below ${this.environment.name}`,
    });
    return `missing/${service}:0.0.0`;
  }
}

function readBlock(environment: Environment, file: string): { readonly [service: string]: unknown } {
  const report = (message: string, fix: string) => environment.report({ field: file, message, fix });
  if (!existsSync(file)) {
    report('there is no such file', `create it with a block "${environment.name}:" that names each image`);
    return {};
  }
  const { documents, problems } = readYaml(file, readFileSync(file, 'utf8'));
  const [problem] = problems;
  if (problem !== undefined) {
    report(problem.message, 'mend the file');
    return {};
  }
  const block = field(documents[0]?.data, environment.name);
  if (isMap(block)) return block;
  report(`has no block "${environment.name}"`, 'write one that names the image of each service');
  return {};
}
