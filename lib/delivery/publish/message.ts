import { commitText } from '../../documents';
import { compareTrees, formatText, summarise, type TreeDiff, type TreeFiles, treeFile } from '../diff';
import { gitFiles } from '../git-files';
import type { Files } from './source';
import type { PublishTarget } from './target';

/** An environment, its target, and the files that are to lie there. */
export interface Publishing {
  readonly environment: string;
  readonly target: PublishTarget;
  readonly files: Files;
}

/** What publishing changes in terms of objects, against the last commit. */
export function comparePublished(publishing: readonly Publishing[]): TreeDiff {
  const after = publishing.map(({ environment, files }) => {
    const contents = [...files].map(([path, content]) => [path, treeFile(content)] as const);
    return [environment, new Map(contents)] as const;
  });
  const before = publishing.map(
    ({ environment, target }, index) =>
      [environment, committedFiles(target, after[index]?.[1] ?? new Map())] as const,
  );
  return compareTrees(new Map(before), new Map(after));
}

/** Files of the target in the last commit. */
function committedFiles(target: PublishTarget, beside: TreeFiles): TreeFiles {
  const { checkout, path } = target;
  if (checkout.commit('HEAD') === undefined) return new Map();
  return gitFiles(checkout, 'HEAD', path, beside.values());
}

/** The message of the commit: one line of numbers, then the difference. */
export function commitMessage(environments: readonly string[], diff: TreeDiff): string {
  const changes = diff.environments.flatMap(({ objects }) => objects);
  const text = formatText(diff);
  const [only] = environments;
  const title = environments.length === 1 ? only : `${environments.length} environments`;
  return commitText(`Publish ${title}: ${summarise(changes)}\n${text === '' ? '' : `\n${text}`}`);
}
