import {
  at,
  type Data,
  entries,
  field,
  isList,
  isMap,
  items,
  knownText,
  type Path,
  walk,
} from '../../documents';
import { cardOf, type ExtensionUse } from '../components';
import type { ComponentClass } from '../handles';
import type { Component } from './component';
import { splitId } from './reading';

/** A place in a component's configuration that names an extension. */
export interface ExtensionReference {
  readonly id: string;
  /** From the configuration's root. */
  readonly path: Path;
  /** What the extension is needed for: `authenticator`, `storage`, … */
  readonly purpose: string;
}

/** What every component of a class may name. */
const ofClass: { readonly [componentClass in ComponentClass]?: readonly ExtensionUse[] } = {
  exporter: [{ at: ['sending_queue', 'storage'], purpose: 'storage' }],
  receiver: [{ at: ['k8s_leader_elector'], purpose: 'leader elector' }],
};

/** Every place in a component that names an extension. Names with `${…}` or templates in them are left out. */
export function extensionReferences(component: Component): readonly ExtensionReference[] {
  const found = new Map<string, ExtensionReference>();
  for (const { value, path, purpose } of [...fixedReferences(component), ...sharedReferences(component)]) {
    const text = knownText(value);
    if (text === undefined || text === '' || text.includes('`')) continue;
    const place = [...component.path, ...path];
    found.set(JSON.stringify(place), { id: splitId(text).id, path: place, purpose });
  }
  return [...found.values()];
}

interface Candidate {
  readonly value: Data | undefined;
  readonly path: Path;
  readonly purpose: string;
}

function fixedReferences({ class: componentClass, type, body }: Component): Candidate[] {
  const { uses = [], takesStorage } = cardOf(componentClass, type) ?? {};
  const own = takesStorage === true ? [{ at: ['storage'], purpose: 'storage' }] : [];
  return [...(ofClass[componentClass] ?? []), ...uses, ...own]
    .filter(({ at: keys }) => keys[0] !== 'sending_queue' || queueRuns(body))
    .flatMap(({ at: keys, purpose }): Candidate[] => {
      const value = at(body, keys);
      return isList(value)
        ? value.map((item, index) => ({ value: item, path: [...keys, index], purpose }))
        : [{ value, path: keys, purpose }];
    });
}

function queueRuns(body: Data): boolean {
  return at(body, ['sending_queue', 'enabled']) !== false;
}

/** Blocks that many components share: `auth.authenticator`, `middlewares[].id`, and encodings by extension. */
function sharedReferences({ body }: Component): Candidate[] {
  const found: Candidate[] = [];
  for (const { value, path } of walk(body)) {
    if (!isMap(value)) continue;
    const authenticator = field(field(value, 'auth'), 'authenticator');
    if (authenticator !== undefined) {
      found.push({
        value: authenticator,
        path: [...path, 'auth', 'authenticator'],
        purpose: 'authenticator',
      });
    }
    items(field(value, 'middlewares')).forEach((middleware, index) => {
      found.push({
        value: field(middleware, 'id'),
        path: [...path, 'middlewares', index, 'id'],
        purpose: 'middleware',
      });
    });
    found.push(...encodings(value, path));
  }
  return found;
}

/** `encoding` also names character sets and built-in formats: only the names of encoding extensions count. */
function encodings(holder: Data, path: Path): Candidate[] {
  const single: [Path, Data | undefined][] = [[['encoding'], field(holder, 'encoding')]];
  const several = entries(field(holder, 'encodings')).map(([key, value]): [Path, Data] => [
    ['encodings', key],
    value,
  ]);
  return [...single, ...several]
    .filter(([, value]) => typeof value === 'string' && splitId(value).head.endsWith('_encoding'))
    .map(([below, value]) => ({ value, path: [...path, ...below], purpose: 'encoding' }));
}
