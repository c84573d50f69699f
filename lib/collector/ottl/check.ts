import { nearest } from '../../documents';
import { argumentsFault, type Checker } from './arguments';
import { pathFault, segmentsOf } from './paths';
import { contextsWith, functionNames, hasFunction, type OttlScope } from './scope';
import type { Call, Condition, Key, Lambda, PathValue, Statement, Value } from './syntax';
import type { OttlFault } from './tokens';

/** What keeps a statement from being taken where it stands. */
export function statementFault({ call, where }: Statement, scope: OttlScope): OttlFault | undefined {
  const checker = new TreeChecker(scope);
  return (
    checker.editor(call) ??
    (where === undefined ? undefined : checker.condition(where)) ??
    changeOfRequest(call)
  );
}

/** What the collector says of a request, and the place of an event in its span, are read and never changed. */
function changeOfRequest({ name, arguments: [target] }: Call): OttlFault | undefined {
  const path = target?.value;
  if (path?.kind !== 'path') return undefined;
  const last = path.fields.at(-1)?.name ?? '';
  if (path.context !== 'otelcol' && !(last === 'event_index' && path.fields.length === 1)) return undefined;
  const shown = [path.context, ...path.fields.map((field) => field.name)].filter((word) => word).join('.');
  return {
    message: `"${shown}" cannot be changed: "${name}" fails each time`,
    start: path.start,
    end: path.end,
    isLate: true,
  };
}

export function conditionFault(condition: Condition, scope: OttlScope): OttlFault | undefined {
  return new TreeChecker(scope).condition(condition);
}

export function valueFault(value: Value, scope: OttlScope): OttlFault | undefined {
  return new TreeChecker(scope).value(value);
}

/** Names that are wrong whatever the release and the place: a text that no release would read. */
export function caseFault(tree: Statement | Condition | Value): OttlFault | undefined {
  return tree.kind === 'statement' && !tree.call.isEditor ? converterAtStart(tree.call) : editorAsValue(tree);
}

/** A function in lower case where a value belongs. */
function editorAsValue(tree: unknown): OttlFault | undefined {
  for (const call of callsIn(tree)) {
    if (!call.isEditor) continue;
    if (call !== (tree as Partial<Statement>).call) return lowerCaseFault(call, []);
    if (call.keys.length > 0) return indexedEditor(call);
  }
  return undefined;
}

/** Every call in a tree, the outer before the inner. */
export function callsIn(tree: unknown): Call[] {
  if (Array.isArray(tree)) return tree.flatMap(callsIn);
  if (typeof tree !== 'object' || tree === null) return [];
  const inner = Object.values(tree).flatMap(callsIn);
  return (tree as Partial<Call>).kind === 'call' ? [tree as Call, ...inner] : inner;
}

function converterAtStart({ name, start, nameEnd }: Call): OttlFault {
  return {
    message: `"${name}" gives a value and changes nothing: a statement begins with a function in lower case, such as set`,
    start,
    end: nameEnd,
    fix: `Write set(…, ${name}(…)).`,
  };
}

function indexedEditor({ name, nameEnd, end }: Call): OttlFault {
  return { message: `"${name}" gives nothing that a key could be looked up in`, start: nameEnd, end };
}

function lowerCaseFault({ name, start, nameEnd }: Call, converters: readonly string[]): OttlFault {
  const alike = converters.find((known) => known.toLowerCase() === name.replaceAll('_', '').toLowerCase());
  return {
    message: `"${name}" is not a function that gives a value`,
    start,
    end: nameEnd,
    fix:
      alike === undefined ? 'Functions that give a value begin with a capital letter.' : `Write "${alike}".`,
  };
}

/** Goes through a tree and tells the first thing that the place does not know. */
class TreeChecker implements Checker {
  /** Names of the parameters of the lambdas around. */
  private locals: readonly string[] = [];

  constructor(readonly scope: OttlScope) {}

  editor(call: Call): OttlFault | undefined {
    if (!call.isEditor) return converterAtStart(call);
    if (call.keys.length > 0) return indexedEditor(call);
    return this.call(call);
  }

