import { substituteKey } from '../escape';
import { substitute } from '../substitution';
import { type Expression, expressionsOf, parseTemplate, TemplateError } from '../template';
import { BuildFault } from './fault';
import {
  type BuildNode,
  dig,
  fieldOf,
  type Mapping,
  type Scalar,
  scalar,
  type TextPlace,
  textOf,
} from './nodes';
import { isPlain, quoted, type Style, styleOf } from './print';
import { readText } from './read';
import { jsonText, readIn11, typeOf } from './scalars';

/** Variables of a post-build substitution, as far as the tree tells them. */
export interface SubstitutionVariables {
  readonly known: ReadonlyMap<string, string>;
  /** Names that are set to what is not known here: keys of an encrypted Secret. */
  readonly unknown: ReadonlySet<string>;
  /** True where further names may be set: an object that is not in the tree is named. */
  readonly isOpen: boolean;
}

/** Whether an object opts out of substitution. */
export function optsOut(root: Mapping): boolean {
  return ['labels', 'annotations'].some(
    (key) => textOf(dig(root, 'metadata', key, substituteKey)) === 'disabled',
  );
}

/**
 * Replaces the variables in an object as kustomize-controller 1.9 does: in the whole text of the object, keys and all, which is then
 * read again as YAML. An expression whose variable is not known stays, and its value is marked as unknown.
 */
export function substituteObject(
  root: Mapping,
  variables: SubstitutionVariables,
  hear: SubstitutionListener,
): void {
  new Substituter(variables, hear).visit({ node: root, replace: () => {}, before: 'key' });
}

/** Who hears of what a substitution meets. */
export interface SubstitutionListener {
  /** Takes what stops the build. */
  stop(fault: BuildFault): void;
  /** Takes a variable that is not set and becomes empty text; where it is absent, such a variable stops the build. */
  empties?(fault: BuildFault): void;
}

