import type { Data, Path, SourceLocation } from '../../documents';

/** Told by an expression whose value is not written in the file: a reference, a call, an interpolation. */
export class NotWritten extends Error {}

/** A text between markers, as `values = [<<-EOT … EOT]` has it. */
export interface Heredoc {
  readonly text: string;
  /** Line of its first line in the file, and blanks that were taken from the start of each. */
  readonly line: number;
  readonly indent: number;
}

/** A value with the place of each of its parts. */
export interface HclValue {
  readonly value: Data;
  readonly heredoc?: Heredoc;
  locate(path: Path): SourceLocation;
}

type Places = Map<string, number>;

const tokenPattern =
  /(?<blank>(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+)|(?<heredoc><<(?<dash>-?)(?<marker>\w+)\r?\n(?<body>[\s\S]*?)^[ \t]*\k<marker>$)|(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w-]*)|(?<mark>[[\]{}(),=:])|(?<other>[\s\S])/my;

interface Token {
  readonly kind: 'heredoc' | 'text' | 'number' | 'word' | 'mark' | 'other';
  readonly text: string;
  readonly at: number;
  readonly heredoc?: { readonly body: string; readonly dash: boolean };
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.length) {
    const at = tokenPattern.lastIndex;
    const groups = tokenPattern.exec(source)?.groups;
    if (groups === undefined) break;
    const kind = kinds.find((one) => groups[one] !== undefined);
    if (kind === undefined) continue;
    const { body = '', dash } = groups;
    tokens.push({
      kind,
      text: groups[kind] ?? '',
      at,
      ...(kind === 'heredoc' ? { heredoc: { body, dash: dash === '-' } } : {}),
    });
  }
  return tokens;
}

const kinds = ['heredoc', 'text', 'number', 'word', 'mark', 'other'] as const;

/** A block with what is written in it. */
export interface HclBlock {
  readonly labels: readonly string[];
  /** Attributes whose value is written; of others it is only known that they are there. */
  readonly attributes: ReadonlyMap<string, HclValue | undefined>;
  readonly blocks: readonly (HclBlock & { readonly type: string })[];
}

/** The blocks of a type at the top of a file in Terraform's language. */
export function blocksOf(name: string, source: string, type: string): readonly HclBlock[] {
  return new Reader(name, source).top(type);
}

class Reader {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(
    private readonly name: string,
    private readonly source: string,
  ) {
    this.tokens = tokensOf(source);
  }

  top(type: string): HclBlock[] {
    const found: HclBlock[] = [];
    while (this.position < this.tokens.length) {
      const isWanted = this.next?.kind === 'word' && this.next.text === type;
      const block = this.block();
      if (block === undefined) this.position += 1;
      else if (isWanted) found.push(block);
    }
    return found;
  }

  private get next(): Token | undefined {
    return this.tokens[this.position];
  }

  private isMark(text: string, ahead = 0): boolean {
    const token = this.tokens[this.position + ahead];
    return token?.kind === 'mark' && token.text === text;
  }

  /** `type "label" "label" { … }`; undefined, and nothing read, where none stands here. */
  private block(): (HclBlock & { type: string }) | undefined {
    const start = this.position;
    const type = this.next;
    if (type?.kind !== 'word') return undefined;
    this.position += 1;
    const labels: string[] = [];
    for (let token = this.next; token?.kind === 'text'; token = this.next) {
      labels.push(token.text.slice(1, -1));
      this.position += 1;
    }
    if (!this.isMark('{')) {
      this.position = start;
      return undefined;
    }
    this.position += 1;
    return { type: type.text, labels, ...this.body() };
  }

  private body(): Pick<HclBlock, 'attributes' | 'blocks'> {
    const attributes = new Map<string, HclValue | undefined>();
    const blocks: (HclBlock & { type: string })[] = [];
    while (this.next !== undefined && !this.isMark('}')) {
      const key = this.next;
      if (key.kind === 'word' && this.isMark('=', 1)) {
        this.position += 2;
        attributes.set(key.text, this.attribute());
      } else {
        const block = this.block();
        if (block === undefined) this.position += 1;
        else blocks.push(block);
      }
    }
    this.position += 1;
    return { attributes, blocks };
  }

  private attribute(): HclValue | undefined {
    const start = this.position;
    const places: Places = new Map();
    const heredocs: Heredoc[] = [];
    try {
      const value = this.expression([], places, heredocs);
      const [heredoc] = heredocs;
      const locate = (path: Path) => this.place(path, places);
      return { value, locate, ...(heredocs.length === 1 && heredoc !== undefined ? { heredoc } : {}) };
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      this.position = start;
      this.pass();
      return undefined;
    }
  }

