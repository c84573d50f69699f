import { counted, enumerated, groupBy, terminalLine } from '../../documents';
import { type Alike, alike } from './alike';
import { sayChange } from './collector';
import type { FieldChange, ObjectDiff, TreeDiff } from './model';
import { isSame } from './model';
import { titleOf } from './snapshot';

/** `2 objects changed, 1 added, 1 removed`. */
export function summarise(objects: readonly ObjectDiff[]): string {
  const number = (change: ObjectDiff['change']) =>
    objects.filter((object) => object.change === change).length;
  const parts = (['changed', 'added', 'removed'] as const).flatMap((change) =>
    number(change) === 0 ? [] : [`${number(change)} ${change}`],
  );
  if (parts.length === 0) return 'no object changed';
  const [first = '', ...others] = parts;
  const [amount = '', verb = ''] = first.split(' ');
  return [`${counted(Number(amount), 'object')} ${verb}`, ...others].join(', ');
}

/** Differences that no remark speaks for. */
export function untold(object: ObjectDiff): readonly FieldChange[] {
  return object.fields.filter(
    ({ path }) =>
      !object.told.some(
        (prefix) => path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`),
      ),
  );
}

/** Objects that came or went with their whole folder, told as one. */
export interface Group {
  readonly change: 'added' | 'removed';
  readonly folder: string;
  readonly objects: readonly ObjectDiff[];
}

/** Takes together what was added or removed in one folder; what changed, or came alone, stands for itself. */
export function grouped(objects: readonly ObjectDiff[]): (ObjectDiff | Group)[] {
  const plain = objects.filter(
    ({ change, remarks, file }) => change !== 'changed' && remarks.length === 0 && file.includes('/'),
  );
  const folders = groupBy(plain, (object) => `${object.change} ${folderOf(object)}`);
  const groups = [...folders.values()].filter((members) => members.length > 2);
  const inGroup = new Set(groups.flat());
  return [
    ...objects.filter((object) => !inGroup.has(object)),
    ...groups.flatMap((members) => {
      const [first] = members;
      return first === undefined || first.change === 'changed'
        ? []
        : [{ change: first.change, folder: folderOf(first), objects: members }];
    }),
  ];
}

function folderOf(object: ObjectDiff): string {
  return object.file.slice(0, object.file.lastIndexOf('/'));
}

interface Member {
  readonly kind: string;
  /** With its namespace, where it has one. */
  readonly title: string;
}

/** Takes `Deployment develop/orders` apart. */
function memberOf(object: string): Member {
  const space = object.indexOf(' ');
  return { kind: object.slice(0, space), title: object.slice(space + 1) };
}

/** `Deployment, Service and ServiceAccount develop/orders`: kinds of one name are told together. */
function listMembers(members: readonly Member[]): string {
  return [...groupBy(members, ({ title }) => title)]
    .map(([title, named]) => `${enumerated(named.map(({ kind }) => kind))} ${title}`)
    .join('; ');
}

/** The objects of a group in few words. */
export function groupMembers(objects: readonly ObjectDiff[]): string {
  return listMembers(objects.map((object) => memberOf(titleOf(object))));
}

const order = ['changed', 'added', 'removed'];

/** Changed first, then what came, then what went. */
export function inOrder<T extends { readonly change: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
}

/** A difference as text for a terminal or a commit message, about 100 columns wide. Empty text for none. */
export function formatText(diff: TreeDiff): string {
  if (isSame(diff) && diff.problems.length === 0) return '';
  const lines = [
    ...diff.problems.map((problem) => `!! ${problem}`),
    ...alike(diff.environments).flatMap(blockLines),
  ];
  return `${lines.map(terminalLine).join('\n').trimEnd()}\n`;
}

function blockLines({ environments, diff }: Alike): string[] {
  return [
    heading(environments, diff),
    ...(environments.length === 1 ? [] : wrapped(environments).map((line) => `  ${line}`)),
    ...alarms(diff).map((alarm) => `!! ${alarm}`),
    ...paragraph(inOrder(grouped(diff.objects)).flatMap(objectLines)),
    ...section(
      'Pods that restart',
      diff.restarts.map(({ object, reason, certain }) => `${object}${certain ? '' : ' (maybe)'}: ${reason}`),
    ),
    ...section('What Flux does with removed objects', quietDeletions(diff)),
    '',
  ];
}

type Told = Alike['diff'];

/** `develop: 2 objects changed, 1 removed`, or `the same change in 29 clusters: …`. */
export function heading(environments: readonly string[], { objects, deletions }: Told): string {
  const removed = new Set(objects.filter(({ change }) => change === 'removed').map(titleOf));
  const dropped = deletions.filter(({ object }) => !removed.has(object)).length;
  const [only = ''] = environments;
  const where = environments.length === 1 ? only : `the same change in ${environments.length} clusters`;
  return `${where}: ${summarise(objects)}${dropped === 0 ? '' : `, ${dropped} no longer applied`}`;
}

/** Names joined by commas, in lines of about 100 columns. */
function wrapped(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const [index, name] of names.entries()) {
    const item = index === names.length - 1 ? name : `${name},`;
    const last = lines.at(-1);
    if (last === undefined || last.length + item.length > 96) lines.push(item);
    else lines[lines.length - 1] = `${last} ${item}`;
  }
  return lines;
}

/** What must not be overlooked, in capitals where something is deleted for good. */
export function alarms(diff: Told): string[] {
  const deletions = diff.deletions.filter((deletion) => deletion.alarming);
  return [
    ...deletions.map(
      ({ object, outcome, reason }) =>
        `${outcome === 'delete' ? 'DELETES' : 'MAY DELETE'} ${shout(object)}: ${reason}`,
    ),
    ...diff.warnings,
  ];
}

function shout(object: string): string {
  const [kind = '', ...rest] = object.split(' ');
  return [kind.toUpperCase(), ...rest].join(' ');
}

/** Deletions that alarm nobody; equal reasons are told once. */
export function quietDeletions(diff: Told): string[] {
  const quiet = diff.deletions.filter(({ alarming }) => !alarming);
  const byReason = groupBy(quiet, ({ outcome, reason }) =>
    outcome === 'delete' ? `deleted (${reason})` : reason,
  );
  return [...byReason].map(
    ([reason, deletions]) => `${listMembers(deletions.map(({ object }) => memberOf(object)))}: ${reason}`,
  );
}

function objectLines(item: ObjectDiff | Group): string[] {
  if ('folder' in item) return [`  ${sign(item.change)} ${item.folder}/: ${groupMembers(item.objects)}`];
  const title = `  ${sign(item.change)} ${titleOf(item)}`;
  return [title, ...[...item.remarks, ...untold(item).map(sayChange)].map((line) => `      ${line}`)];
}

function paragraph(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function sign(change: ObjectDiff['change']): string {
  return { added: '+', removed: '-', changed: '~' }[change];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `  ${title}`, ...lines.map((line) => `    ${line}`)];
}
