import { at, type Node, type Path, type YamlDocument } from '../../documents';
import type { BuiltObject } from '../../flux';
import type { CollectorSubject, ObjectSubject } from '../subject';
import type { SourceProblem } from './source';

const booleanWord = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
const mayHoldWord = /(?:^|[\s:[{,-])(?:y|yes|n|no|on|off)[ \t]*(?:$|[,}\]#:])/im;
/** Plain keys that are numbers, booleans or null to kustomize: `{8080: x}`, `{true: x}`. */
const valueAsKey =
  /^(?:[-+]?(?:\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|0[xX][\da-fA-F_]+|0[bB][01_]+|0o[0-7_]+)|[Tt]rue|TRUE|[Ff]alse|FALSE|[Nn]ull|NULL|~)$/;
const mayHoldValueAsKey = /(?:^|[\s{,])(?:[-+]?\d[\w.+-]*|true|false|null|~)[ \t]*:(?:\s|$)/im;
const versionKey = /^(?:tag|version|\w+(?:Tag|Version))$/;
const mayHoldVersion = /(?:tag|version)"?:[ \t]+[\d.]+/i;

/**
 * Plain words that YAML 1.1 and 1.2 read differently, and versions that are read as numbers and lose a digit by it.
 *
 * @param subject the object or collector in the document
 */
export function ambiguousScalars(
  document: YamlDocument,
  subject: ObjectSubject | CollectorSubject,
): SourceProblem[] {
  const isObject = 'apiVersion' in subject;
  const mayHoldKey = isObject && mayHoldValueAsKey.test(document.text);
  if (!mayHoldKey && !mayHoldWord.test(document.text) && !mayHoldVersion.test(document.text)) return [];
  const problems: SourceProblem[] = [];
  const report = (rule: string, message: string, node: Node, path: Path) =>
    problems.push({ rule, message, path, location: document.position(node.start), subject });
  const visit = (node: Node, path: Path, key: string): void => {
    if (node.kind === 'list')
      for (const [index, item] of node.items.entries()) visit(item, [...path, index], '');
    if (node.kind === 'scalar' && node.plain) {
      if (booleanWord.test(node.text))
        report('YM-1', `the plain word ${node.text} is a boolean to some readers`, node, path);
      else if (versionKey.test(key) && losesDigits(node.text)) {
        report('YM-2', `${key}: ${node.text} is the number ${Number(node.text)}`, node, path);
      }
    }
    if (node.kind !== 'map') return;
    for (const entry of node.entries) {
      const { keyNode } = entry;
      if (keyNode.kind === 'scalar' && keyNode.plain && booleanWord.test(keyNode.text)) {
        report('YM-1', `the plain key ${keyNode.text} is a boolean to some readers`, keyNode, [
          ...path,
          entry.key,
        ]);
      }
      if (isObject && keyNode.kind === 'scalar' && keyNode.plain && valueAsKey.test(keyNode.text)) {
        const message = `the plain key ${keyNode.text} is not text, and kustomize cannot build a map with it`;
        report('YM-3', message, keyNode, [...path, entry.key]);
      }
      visit(entry.value, [...path, entry.key], entry.key);
    }
  };
  const root = document.root();
  if (root !== undefined) visit(root, [], '');
  return problems;
}

function losesDigits(text: string): boolean {
  return /^\d+(?:\.\d+)?$/.test(text) && String(Number(text)) !== text;
}

/**
 * Versions of an object, as its author wrote them and kustomize carries them, that are read as numbers and lose a digit by it.
 *
 * @param subject the object that was built
 */
export function versionProblems(built: BuiltObject, subject: ObjectSubject): SourceProblem[] {
  const problems: SourceProblem[] = [];
  const visit = (node: BuiltNode, path: Path, key: string): void => {
    if (node.kind === 'list')
      for (const [index, item] of node.items.entries()) visit(item, [...path, index], '');
    else if (node.kind === 'map')
      for (const field of node.fields) visit(field.value, [...path, field.key], field.key);
    else if (!node.quoted && versionKey.test(key) && losesDigits(node.value)) {
      const read = at(subject.object, path);
      if (typeof read !== 'number') return;
      const message = `${key}: ${node.value} is the number ${read}`;
      problems.push({ rule: 'YM-2', message, path, location: built.locate(path), subject });
    }
  };
  visit(built.node, [], '');
  return problems;
}

type BuiltNode = BuiltObject['node'] | BuiltObject['node']['fields'][number]['value'];
