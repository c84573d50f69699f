import type { Random } from '../../tools/fuzz/random';

/** One slip in a text: a character, a word or a sign that is gone, doubled, changed or misspelt. */
export function slip(text: string, random: Random): string {
  const kind = random.below(8);
  if (kind === 0) return withoutCharacter(text, random);
  if (kind === 1) return withCharacter(text, random);
  const words = text.match(/"(?:\\.|[^"\\])*"|[A-Za-z_]\w*|\d+(?:\.\d+)?|==|!=|<=|>=|\s+|./gs) ?? [];
  const places = words.flatMap((word, at) => (word.trim() === '' ? [] : [at]));
  if (places.length === 0) return `${text}"`;
  const at = random.pick(places);
  const word = words[at] ?? '';
  const changed = [...words];
  if (kind === 2) changed[at] = '';
  else if (kind === 3) changed[at] = `${word} ${word}`;
  else if (kind === 4) changed[at] = words[random.pick(places)] ?? '';
  else if (kind === 5) changed[at] = random.pick(strange);
  else if (kind === 6) changed[at] = misspelt(word, random);
  else changed[at] = swapped[word] ?? otherCase(word);
  return changed.join('');
}

const strange = [
  '=',
  'where',
  'and',
  '&&',
  "'a'",
  '1',
  '"x"',
  'nil',
  'true',
  ')',
  '(',
  ',',
  '[',
  'name',
  'SPAN_KIND_NOWHERE',
  'Concat',
  'set',
  'Now()',
  '.',
  '-',
];

const swapped: Readonly<Record<string, string>> = {
  '==': '=',
  and: 'or',
  '!=': '=!',
  '(': '[',
  ')': ']',
  '[': '(',
  ']': ')',
};

function withoutCharacter(text: string, random: Random): string {
  const at = random.below(text.length);
  return text.slice(0, at) + text.slice(at + 1);
}

function withCharacter(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick([...'()[]"=.,aZ_1 \\']) + text.slice(at);
}

function misspelt(word: string, random: Random): string {
  if (word.length < 2) return `${word}x`;
  const at = random.below(word.length - 1);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

function otherCase(word: string): string {
  const first = word.charAt(0);
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + word.slice(1);
}
