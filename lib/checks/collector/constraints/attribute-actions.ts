import { type Data, field, isEmpty, isOpen, isSet, knownText, type Path } from '../../../documents';
import {
  all,
  type ComponentConstraints,
  type Constraint,
  each,
  fields,
  goRegexp,
  oneOfAnyCase,
} from '../constraint';
import { matching } from './match-properties';

const sources = ['value', 'from_attribute', 'from_context'];
const kinds = ['insert', 'update', 'upsert', 'delete', 'hash', 'extract', 'convert'];
const writing = ['insert', 'update', 'upsert'];

/** Rules for one action, as internal/coreinternal/attraction of contrib 0.158 demands them. */
const action: Constraint = function* (item, path) {
  const written = knownText(field(item, 'action'));
  if (isOpen(item) || [...sources, 'key', 'pattern', 'action'].some((name) => isOpen(field(item, name))))
    return;
  if (written === undefined || written === '') {
    if (!isSet(field(item, 'action')) || written === '')
      yield {
        path,
        message: 'needs "action"',
        fix: 'Write action: insert, update, upsert, delete, hash, extract or convert.',
      };
    return;
  }
  const kind = written.toLowerCase();
  if (!kinds.includes(kind)) return;
  const given = sources.filter((name) => isGiven(item, name));
  const isRemoving = kind === 'delete' || kind === 'hash';
  if (isEmpty(field(item, 'key')) && (!isRemoving || isEmpty(field(item, 'pattern')))) {
    yield { path, message: isRemoving ? 'needs "key" or "pattern"' : 'needs "key"' };
  }
  if (writing.includes(kind)) yield* writingAction(item, path, given, kind);
  else yield* otherAction(item, path, given, kind);
};

function* writingAction(
  item: Data | undefined,
  path: Path,
  given: readonly string[],
  kind: string,
): ReturnType<Constraint> {
  if (given.length === 0 && !isSet(field(item, 'default_value'))) {
    yield { path, message: `needs "value", "from_attribute" or "from_context" for ${kind}` };
  }
  if (given.length > 1)
    yield {
      path: [...path, given[1] ?? ''],
      message: `excludes "${given[0]}": one source of the value is allowed`,
    };
  for (const name of ['pattern', 'converted_type']) {
    if (!isEmpty(field(item, name)))
      yield { path: [...path, name], message: `is not used by ${kind}`, fix: `Remove "${name}".` };
  }
}

function* otherAction(
  item: Data | undefined,
  path: Path,
  given: readonly string[],
  kind: string,
): ReturnType<Constraint> {
  const allowed = kind === 'delete' || kind === 'hash' ? ['from_context'] : [];
  const superfluous = given.find((name) => !allowed.includes(name));
  if (superfluous !== undefined)
    yield {
      path: [...path, superfluous],
      message: `is not used by ${kind}`,
      fix: `Remove "${superfluous}".`,
    };
  if (kind !== 'convert' && !isEmpty(field(item, 'converted_type'))) {
    yield {
      path: [...path, 'converted_type'],
      message: `is not used by ${kind}`,
      fix: 'Remove "converted_type".',
    };
  }
  if (kind === 'extract') yield* extraction(item, path);
  if (kind === 'convert') yield* conversion(item, path);
}

function* extraction(item: Data | undefined, path: Path): ReturnType<Constraint> {
  const pattern = field(item, 'pattern');
  if (isEmpty(pattern)) {
    yield { path, message: 'needs "pattern" for extract' };
  } else if (typeof pattern === 'string' && !/\(\?P?</.test(pattern)) {
    yield { path: [...path, 'pattern'], message: 'must hold a named group such as (?P<name>…)' };
  } else if (typeof pattern === 'string' && hasUnnamedGroup(pattern)) {
    yield {
      path: [...path, 'pattern'],
      message: 'must hold named groups only',
      fix: 'Name each group, or write (?:…).',
    };
  }
}

/** A bracket that opens a group without a question mark, outside of classes and escapes. */
function hasUnnamedGroup(pattern: string): boolean {
  return /\((?!\?)/.test(pattern.replace(/\\.|\[(?:\\.|[^\]])*\]/g, ''));
}

function* conversion(item: Data | undefined, path: Path): ReturnType<Constraint> {
  const target = field(item, 'converted_type');
  if (isEmpty(target)) yield { path, message: 'needs "converted_type" for convert' };
  else if (typeof target === 'string' && !['string', 'int', 'double'].includes(target)) {
    yield {
      path: [...path, 'converted_type'],
      message: `must be "string", "int" or "double", and is "${target}"`,
    };
  }
  if (!isEmpty(field(item, 'pattern')))
    yield { path: [...path, 'pattern'], message: 'is not used by convert', fix: 'Remove "pattern".' };
}

function isGiven(item: Data | undefined, name: string): boolean {
  const value = field(item, name);
  return name === 'value' ? isSet(value) : isSet(value) && value !== '';
}

const actionList = each(all(fields({ action: oneOfAnyCase(...kinds), pattern: goRegexp }), action));

/** The attributes processor: `actions` (contrib 0.158). */
export const attributes: ComponentConstraints = {
  configuration: requiredList('actions'),
  start: fields({ actions: actionList }),
  inPipeline: matching,
};

/** The resource processor: the same actions under `attributes` (contrib 0.158). */
export const resource: ComponentConstraints = {
  configuration: requiredList('attributes'),
  start: fields({ attributes: actionList }),
};

function requiredList(name: string): Constraint {
  return function* (body, path) {
    if (isOpen(body) || !isEmpty(field(body, name))) return;
    yield {
      path: field(body, name) === undefined ? path : [...path, name],
      message: `needs a list of actions under "${name}"`,
    };
  };
}
