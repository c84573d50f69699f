import { stringify } from 'yaml';
import { type Finding, withPatchesOnce } from '../../lib/checks';
import type { Change, ExplainedRelease } from '../../lib/helm';

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

function findingText({ rule, severity, message, fix, patch }: Finding, position: number): string {
  const lines = [`  ${position + 1}. ${message} (${severity} ${rule})`];
  if (patch === undefined) return [...lines, `     ${fix}`].join('\n');
  const { write, drop = [] } = patch;
  if (Object.keys(write).length > 0) lines.push('     write:', indented(stringify(write, yaml), 7));
  if (drop.length > 0) lines.push(`     drop: ${drop.map(pathText).join(', ')}`);
  return lines.join('\n');
}

/**
 * The differences between what was written and what runs, and what is wrong with the parts that the author did not write,
 * for people.
 */
export function diffText(explained: ExplainedRelease, findings: readonly Finding[]): string {
  const { release, namespace, chartVersion, image, changes } = explained;
  const title = `${release} in ${namespace}: chart ${chartVersion}, image ${image}`;
  const groups = (['added', 'changed', 'lost'] as const).flatMap((kind) => {
    const some = changes.filter((change) => change.kind === kind);
    return some.length === 0 ? [] : [[`${kind}:`, ...some.map(changeText)].join('\n')];
  });
  const told =
    findings.length === 0
      ? []
      : [['not written, and wrong:', ...withPatchesOnce(findings).map(findingText)].join('\n')];
  const nothing = groups.length + told.length === 0 ? ['what is written is what runs'] : [];
  return `${[title, ...groups, ...told, ...nothing].join('\n\n')}\n`;
}
