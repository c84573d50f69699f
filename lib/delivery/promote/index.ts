/*
 * From one environment to the next: a tag that stood in images.yaml for the time that an environment names.
 */
import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Checkout, GitFailed } from '../publish/git';
import { replaceFile } from '../replace-file';
import { type Decision, decide, type ImageTable, type Promotion } from './decide';
import { imagesIn, withImages } from './edit';
import { promotionsIn } from './facts';
import { historyOf } from './history';

export { GitFailed } from '../publish/git';
export type { Decision } from './decide';
export { promotionAnnotations } from './facts';

/** What to promote. */
export interface PromoteOptions {
  /** The file that names images, an environment a block: `environments/images.yaml`. */
  readonly file: string;
  /** Folder with the synthesised trees: `dist`. */
  readonly output: string;
  /** Say what would be done, write nothing. Default: false. */
  readonly dryRun?: boolean;
  /** Milliseconds since 1970. Default: the clock's. */
  readonly now?: number;
}

/** What was promoted, and what waits. */
export interface Promoted {
  readonly promoted: readonly Decision[];
  readonly waiting: readonly Decision[];
  /** Whether the history is cut off, so that tags look younger than they are. */
  readonly isShallow: boolean;
  /** How many environments take over images. */
  readonly promotions: number;
}

/** A file, a folder or a history that is not there. */
export class PromoteUsage extends Error {}

/**
 * Writes the tags that stood long enough in one environment into the block of the next, and touches no other byte of the file.
 * @throws PromoteUsage where file or trees are missing, no git repository holds them, or an image cannot be written where it stands
 */
export function promote({ file, output, dryRun, now = Date.now() }: PromoteOptions): Promoted {
  if (!existsSync(output) || !statSync(output).isDirectory())
    throw new PromoteUsage(`${output}: there is no such folder: run npm run synth first`);
  const promotions = promotionsIn(output);
  if (promotions.length === 0) return { promoted: [], waiting: [], isShallow: false, promotions: 0 };
  if (!existsSync(file) || !statSync(file).isFile()) throw new PromoteUsage(`${file}: there is no such file`);
  const text = textOf(file);
  refuseUnknown(file, imagesIn(text), promotions);
  const { moments, isShallow } = historyOf(checkoutOf(file), realpathSync(file), text, now);
  const decisions = decide(moments, promotions, now);
  const promoted = decisions.filter(({ wait }) => wait === 0);
  if (promoted.length > 0 && dryRun !== true) replaceFile(file, edited(file, text, promoted));
  return {
    promoted,
    waiting: decisions.filter(({ wait }) => wait > 0),
    isShallow,
    promotions: promotions.length,
  };
}

/** What is no UTF-8 could not be written back as it was. */
function textOf(file: string): string {
  const content = readFileSync(file);
  if (!isUtf8(content)) throw new PromoteUsage(`${file} is not UTF-8 text: save it as UTF-8`);
  return content.toString('utf8');
}

function edited(file: string, text: string, promoted: readonly Decision[]): string {
  const after = withImages(text, promoted);
  if (after !== undefined) return after;
  const names = promoted.map(({ environment, service }) => `${environment}.${service}`).join(', ');
  throw new PromoteUsage(
    `${file}: an alias, an anchor or a merge stands where ${names} would be written, and nothing was: write out each image there`,
  );
}

function refuseUnknown(file: string, images: ImageTable, promotions: readonly Promotion[]): void {
  for (const { environment, from } of promotions) {
    const missing = [environment, from].find((name) => !Object.hasOwn(images, name));
    if (missing === undefined) continue;
    throw new PromoteUsage(
      `${file} has no block ${missing}, and ${environment} takes over images from ${from}; it has ${Object.keys(images).join(', ') || 'none'}`,
    );
  }
}

function checkoutOf(file: string): Checkout {
  try {
    return Checkout.around(dirname(join(realpathSync(file))));
  } catch (error) {
    if (!(error instanceof GitFailed && error.isOutside)) throw error;
    throw new PromoteUsage(
      `${file} lies in no git repository, so it is not known since when a tag stands in it`,
    );
  }
}