  /** Over an expression that is not read: to the end of its line, and of what it opens there. */
  private pass(): void {
    let depth = 0;
    let line = Number.POSITIVE_INFINITY;
    for (let token = this.next; token !== undefined; token = this.next) {
      if (depth === 0 && this.lineOf(token.at) > line) return;
      if (token.kind === 'mark' && '[{('.includes(token.text)) depth += 1;
      if (token.kind === 'mark' && ']})'.includes(token.text)) depth -= 1;
      if (depth < 0) return;
      this.position += 1;
      line = this.lineOf(token.at + token.text.length - 1);
    }
  }

  private expression(path: Path, places: Places, heredocs: Heredoc[]): Data {
    const token = this.next;
    if (token === undefined) throw new NotWritten();
    places.set(JSON.stringify(path), token.at);
    this.position += 1;
    if (token.kind === 'text') return plainText(token.text);
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'heredoc') return this.heredoc(token, heredocs);
    if (token.kind === 'mark' && token.text === '[') return this.list(path, places, heredocs);
    if (token.kind === 'mark' && token.text === '{') return this.map(path, places, heredocs);
    if (token.kind !== 'word') throw new NotWritten();
    if (words.has(token.text)) return words.get(token.text) ?? null;
    if ((token.text === 'yamlencode' || token.text === 'jsonencode') && this.isMark('(')) {
      this.position += 1;
      const value = this.expression(path, places, heredocs);
      if (!this.isMark(')')) throw new NotWritten();
      this.position += 1;
      return value;
    }
    throw new NotWritten();
  }

  private list(path: Path, places: Places, heredocs: Heredoc[]): Data[] {
    const items: Data[] = [];
    while (!this.isMark(']')) {
      items.push(this.expression([...path, items.length], places, heredocs));
      if (this.isMark(',')) this.position += 1;
      else if (!this.isMark(']')) throw new NotWritten();
    }
    this.position += 1;
    return items;
  }

  private map(path: Path, places: Places, heredocs: Heredoc[]): { [key: string]: Data } {
    const entries: [string, Data][] = [];
    while (!this.isMark('}')) {
      const key = this.next;
      if (key === undefined || !(key.kind === 'word' || key.kind === 'text')) throw new NotWritten();
      this.position += 1;
      if (!this.isMark('=') && !this.isMark(':')) throw new NotWritten();
      this.position += 1;
      const name = key.kind === 'text' ? plainText(key.text) : key.text;
      const value = this.expression([...path, name], places, heredocs);
      places.set(JSON.stringify([...path, name]), key.at);
      entries.push([name, value]);
      if (this.isMark(',')) this.position += 1;
    }
    this.position += 1;
    return Object.fromEntries(entries);
  }

  private heredoc({ at, heredoc }: Token, heredocs: Heredoc[]): string {
    const { body = '', dash = false } = heredoc ?? {};
    if (/(?<!\$)\$\{|(?<!%)%\{/.test(body)) throw new NotWritten();
    const lines = body.split('\n');
    const indents = lines
      .filter((one) => one.trim() !== '')
      .map((one) => /^[ \t]*/.exec(one)?.[0].length ?? 0);
    const indent = dash && indents.length > 0 ? Math.min(...indents) : 0;
    const text = lines
      .map((one) => one.slice(indent))
      .join('\n')
      .replaceAll('$${', '${')
      .replaceAll('%%{', '%{');
    heredocs.push({ text, line: this.lineOf(at) + 1, indent });
    return text;
  }

  private place(path: Path, places: Places): SourceLocation {
    for (let length = path.length; length >= 0; length--) {
      const at = places.get(JSON.stringify(path.slice(0, length)));
      if (at !== undefined) {
        const before = this.source.lastIndexOf('\n', at - 1);
        return { file: this.name, line: this.lineOf(at), column: at - before };
      }
    }
    return { file: this.name };
  }

  private starts: number[] | undefined;

  /** From 1. */
  private lineOf(at: number): number {
    this.starts ??= [0, ...[...this.source.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const words = new Map<string, Data>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function plainText(token: string): string {
  const inside = token.slice(1, -1);
  if (/(?<!\$)\$\{|(?<!%)%\{/.test(inside)) throw new NotWritten();
  try {
    return String(JSON.parse(`"${inside}"`))
      .replaceAll('$${', '${')
      .replaceAll('%%{', '%{');
  } catch {
    throw new NotWritten();
  }
}
