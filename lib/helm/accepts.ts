import { ownValue } from '../documents';
import { type Data, isTable, type Table } from './data';

/** Words of JSON schema that are not read here. */
const others =
  /"(?:allOf|not|if|then|else|const|contains|dependencies|dependentRequired|dependentSchemas|exclusiveMaximum|exclusiveMinimum|format|maxItems|maxLength|maxProperties|maximum|minItems|minLength|minProperties|minimum|multipleOf|pattern|prefixItems|propertyNames|unevaluatedItems|unevaluatedProperties|uniqueItems|additionalItems)":/;

const readable = new WeakMap<Table, boolean>();

/**
 * Whether a schema of the chart accepts values, found without compiling it; undefined where it says something that is not
 * read here. What is refused, and why, is for the validator to tell.
 */
export function accepts(schema: Table, values: Data): boolean | undefined {
  const known = readable.get(schema) ?? !others.test(JSON.stringify(schema));
  readable.set(schema, known);
  return known ? meets(values, schema, schema) : undefined;
}

function meets(value: Data, schema: Data, root: Table): boolean {
  if (!isTable(schema)) return schema !== false;
  const reference = ownValue(schema, '$ref');
  if (typeof reference === 'string' && !meets(value, referred(reference, root), root)) return false;
  return (
    isOfType(value, ownValue(schema, 'type')) &&
    isListed(value, ownValue(schema, 'enum')) &&
    isOneOf(value, schema, root) &&
    hasAll(value, ownValue(schema, 'required')) &&
    holdsFields(value, schema, root) &&
    holdsItems(value, ownValue(schema, 'items'), root)
  );
}

/** `#/$defs/name`. */
function referred(reference: string, root: Table): Data {
  let found: Data = root;
  for (const key of reference.split('/').slice(1))
    found = isTable(found) ? (ownValue(found, key) ?? false) : false;
  return found;
}

function isOfType(value: Data, type: Data | undefined): boolean {
  if (type === undefined) return true;
  return (Array.isArray(type) ? type : [type]).some((one) => isA(value, one));
}

function isA(value: Data, type: Data): boolean {
  switch (type) {
    case 'object':
      return isTable(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

function isListed(value: Data, listed: Data | undefined): boolean {
  return !Array.isArray(listed) || listed.includes(value);
}

function isOneOf(value: Data, schema: Table, root: Table): boolean {
  const [any, one] = [ownValue(schema, 'anyOf'), ownValue(schema, 'oneOf')];
  if (Array.isArray(any) && !any.some((each) => meets(value, each, root))) return false;
  return !Array.isArray(one) || one.filter((each) => meets(value, each, root)).length === 1;
}

function hasAll(value: Data, required: Data | undefined): boolean {
  if (!isTable(value) || !Array.isArray(required)) return true;
  return required.every((key) => Object.hasOwn(value, String(key)));
}

function holdsFields(value: Data, schema: Table, root: Table): boolean {
  if (!isTable(value)) return true;
  const properties = ownValue(schema, 'properties');
  const patterns = ownValue(schema, 'patternProperties');
  const rest = ownValue(schema, 'additionalProperties');
  return Object.entries(value).every(([key, item]) => {
    const own = isTable(properties) ? ownValue(properties, key) : undefined;
    const matching = isTable(patterns)
      ? Object.entries(patterns).filter(([pattern]) => new RegExp(pattern, 'u').test(key))
      : [];
    if (own !== undefined && !meets(item, own, root)) return false;
    if (!matching.every(([, below]) => meets(item, below, root))) return false;
    return own !== undefined || matching.length > 0 || rest === undefined || meets(item, rest, root);
  });
}

function holdsItems(value: Data, items: Data | undefined, root: Table): boolean {
  return !Array.isArray(value) || items === undefined || value.every((item) => meets(item, items, root));
}
