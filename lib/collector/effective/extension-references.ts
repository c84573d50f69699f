import {
  at,
  type Data,
  entries,
  field,
  isMap,
  items,
  knownText,
  ownValue,
  type Path,
  walk,
} from '../../documents';
import { cardOf } from '../components';
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

/** Keys whose text is an extension's id, by class and canonical type; `*` stands for every type of the class. */
const ownFields: {
  readonly [classAndType: string]: readonly { readonly at: readonly string[]; readonly purpose: string }[];
} = {
  'exporter/*': [{ at: ['sending_queue', 'storage'], purpose: 'storage' }],
  'exporter/file': [{ at: ['encoding'], purpose: 'encoding' }],
  'exporter/kafka': [{ at: ['record_partitioner', 'extension'], purpose: 'partitioner' }],
  'receiver/*': [{ at: ['k8s_leader_elector'], purpose: 'leader elector' }],
  'receiver/splunk_hec': [{ at: ['ack', 'extension'], purpose: 'acknowledgement' }],
  'processor/tail_sampling': [{ at: ['tail_storage'], purpose: 'storage' }],
  'extension/headers_setter': [{ at: ['additional_auth'], purpose: 'authenticator' }],
  'extension/opamp': [
    { at: ['server', 'ws', 'auth'], purpose: 'authenticator' },
    { at: ['server', 'http', 'auth'], purpose: 'authenticator' },
  ],
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
  const kinds = [...fieldsOf(`${componentClass}/*`), ...fieldsOf(`${componentClass}/${type}`)];
  const found: Candidate[] = kinds
    .filter(({ at: keys }) => keys[0] !== 'sending_queue' || queueRuns(body))
    .map(({ at: keys, purpose }) => ({ value: at(body, keys), path: keys, purpose }));
  if (cardOf(componentClass, type)?.takesStorage === true) {
    found.push({ value: field(body, 'storage'), path: ['storage'], purpose: 'storage' });
  }
  if (componentClass === 'receiver' && type === 'receiver_creator') {
    items(field(body, 'watch_observers')).forEach((value, index) => {
      found.push({ value, path: ['watch_observers', index], purpose: 'observer' });
    });
  }
  return found;
}

function fieldsOf(key: string): readonly { readonly at: readonly string[]; readonly purpose: string }[] {
  return ownValue(ownFields, key) ?? [];
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
