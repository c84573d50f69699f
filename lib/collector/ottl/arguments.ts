import type { Parameter, Signature } from './facts';
import { literalOf, wantedInstead } from './literals';
import type { OttlScope } from './scope';
import { specialFault } from './special';
import type { Argument, Call, PathValue, Value } from './syntax';
import type { OttlFault } from './tokens';

/** Looks at what stands inside an argument. */
export interface Checker {
  readonly scope: OttlScope;
  value(value: Value): OttlFault | undefined;
  path(path: PathValue): OttlFault | undefined;
  nameFault(name: Pick<Call, 'name' | 'isEditor' | 'start' | 'nameEnd'>): OttlFault | undefined;
}

/** What a function refuses of its arguments; undefined where one of the signatures that it may have takes them. */
export function argumentsFault(call: Call, checker: Checker): OttlFault | undefined {
  const faults = checker.scope.facts
    .signatures(call.name)
    .map((signature) => signatureFault(call, signature, checker));
  return faults.length === 0 || faults.includes(undefined) ? undefined : faults.at(-1);
}

function signatureFault(call: Call, signature: Signature, checker: Checker): OttlFault | undefined {
  if (signature === undefined) return undefined;
  const given = call.arguments;
  const mixed = given.find((one, at) => one.name === undefined && given[at - 1]?.name !== undefined);
  if (mixed !== undefined)
    return {
      message: 'an argument without a name stands behind one with a name',
      start: mixed.start,
      end: mixed.end,
    };
  const required = signature.filter(({ isOptional }) => !isOptional).length;
  if (given.length < required || given.length > signature.length)
    return countFault(call, required, signature);
  const byName = new Map<string, Value>();
  for (const [at, one] of given.entries()) {
    const parameter =
      one.name === undefined
        ? signature[at]
        : signature.find(({ name }) => name === camelCase(one.name ?? ''));
    if (parameter === undefined) return unknownName(one, signature);
    const fault = argumentFault(one, parameter.type, checker);
    if (fault !== undefined) return fault;
    if (one.value !== undefined) byName.set(parameter.name, one.value);
  }
  return checker.scope.checksLiterals ? specialFault(call, byName) : undefined;
}

function countFault(
  { name, start, end, arguments: given }: Call,
  required: number,
  signature: readonly Parameter[],
): OttlFault {
  const most = signature.length;
  const wanted = required === most ? `${most}` : `${required} to ${most}`;
  const noun = most === 1 && required === most ? 'argument' : 'arguments';
  const are = given.length === 1 ? 'is' : 'are';
  return {
    message: `"${name}" takes ${most === 0 ? 'no' : wanted} ${noun}, and there ${are} ${given.length === 0 ? 'none' : given.length}`,
    start,
    end,
    ...(most === 0 ? {} : { fix: `Write ${name}(${signature.map(shown).join(', ')}).` }),
  };
}

function shown({ name, isOptional }: Parameter): string {
  return isOptional ? `[${snakeCase(name)}]` : snakeCase(name);
}

function unknownName({ name, start, end }: Argument, signature: readonly Parameter[]): OttlFault {
  return {
    message: `there is no argument named "${name}"`,
    start,
    end,
    fix: `Its arguments are ${signature.map(({ name: known }) => snakeCase(known)).join(', ')}.`,
  };
}

function argumentFault(argument: Argument, type: string, checker: Checker): OttlFault | undefined {
  const { value, functionName, start, end } = argument;
  if (type === 'FunctionGetter') return functionFault(argument, checker);
  if (value === undefined)
    return {
      message: `"${functionName}" is not called: brackets are missing`,
      start,
      end,
      fix: `Write "${functionName}()".`,
    };
  return valueFault(value, type, checker);
}

function functionFault(
  { value, functionName, start, end }: Argument,
  checker: Checker,
): OttlFault | undefined {
  const name = value?.kind === 'enum' ? value.name : functionName;
  if (name === undefined)
    return {
      message: 'the name of a function is wanted, without brackets',
      start,
      end,
      fix: 'Write it as in SHA256.',
    };
  return checker.nameFault({ name, isEditor: false, start, nameEnd: end });
}

const setters: Readonly<Record<string, string>> = {
  Setter: 'a path',
  GetSetter: 'a path',
  PMapGetSetter: 'a path',
  PSliceGetSetter: 'a path',
};

/** Parameters that take what is written, and nothing that is found out with the data. */
const written: Readonly<Record<string, { readonly kind: Value['kind']; readonly what: string }>> = {
  string: { kind: 'string', what: 'a text in quotes' },
  float64: { kind: 'float', what: 'a number with a point, such as 1.0' },
  int64: { kind: 'int', what: 'a whole number' },
  bool: { kind: 'boolean', what: 'true or false' },
  LambdaExpression: { kind: 'lambda', what: 'a function of its own, such as (key, value) => value' },
};

function valueFault(value: Value, type: string, checker: Checker): OttlFault | undefined {
  const { start, end } = value;
  const wants = (what: string): OttlFault => ({ message: `${what} is wanted here`, start, end });
  if (type.startsWith('[]')) return listFault(value, type.slice(2), checker, wants);
  const setter = setters[type];
  if (setter !== undefined) return value.kind === 'path' ? checker.path(value) : wants(setter);
  const plain = written[type];
  if (plain !== undefined) {
    if (value.kind !== plain.kind) return wants(plain.what);
    return value.kind === 'lambda' ? checker.value(value) : undefined;
  }
  const fault = checker.value(value);
  if (fault !== undefined || !checker.scope.checksLiterals) return fault;
  const literal = literalOf(value);
  const wanted = literal === undefined ? undefined : wantedInstead(literal, type);
  return wanted === undefined ? undefined : wants(wanted);
}

function listFault(
  value: Value,
  type: string,
  checker: Checker,
  wants: (what: string) => OttlFault,
): OttlFault | undefined {
  if (type === 'uint8' || type === 'byte')
    return value.kind === 'bytes' ? undefined : wants('bytes, such as 0x0a,');
  if (value.kind === 'list') {
    for (const item of value.values) {
      const fault = valueFault(item, type, checker);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  // Newer releases take a list that is found out with the data for some functions.
  if (checker.scope.takesComputedLists && literalOf(value) === undefined) return checker.value(value);
  return wants('a list in square brackets');
}

/** The name of a field for an argument's name, as the collector finds it. */
function camelCase(text: string): string {
  let result = '';
  let isCapital = true;
  let wasCapital = false;
  for (const letter of text === 'ID' ? 'id' : text) {
    const isUpper = /[A-Z]/.test(letter);
    const made = isCapital ? letter.toUpperCase() : wasCapital && isUpper ? letter.toLowerCase() : letter;
    wasCapital = isUpper;
    if (/[A-Za-z]/.test(letter)) {
      result += made;
      isCapital = false;
    } else if (/\d/.test(letter)) {
      result += letter;
      isCapital = true;
    } else isCapital = letter === '_';
  }
  return result;
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
