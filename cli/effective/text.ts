import { stringify } from 'yaml';
import type { Change, ExplainedRelease, Surprise } from '../../lib/helm';

const yaml = { lineWidth: 100, indentSeq: false } as const;

function indented(text: string, by: number): string {
  const blanks = ' '.repeat(by);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${blanks}${line}`)
    .join('\n');
}

function pathText(path: readonly (string | number)[]): string {
  return path.join('.');
}

function valueText(value: unknown): string {
  const text = stringify(value, yaml).trimEnd();
  return text.includes('\n') ||
    (typeof value === 'object' && value !== null && text !== '{}' && text !== '[]')
    ? `\n${indented(text, 6)}`
    : ` ${text}`;
}

function changeText({ kind, path, by, before, after }: Change): string {
  const head = `${{ added: '+', changed: '~', lost: '-' }[kind]} ${pathText(path)}  # ${by}`;
  if (kind === 'added') return `  ${head}${valueText(after)}`;
  const was = before === undefined ? '' : `\n    written:${valueText(before)}`;
  const is = after === undefined ? '' : `\n    runs:${valueText(after)}`;
  return `  ${head}${was}${is}`;
}

function surpriseText({ message, write, drop = [] }: Surprise, position: number): string {
  const lines = [`  ${position + 1}. ${message}`];
  if (Object.keys(write).length > 0) lines.push('     write:', indented(stringify(write, yaml), 7));
  if (drop.length > 0) lines.push(`     drop: ${drop.join(', ')}`);
  return lines.join('\n');
}

/** Whether something in the advice removes a default by null, which does not survive everywhere. */
function holdsNull(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.values(value as object).some(holdsNull);
}

/** The differences between what was written and what runs, and the surprises, for people. */
export function diffText(explained: ExplainedRelease): string {
  const { release, namespace, chartVersion, image, changes, surprises } = explained;
  const title = `${release} in ${namespace}: chart ${chartVersion}, image ${image}`;
  const groups = (['added', 'changed', 'lost'] as const).flatMap((kind) => {
    const some = changes.filter((change) => change.kind === kind);
    return some.length === 0 ? [] : [[`${kind}:`, ...some.map(changeText)].join('\n')];
  });
  const told = surprises.length === 0 ? [] : [['surprises:', ...surprises.map(surpriseText)].join('\n')];
  const hint = surprises.some(({ write }) => holdsNull(write))
    ? [
        'null removes a default where values are a file or come by valuesFrom; cdk8s drops it, and the API server loses it\non update. A configuration under `alternateConfig` is used alone, and needs none of these.',
      ]
    : [];
  const nothing = groups.length + told.length === 0 ? ['what is written is what runs'] : [];
  return `${[title, ...groups, ...told, ...hint, ...nothing].join('\n\n')}\n`;
}
