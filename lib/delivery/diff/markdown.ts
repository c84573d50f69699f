import { markdownCode, markdownText } from '../../documents';
import { type Alike, alike } from './alike';
import { sayChange } from './collector';
import { isSame, type ObjectDiff, type TreeDiff } from './model';
import { titleOf } from './snapshot';
import { alarms, type Group, grouped, groupMembers, heading, inOrder, quietDeletions, untold } from './text';

/** GitHub refuses longer comments; some room is left for what a workflow puts around it. */
const longestComment = 60_000;

/** An object with more differences than this hides them behind a fold. */
const unfolded = 12;

/** A difference as Markdown for a pull-request comment, never longer than GitHub takes. */
export function formatMarkdown(diff: TreeDiff): string {
  if (isSame(diff) && diff.problems.length === 0) return 'The generated tree does not change.\n';
  const problems = diff.problems.map((problem) => `> [!WARNING]\n> ${markdownText(problem)}\n`);
  const text = [...problems, ...alike(diff.environments).map(blockText)].join('\n');
  if (text.length <= longestComment) return text;
  const cut = text.slice(0, text.lastIndexOf('\n', longestComment));
  const open = (cut.match(/<details>/g)?.length ?? 0) > (cut.match(/<\/details>/g)?.length ?? 0);
  return `${cut}\n${open ? '\n</details>\n' : ''}\n*Shortened: run \`otelflux diff\` for the whole of it.*\n`;
}

function blockText({ environments, diff }: Alike): string {
  const shouted = alarms(diff);
  return [
    `### ${markdownText(heading(environments, diff))}`,
    '',
    ...(environments.length === 1 ? [] : [markdownText(environments.join(', ')), '']),
    ...(shouted.length === 0
      ? []
      : ['> [!CAUTION]', ...shouted.map((alarm) => `> **${markdownText(alarm)}**<br>`), '']),
    ...inOrder(grouped(diff.objects)).map(objectText),
    '',
    ...section(
      'Pods that restart',
      diff.restarts.map(
        ({ object, reason, certain }) =>
          `${markdownCode(object)}${certain ? '' : ' (maybe)'}: ${markdownText(reason)}`,
      ),
    ),
    ...section('What Flux does with removed objects', quietDeletions(diff).map(markdownText)),
  ].join('\n');
}

function objectText(item: ObjectDiff | Group): string {
  if ('folder' in item)
    return `- **${item.change}** ${markdownCode(`${item.folder}/`)}: ${markdownText(groupMembers(item.objects))}`;
  const lines = [...item.remarks, ...untold(item).map(sayChange)].map((line) => `  - ${markdownText(line)}`);
  const title = `- **${item.change}** ${markdownCode(titleOf(item))}`;
  if (lines.length <= unfolded) return [title, ...lines].join('\n');
  return [
    `${title}\n\n  <details><summary>${lines.length} differences</summary>\n`,
    ...lines,
    '\n  </details>',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`**${title}**`, '', ...lines.map((line) => `- ${line}`), ''];
}
