import { at, field, isSet, items } from '../documents';
import { isTable, type Table } from './data';
import { printed } from './names';
import { collectorContainer, imageOf } from './objects/container';
import { plainTable } from './part';
import type { Release } from './version';

/** The collector's container and its pod, as far as they are read by others. */
export interface ReleasePod {
  /** `[registry/]repository:tag` or `repository@digest`. */
  readonly image: string;
  /** Names of the container's variables in order; those of `envFrom` cannot be known. */
  readonly env: readonly string[];
}

/** The pod; fails where its template stops or prints what is no YAML. */
export function podOf(release: Release): ReleasePod {
  return podOfContainer(release, plainTable(collectorContainer(release)));
}

/** The same, read from the objects of the release, so that nothing is made twice. */
export function podIn(release: Release, objects: readonly Table[]): ReleasePod {
  const workload = objects.find(
    (object) => at(object, ['spec', 'template', 'spec', 'volumes']) !== undefined,
  );
  const container = at(workload, ['spec', 'template', 'spec', 'containers', 0]);
  return isTable(container) ? podOfContainer(release, container) : podOf(release);
}

function podOfContainer(release: Release, { env }: Table): ReleasePod {
  const names = items(env).map((variable) => field(variable, 'name'));
  return { image: imageOf(release), env: names.filter(isSet).map(printed) };
}
