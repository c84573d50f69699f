import { join } from 'node:path';
import { finishCommit } from './commit';
import type { Checkout } from './git';
import { HeldIndex } from './held-index';
import { hashOf, type Journal, type JournalPart, type Workplace } from './journal';
import { manifestFile } from './manifest';
import { PublishRefused } from './refused';
import { manifestAt, openTarget, type PublishTarget, pathProblems } from './target';

type OpenedPart = JournalPart & { readonly opened: PublishTarget };

/**
 * Completes a run that was killed after it had told its changes; drops one that had not.
 * @returns true where there was one to complete
 * @throws PublishRefused where it cannot be completed
 */
export function finishKilledRun(checkout: Checkout, workplace: Workplace): boolean {
  HeldIndex.clearAbandoned(checkout);
  const journal = workplace.pending();
  if (journal !== undefined) {
    const parts = journal.parts.map((part) => ({ ...part, opened: openTarget(checkout.root, part.target) }));
    const problems = parts.flatMap((part) => [
      ...pathProblems(
        part.opened,
        part.steps.map(({ path }) => path),
      ),
      ...strangeSteps(part),
    ]);
    if (problems.length > 0) {
      throw new PublishRefused(
        problems.map((problem) => `an earlier run was killed and cannot be completed: ${problem}`),
      );
    }
    complete(journal, parts, checkout, workplace);
  }
  workplace.clear();
  return journal !== undefined;
}

/** Files that a journal would replace or delete, and that publish does not own there: then it is not of publish. */
function strangeSteps({ opened, steps }: OpenedPart): string[] {
  const owned = { ...manifestAt(opened, 'HEAD')?.files, ...opened.manifest?.files };
  return steps
    .filter(
      ({ path, before, after }) =>
        before !== null &&
        path !== manifestFile &&
        owned[path] === undefined &&
        hashOf(join(opened.folder, path)) !== after,
    )
    .map(
      ({ path }) =>
        `its journal would replace ${path}, which publish does not own: delete ${opened.checkout.gitFolder}/otelflux`,
    );
}

function complete(
  journal: Journal,
  parts: readonly OpenedPart[],
  checkout: Checkout,
  workplace: Workplace,
): void {
  if (journal.commit === undefined) {
    workplace.apply(journal, checkout.root);
    return;
  }
  const index = HeldIndex.take(checkout, workplace.folder);
  try {
    workplace.apply(journal, checkout.root);
    finishCommit(checkout, journal.commit, parts, index);
  } finally {
    index.release();
  }
}
