import { jsonText, markupText, mermaidText, visible } from '../escapes';

/** Forms are found by so many characters at their start; no secret is shorter. */
const start = 4;

/** The forms that begin alike. */
interface Bucket {
  readonly forms: Set<string>;
  /** Lengths of the forms, the greatest first. */
  lengths: readonly number[];
}

/** Finds texts that are known, in every form in which an output may show them, however many there are. */
export class KnownTexts {
  private readonly buckets = new Map<string, Bucket>();
  /** First characters of all forms: most places of a text begin with none of them. */
  private readonly first = new Set<number>();

  constructor(texts: Iterable<string>) {
    for (const text of texts) for (const form of formsOf(text)) this.add(form);
    for (const bucket of this.buckets.values())
      bucket.lengths = [...new Set([...bucket.forms].map(({ length }) => length))].sort((a, b) => b - a);
  }

  /** A text with a word in the place of each that is known; at each place the longest one counts. */
  replaceIn(text: string, word: string): string {
    let result = '';
    let done = 0;
    for (let at = 0; at + start <= text.length; at += 1) {
      const length = this.first.has(text.charCodeAt(at)) ? this.lengthAt(text, at) : 0;
      if (length === 0) continue;
      result += text.slice(done, at) + word;
      done = at + length;
      at = done - 1;
    }
    return done === 0 ? text : result + text.slice(done);
  }

  private lengthAt(text: string, at: number): number {
    const { forms, lengths = [] } = this.buckets.get(text.slice(at, at + start)) ?? {};
    return (
      lengths.find((length) => forms?.has(text.slice(at, at + length)) && standsAlone(text, at, length)) ?? 0
    );
  }

  private add(form: string): void {
    if (form.length < start) return;
    const key = form.slice(0, start);
    const bucket = this.buckets.get(key) ?? { forms: new Set(), lengths: [] };
    bucket.forms.add(form);
    this.buckets.set(key, bucket);
    this.first.add(form.charCodeAt(0));
  }
}

function formsOf(text: string): string[] {
  const forms = [text, visible(text), jsonText(text).slice(1, -1), markupText(text), mermaidText(text)];
  return text.length >= 8 ? [...forms, Buffer.from(text).toString('base64')] : forms;
}

const wordCharacter = /\w/;

/** A form that begins or ends like a word must do so in the text; one that is a plain word is no name of a field. */
function standsAlone(text: string, at: number, length: number): boolean {
  const end = at + length;
  const joins = (before: number) =>
    wordCharacter.test(text.charAt(before)) && wordCharacter.test(text.charAt(before + 1));
  if (joins(at - 1) || joins(end - 1)) return false;
  return !/^["']?:\s/.test(text.slice(end, end + 3)) || !/^[a-z]+$/.test(text.slice(at, end));
}
