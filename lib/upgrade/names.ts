import { movedFieldsOf, movedWords, typeName } from '../collector/catalog';
import {
  type Component,
  type ComponentClass,
  extensionReferences,
  isOlder,
  leftBehind,
  mayBeAtLeast,
  type Reading,
  type Role,
  read,
  roles,
  splitId,
} from '../collector/effective';
import { at, collectorPath, type Data, entries, field, items, type Path } from '../documents';

/** Something of a configuration that is written otherwise in the target release. */
export interface Rewrite {
  readonly path: Path;
  /** `word`: a key or an item; `value`: a pair of key and value. */
  readonly kind: 'word' | 'pair';
  readonly from: string;
  readonly to: string;
  /** For a pair: its value before and after. */
  readonly value?: readonly [string, string];
  /** The sentence that tells of it; absent for what follows from another one, such as a reference. */
  readonly says?: string;
}

/** What stays as it is, and why. */
export interface Kept {
  readonly path: Path;
  readonly why: string;
}

/** What becomes of a configuration as it is written. */
export interface Rewrites {
  readonly rewrites: readonly Rewrite[];
  readonly kept: readonly Kept[];
}

type Config = { readonly [section: string]: Data };

/**
 * What a configuration writes otherwise in a release: types, references to them, fields and words.
 *
 * @param keepStored leaves the name of what would not find its own data again, as long as the release takes the name
 */
export function rewritesOf(config: Config, release: string, keepStored: boolean): Rewrites {
  const reading = read({ config, version: release });
  const kept: Kept[] = [];
  const renamed = new Map<string, string>();
  for (const component of reading.components) {
    const newId = newIdOf(component, release);
    if (newId === component.id) continue;
    const reason = whyKept(component, newId, release, reading, keepStored);
    if (reason !== undefined) kept.push({ path: component.path, why: reason });
    else renamed.set(`${component.class} ${component.id}`, newId);
  }
  return {
    kept,
    rewrites: [
      ...reading.components.flatMap((component) => [
        ...declared(component, renamed),
        ...extensionReferences(component).flatMap(({ id, path }) =>
          reference('extension', id, path, renamed),
        ),
        ...innerReceivers(component, release),
        ...fields(component, release),
        ...words(component, release),
      ]),
      ...members(reading, config, renamed),
      ...ownMetrics(config, release),
    ],
  };
}

function newIdOf(
  { class: componentClass, type, name }: Pick<Component, 'class' | 'type' | 'name'>,
  release: string,
): string {
  const newType = typeName(componentClass, type, release);
  return name === '' ? newType : `${newType}/${name}`;
}

function whyKept(
  component: Component,
  newId: string,
  release: string,
  reading: Reading,
  keepStored: boolean,
): string | undefined {
  if (reading.find(component.class, newId) !== undefined)
    return `${newId} is there already; give one of them another name`;
  if (!keepStored) return undefined;
  const lost = leftBehind(component, splitId(newId).head, release);
  return lost.length === 0
    ? undefined
    : `it keeps its name, because ${lost.map(({ message }) => message).join('; ')}`;
}

function declared(
  { class: componentClass, id, path }: Component,
  renamed: ReadonlyMap<string, string>,
): Rewrite[] {
  const to = renamed.get(`${componentClass} ${id}`);
  return to === undefined
    ? []
    : [{ path, kind: 'word', from: id, to, says: `${collectorPath(path)} becomes ${to}` }];
}

function reference(
  componentClass: ComponentClass,
  id: string,
  path: Path,
  renamed: ReadonlyMap<string, string>,
): Rewrite[] {
  const to = renamed.get(`${componentClass} ${id}`);
  return to === undefined ? [] : [{ path, kind: 'word', from: id, to }];
}

function members(reading: Reading, config: Config, renamed: ReadonlyMap<string, string>): Rewrite[] {
  const inPipelines = reading.pipelines.flatMap((pipeline) =>
    roles.flatMap((role) =>
      pipeline[role].flatMap(({ id, path }) => {
        const owner = classesOf(role).find((each) => reading.find(each, id) !== undefined);
        return owner === undefined || typeof at(config, path) !== 'string'
          ? []
          : reference(owner, id, path, renamed);
      }),
    ),
  );
  const started = reading.extensions.flatMap(({ id, path }) => reference('extension', id, path, renamed));
  return [...inPipelines, ...started];
}

function classesOf(role: Role): readonly ComponentClass[] {
  if (role === 'processors') return ['processor'];
  return [role === 'receivers' ? 'receiver' : 'exporter', 'connector'];
}

/** The templates of receiver_creator are receivers too; nothing refers to them. */
function innerReceivers({ class: componentClass, type, body, path }: Component, release: string): Rewrite[] {
  if (componentClass !== 'receiver' || type !== 'receiver_creator') return [];
  return entries(field(body, 'receivers')).flatMap(([key]): Rewrite[] => {
    const { id, head, name } = splitId(key);
    const to = newIdOf({ class: 'receiver', type: head, name }, release);
    const place = [...path, 'receivers', key];
    return to === id
      ? []
      : [{ path: place, kind: 'word', from: id, to, says: `${collectorPath(place)} becomes ${to}` }];
  });
}

/** Fields that have a new name in the same place; those that are only gone are told by the rules. */
function fields({ class: componentClass, type, body, path }: Component, release: string): Rewrite[] {
  return movedFieldsOf(componentClass, type).flatMap(({ at: keys, renamed }): Rewrite[] => {
    const from = keys.at(-1) ?? '';
    const isMoved =
      renamed !== undefined && mayBeAtLeast(release, renamed.since) && at(body, keys) !== undefined;
    if (!isMoved || at(body, [...keys.slice(0, -1), renamed.to]) !== undefined) return [];
    const place = [...path, ...keys];
    return [
      {
        path: place,
        kind: 'word',
        from,
        to: renamed.to,
        says: `${collectorPath(place)} becomes ${renamed.to}`,
      },
    ];
  });
}

function words({ class: componentClass, type, body, path }: Component, release: string): Rewrite[] {
  return movedWords
    .filter(
      (word) => word.class === componentClass && word.type === type && mayBeAtLeast(release, word.since),
    )
    .flatMap(({ at: keys, from, to }) =>
      items(at(body, keys)).flatMap((item, index): Rewrite[] => {
        const place = [...path, ...keys, index];
        return item === from
          ? [{ path: place, kind: 'word', from, to, says: `${collectorPath(place)} becomes ${to}` }]
          : [];
      }),
    );
}

/** `service.telemetry.metrics.address` is not looked at from 0.123 on; a reader takes its place, under the names that it had. */
function ownMetrics(config: Config, release: string): Rewrite[] {
  const path: Path = ['service', 'telemetry', 'metrics', 'address'];
  const address = at(config, path);
  if (typeof address !== 'string' || isOlder(release, '0.123.0')) return [];
  if (at(config, [...path.slice(0, -1), 'readers']) !== undefined) return [];
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
  if (port === '') return [];
  const quoted = /^[\w.-]+$/.test(host) ? host : `"${host.replace(/^\[(.*)\]$/, '$1')}"`;
  const reader = `[{pull: {exporter: {prometheus: {host: ${host === '' ? '0.0.0.0' : quoted}, port: ${port}, without_scope_info: true, without_type_suffix: true, without_units: true}}}}]`;
  return [
    {
      path,
      kind: 'pair',
      from: 'address',
      to: 'readers',
      value: [address, reader],
      says: `${collectorPath(path)} becomes a reader at the same address, whose metrics keep their names`,
    },
  ];
}
