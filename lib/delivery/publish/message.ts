import { commitText } from '../../documents';
import { compareTrees, formatText, summarise, type TreeDiff, type TreeFiles, treeFile } from '../diff';
import { gitFiles } from '../git-files';
import type { Files } from './source';
import type { Target } from './target';

/** What publishing changes in terms of objects, against the last commit. */
export function comparePublished(target: Target, environment: string, files: Files): TreeDiff {
  const after = new Map([...files].map(([path, content]) => [path, treeFile(content)]));
  return compareTrees(new Map([[environment, committedFiles(target)]]), new Map([[environment, after]]));
}

/** Files of the target in the last commit. */
function committedFiles(target: Target): TreeFiles {
  const { checkout, path } = target;
  if (checkout.commit('HEAD') === undefined) return new Map();
  return gitFiles(checkout, 'HEAD', path);
}

/** The message of the commit: one line of numbers, then the difference. */
export function commitMessage(environment: string, diff: TreeDiff): string {
  const changes = diff.environments.flatMap(({ objects }) => objects);
  const text = formatText(diff);
  return commitText(`Publish ${environment}: ${summarise(changes)}\n${text === '' ? '' : `\n${text}`}`);
}