  condition(condition: Condition): OttlFault | undefined {
    switch (condition.kind) {
      case 'compare':
        return this.value(condition.left) ?? this.value(condition.right);
      case 'constant':
        return undefined;
      case 'test':
        return this.value(condition.call);
      case 'not':
        return this.condition(condition.operand);
      default:
        return firstOf(condition.operands, (operand) => this.condition(operand));
    }
  }

  value(value: Value): OttlFault | undefined {
    switch (value.kind) {
      case 'path':
        return this.path(value);
      case 'call':
        return value.isEditor
          ? lowerCaseFault(value, functionNames(this.scope, false))
          : (this.call(value) ?? (this.scope.checksKeysOfCalls ? this.keys(value.keys) : undefined));
      case 'enum':
        return this.enumeration(value);
      case 'list':
        return firstOf(value.values, (item) => this.value(item));
      case 'map':
        return firstOf(value.entries, (entry) => this.value(entry.key) ?? this.value(entry.value));
      case 'math':
        return firstOf(value.operands, (operand) => this.value(operand));
      case 'lambda':
        return this.lambda(value);
      default:
        return undefined;
    }
  }

  path(path: PathValue): OttlFault | undefined {
    const segments = segmentsOf(path);
    const keyed = firstOf(segments, ({ keys }) => this.keys(keys));
    if (keyed !== undefined) return keyed;
    if (!this.locals.includes(segments[0]?.name ?? '')) return pathFault(path, this.scope);
    if (segments.length === 1) return undefined;
    return {
      message: `"${segments[0]?.name}" has no fields: it is a parameter`,
      start: path.start,
      end: path.end,
    };
  }

  private keys(keys: readonly Key[]): OttlFault | undefined {
    return firstOf(keys, (key) => {
      const fault = this.value(key);
      // A word where a key belongs is read as a path.
      const isWord = key.kind === 'path' && key.context === undefined && key.fields.length === 1;
      return fault !== undefined && isWord ? { ...fault, fix: `Write ["${key.fields[0]?.name}"].` } : fault;
    });
  }

  private lambda({ parameters, body }: Lambda): OttlFault | undefined {
    const around = this.locals;
    this.locals = [...around, ...parameters.filter((name) => name !== '_')];
    const fault = isCondition(body) ? this.condition(body) : this.value(body);
    this.locals = around;
    return fault;
  }

  private enumeration({
    name,
    start,
    end,
  }: {
    name: string;
    start: number;
    end: number;
  }): OttlFault | undefined {
    const known = this.scope.facts.enums(this.scope.context);
    if (this.scope.facts.sees(this.scope.context) === undefined || known.has(name)) return undefined;
    const guess = nearest(name, [...known]);
    return {
      message: `there is no word "${name}" for the context ${this.scope.context}`,
      start,
      end,
      ...(guess === undefined ? {} : { fix: `Write "${guess}".` }),
    };
  }

  private call(call: Call): OttlFault | undefined {
    return this.nameFault(call) ?? argumentsFault(call, this);
  }

  nameFault({
    name,
    isEditor,
    start,
    nameEnd,
  }: Pick<Call, 'name' | 'isEditor' | 'start' | 'nameEnd'>): OttlFault | undefined {
    if (hasFunction(this.scope, name)) return undefined;
    const place = { start, end: nameEnd };
    const elsewhere = contextsWith(this.scope.functions, name).filter((context) => context !== '*');
    if (elsewhere.length > 0)
      return {
        message: `"${name}" is a function of the context ${elsewhere.join(' or ')}, not of ${this.scope.context}`,
        ...place,
      };
    if (this.scope.facts.signatures(name).length > 0)
      return {
        message: `"${name}" is not a function of this component`,
        ...place,
        ...(isEditor && !this.scope.functions.hasEditors
          ? { fix: 'Change data in a transform processor.' }
          : {}),
      };
    const guess = nearest(name, functionNames(this.scope, isEditor));
    return {
      message: `there is no function "${name}"`,
      ...place,
      ...(guess === undefined ? {} : { fix: `Write "${guess}".` }),
    };
  }
}

function isCondition(body: Value | Condition): body is Condition {
  return ['compare', 'constant', 'test', 'not', 'all', 'any'].includes(body.kind);
}

function firstOf<T>(items: readonly T[], fault: (item: T) => OttlFault | undefined): OttlFault | undefined {
  for (const item of items) {
    const found = fault(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
