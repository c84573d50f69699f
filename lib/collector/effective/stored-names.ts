import type { Path } from '../../documents';
import type { Component } from './component';
import { extensionReferences } from './extension-references';
import type { Reading } from './reading';
import { mayBeAtLeast } from './version';

/** Something that a storage extension keeps under a component's type and that nobody finds under another one. */
export interface LeftBehind {
  /** What is kept. */
  readonly what: 'queue' | 'checkpoints';
  /** Id of the storage extension. */
  readonly storage: string;
  /** Where the component names the storage. */
  readonly path: Path;
  /** One sentence: what is lost with the new name. */
  readonly message: string;
}

/**
 * Receivers that ask for their storage by their type without underscores, so that `filelog` and `file_log` find the same checkpoints
 * (contrib, `stanza/adapter` and `k8sobjectsreceiver`; measured with 0.158).
 */
const indifferent = new Set([
  'file_log',
  'journald',
  'k8s_objects',
  'mongodb_atlas',
  'named_pipe',
  'otlp_json_file',
  'sqlquery',
  'syslog',
  'tcp_log',
  'udp_log',
  'windows_event_log',
]);
const indifferentSince = '0.149.0';

/**
 * What a component leaves behind in its storage when its type is written in another way: storage is asked for by class, type and name.
 *
 * @param newType the type as it will be written
 * @param release the collector that will run it; the newest where it is not known
 */
export function leftBehind(component: Component, newType: string, release?: string): LeftBehind[] {
  if (component.writtenType === newType || findsItsOwn(component, newType, release)) return [];
  return extensionReferences(component)
    .filter(({ purpose }) => purpose === 'storage')
    .map(({ id, path }) => ({ storage: id, path, ...lossOf(component, newType, id) }));
}

/** What changes its type between two readings of one collector, with what it leaves behind. */
export function leftBehindBetween(before: Reading, after: Reading): LeftBehind[] {
  return renamedBetween(before, after).flatMap(({ old, now }) =>
    leftBehind(old, now.writtenType, after.version),
  );
}

/** What changes its type between two readings and finds its checkpoints all the same, a sentence each. */
export function foundAgainBetween(before: Reading, after: Reading): string[] {
  return renamedBetween(before, after).flatMap(({ old, now }) =>
    findsItsOwn(old, now.writtenType, after.version)
      ? extensionReferences(old)
          .filter(({ purpose }) => purpose === 'storage')
          .map(
            ({ id }) =>
              `${now.id} finds the checkpoints of ${old.id} in ${id}: receivers ask for them by their type without underscores since ${indifferentSince}`,
          )
      : [],
  );
}

function renamedBetween(before: Reading, after: Reading): { old: Component; now: Component }[] {
  return before.components.flatMap((old) => {
    const now = after.components.find(
      (each) => each.class === old.class && each.type === old.type && each.name === old.name,
    );
    return now === undefined || now.writtenType === old.writtenType ? [] : [{ old, now }];
  });
}

function findsItsOwn(component: Component, newType: string, release: string | undefined): boolean {
  return (
    component.class === 'receiver' &&
    indifferent.has(component.type) &&
    mayBeAtLeast(release, indifferentSince) &&
    component.writtenType.replaceAll('_', '') === newType.replaceAll('_', '')
  );
}

function lossOf(
  { class: componentClass, id, name, writtenType }: Component,
  newType: string,
  storage: string,
): { what: LeftBehind['what']; message: string } {
  const key = `${componentClass}_${writtenType}_${name}`;
  const newId = name === '' ? newType : `${newType}/${name}`;
  return componentClass === 'exporter'
    ? {
        what: 'queue',
        message: `what waits in the sending queue of ${id} is stored in ${storage} under ${key}; as ${newId} the exporter does not find it, and it is never sent`,
      }
    : {
        what: 'checkpoints',
        message: `what ${id} remembers is stored in ${storage} under ${key}; as ${newId} it does not find it, and begins anew`,
      };
}