/** Marks texts that a substitution would change as unknown: whether it runs hangs on what is not in the tree. */
export function markTemplates(node: BuildNode): void {
  if (node.kind === 'scalar') {
    if (/\$[{$]/.test(node.value)) node.unknown = true;
  } else if (node.kind === 'list') for (const item of node.items) markTemplates(item);
  else for (const { value } of node.fields) markTemplates(value);
}

interface Slot {
  readonly node: BuildNode;
  replace(node: BuildNode): void;
  /** What stands before the value in YAML: a value that becomes more than a scalar depends on it. */
  readonly before: 'key' | 'dash';
}

class Substituter {
  constructor(
    private readonly variables: SubstitutionVariables,
    private readonly hear: SubstitutionListener,
  ) {}

  visit({ node, replace, before }: Slot): void {
    if (node.kind === 'scalar') {
      if (node.value.includes('$')) this.#value(node, replace, before);
      return;
    }
    if (node.kind === 'list') {
      for (const [index, item] of node.items.entries()) {
        this.visit({
          node: item,
          replace: (made) => {
            node.items[index] = made;
          },
          before: 'dash',
        });
      }
      return;
    }
    for (const field of [...node.fields]) {
      this.visit({
        node: field.value,
        replace: (made) => {
          field.value = made;
        },
        before: 'key',
      });
      if (field.key.includes('$')) this.#key(node, field.key, field.place);
    }
  }

  #value(node: Scalar, replace: (node: BuildNode) => void, before: Slot['before']): void {
    if (typeOf(node) !== 'str') return;
    const style = styleOf(node.value, '1.1');
    const result = this.#evaluate(written(node.value, style), node.place);
    if (result === undefined) {
      node.unknown = true;
      return;
    }
    const made = this.#read(result.text, style, node.place, before);
    if (made === undefined) return;
    if (made.kind === 'scalar') {
      if (result.isUnknown || node.unknown === true) made.unknown = true;
      if (node.indent !== undefined) made.indent = node.indent;
    }
    replace(made);
  }

  #key(map: Mapping, key: string, place: TextPlace): void {
    const style = styleOf(key, '1.1');
    const result = this.#evaluate(written(key, style), place);
    if (result === undefined) return;
    const made = this.#read(result.text, style, place, 'key');
    const field = fieldOf(map, key);
    if (field === undefined || made?.kind !== 'scalar') return;
    // A key that reads as a number is written as one.
    const name = jsonText(made.value, typeOf(made));
    const other = fieldOf(map, name);
    if (other !== undefined && other !== field) map.fields = map.fields.filter((each) => each !== other);
    field.key = name;
  }

  /** The text with its variables replaced; undefined where it cannot be. */
  #evaluate(text: string, place: TextPlace): { text: string; isUnknown: boolean } | undefined {
    try {
      let isUnknown = false;
      const parts = parseTemplate(text).map((node) => {
        if (typeof node === 'string') return node;
        if (this.#isUnknown(node)) {
          isUnknown = true;
          return node.source;
        }
        return this.#expression(node, place);
      });
      return parts.includes(undefined) ? undefined : { text: parts.join(''), isUnknown };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const message = `${oneLine(error.source)} cannot be substituted: ${error.message}`;
      this.hear.stop(
        new BuildFault(message, place, 'write $${ where the text is meant, or mend the expression'),
      );
      return undefined;
    }
  }

  #isUnknown(expression: Expression): boolean {
    const { known, unknown, isOpen } = this.variables;
    return expressionsOf([expression]).some(
      ({ variable }) => !known.has(variable) && (unknown.has(variable) || isOpen),
    );
  }

  #expression(expression: Expression, place: TextPlace): string | undefined {
    const { known } = this.variables;
    const result = substitute(expression.source, known, { strict: true });
    if ('text' in result) return result.text;
    const isUnset = result.variable !== undefined && !known.has(result.variable);
    const message = isUnset
      ? `${oneLine(result.source)} is not set by the Kustomization that applies this`
      : `${oneLine(result.source)} cannot be substituted: ${result.error}`;
    const fix = isUnset
      ? `set ${result.variable} in postBuild, write $\${${result.source.slice(2)} where the text is meant, or give a default`
      : 'mend the expression';
    const fault = new BuildFault(message, place, fix);
    const blank = isUnset ? substitute(expression.source, known, { strict: false }) : result;
    if (this.hear.empties === undefined || !('text' in blank)) this.hear.stop(fault);
    else this.hear.empties(fault);
    return this.hear.empties !== undefined && 'text' in blank ? blank.text : undefined;
  }

  /** What YAML makes of a value once it is replaced. */
  #read(text: string, style: Style, place: TextPlace, before: Slot['before']): BuildNode | undefined {
    if (style === 'literal') return scalar(text, place, 'str');
    if (style === 'plain' && isPlain(text) && !text.includes('\n')) return plainScalar(text, place);
    const { documents, fault } = readText(`${before === 'key' ? 'x:' : '-'} ${text}\n`, {
      position: () => ({}),
    });
    const [document] = documents;
    const value = onlyValue(document);
    if (fault !== undefined || value === undefined) {
      const message = `once its variables are replaced this is not YAML: ${oneLine(text)}`;
      this.hear.stop(
        new BuildFault(
          message,
          place,
          'put the expression in quotes that survive, with a variable that holds a quote',
        ),
      );
      return undefined;
    }
    return moved(value, place);
  }
}

/** A value that came out of a substitution stands where its expression stood, and is read as YAML 1.1. */
function moved(node: BuildNode, place: TextPlace): BuildNode {
  if (node.kind === 'list')
    return { kind: 'list', place, items: node.items.map((item) => moved(item, place)) };
  if (node.kind === 'map') {
    return {
      kind: 'map',
      place,
      fields: node.fields.map((field) => ({ ...field, place, value: moved(field.value, place) })),
    };
  }
  return node.quoted ? scalar(node.value, place, 'str', true) : plainScalar(node.value, place);
}

function onlyValue(document: BuildNode | undefined): BuildNode | undefined {
  if (document?.kind === 'list') return document.items.length === 1 ? document.items[0] : undefined;
  return document?.kind === 'map' && document.fields.length === 1 ? document.fields[0]?.value : undefined;
}

function plainScalar(text: string, place: TextPlace): Scalar {
  const { value, tag } = readIn11(text);
  return scalar(value, place, tag);
}

function written(text: string, style: Style): string {
  return style === 'single' || style === 'double' ? quoted(text, style) : text;
}

function oneLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
