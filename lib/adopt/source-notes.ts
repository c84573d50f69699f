import type { Node } from '../documents';
import type { AdoptInput } from './input';
import type { AdoptNotes } from './notes';

/** What only the text of a configuration shows: anchors, merge keys, numbers that are too long, infinities. */
export function noteSource(input: AdoptInput, notes: AdoptNotes): void {
  const root = input.node();
  if (root !== undefined) visit(root, input, notes);
}

function visit(node: Node, input: AdoptInput, notes: AdoptNotes): void {
  const here = () => input.position(node.start);
  if (node.kind === 'alias') {
    notes.add(
      'changed',
      here(),
      `the alias *${node.name} is written out, since TypeScript has constants instead of anchors`,
    );
  }
  if (node.kind === 'scalar' && node.plain) noteNumber(node.text, () => here(), notes);
  if (node.kind === 'list') for (const item of node.items) visit(item, input, notes);
  if (node.kind !== 'map') return;
  for (const { key, keyNode, value } of node.entries) {
    if (key === '<<') notes.add('changed', input.position(keyNode.start), 'the merge key << is written out');
    visit(value, input, notes);
  }
}

function noteNumber(text: string, here: () => ReturnType<AdoptInput['position']>, notes: AdoptNotes): void {
  const digits = text.replaceAll('_', '');
  if (/^[+-]?\d{16,}$/.test(digits) && !Number.isSafeInteger(Number(digits))) {
    notes.add(
      'lost',
      here(),
      `${text} has more digits than a number of JavaScript holds; quote it where it is an identifier`,
    );
  }
  if (/^[+-]?\.(?:inf|nan)$/i.test(text))
    notes.add('lost', here(), `${text} is not a number that JSON or the cluster can hold`);
}
