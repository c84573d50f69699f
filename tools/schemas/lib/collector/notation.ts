import { type NotedType, type ScalarKind, scalarKinds } from './model';

const token = /\s*('[^']*'|-?\d+(?:\.\d+)?|[A-Za-z][A-Za-z0-9]*|\[\]|\{\}|[()|])/y;

/**
 * Reads the short notation of a type: `text`, `duration[]` (list), `secret{}` (map with text keys), `'a' | 'b'`
 * (enumeration), `HttpClient` (struct), `|` between any of them, and parentheses.
 *
 * @throws Error where the text is not of that form
 */
export function parseType(text: string): NotedType {
  const tokens = tokenize(text);
  const type = parseUnion(tokens, text);
  if (tokens.length > 0) throw new Error(`"${text}": "${tokens[0]}" is out of place`);
  return type;
}

function tokenize(text: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  let position = 0;
  while (text.slice(position).trim() !== '') {
    token.lastIndex = position;
    const match = token.exec(text);
    if (match?.[1] === undefined) throw new Error(`"${text}" is not a type of the catalog's notation`);
    found.push(match[1]);
    position = token.lastIndex;
  }
  return found;
}

function parseUnion(tokens: string[], text: string): NotedType {
  const members = [parseSuffixed(tokens, text)];
  while (tokens[0] === '|') {
    tokens.shift();
    members.push(parseSuffixed(tokens, text));
  }
  return joinTypes(members);
}

function parseSuffixed(tokens: string[], text: string): NotedType {
  let type = parseAtom(tokens, text);
  while (tokens[0] === '[]' || tokens[0] === '{}') {
    type = { kind: tokens.shift() === '[]' ? 'list' : 'map', of: type };
  }
  return type;
}

function parseAtom(tokens: string[], text: string): NotedType {
  const word = tokens.shift();
  if (word === undefined) throw new Error(`"${text}" ends too early`);
  if (word === '(') {
    const inner = parseUnion(tokens, text);
    if (tokens.shift() !== ')') throw new Error(`"${text}" lacks a closing parenthesis`);
    return inner;
  }
  if (word.startsWith("'")) return { kind: 'enumeration', values: [word.slice(1, -1)] };
  if (/^-?\d/.test(word)) return { kind: 'enumeration', values: [Number(word)] };
  const scalar = scalarKinds.find((kind): kind is ScalarKind => kind === word);
  if (scalar) return { kind: scalar };
  if (/^[A-Z]/.test(word)) return { kind: 'struct', name: word };
  throw new Error(`"${text}": "${word}" is not a type`);
}

/** One type for several; enumerations among them become one. */
export function joinTypes(members: readonly NotedType[]): NotedType {
  const values = members.flatMap((member) => (member.kind === 'enumeration' ? member.values : []));
  const others = members.filter((member) => member.kind !== 'enumeration');
  const joined: NotedType[] = [...others];
  if (values.length > 0) joined.unshift({ kind: 'enumeration', values: [...new Set(values)] });
  return joined.length === 1 && joined[0] !== undefined ? joined[0] : { kind: 'union', of: joined };
}

/** Writes the notation that `parseType` reads. */
export function printType(type: NotedType): string {
  switch (type.kind) {
    case 'enumeration':
      return type.values
        .map((value) => (typeof value === 'number' ? String(value) : `'${value}'`))
        .join(' | ');
    case 'list':
      return `${printElement(type.of)}[]`;
    case 'map':
      return `${printElement(type.of)}{}`;
    case 'struct':
      return type.name;
    case 'union':
      return type.of.map(printType).join(' | ');
    default:
      return type.kind;
  }
}

function printElement(type: NotedType): string {
  const several = type.kind === 'union' || (type.kind === 'enumeration' && type.values.length > 1);
  return several ? `(${printType(type)})` : printType(type);
}

/** Names of the structs that a type mentions. */
export function structsOf(type: NotedType): string[] {
  if (type.kind === 'struct') return [type.name];
  if (type.kind === 'list' || type.kind === 'map') return structsOf(type.of);
  if (type.kind === 'union') return type.of.flatMap(structsOf);
  return [];
}
