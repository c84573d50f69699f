import type { Table } from './data';
import { type RefusedRelease, refusing } from './effective';
import { plainTable, sourceIn } from './part';
import { objectsOf, open, type ReleaseInput, readNotes } from './run';

/** An object of a release, with where its parts come from. */
export interface ReleaseObject {
  readonly object: Table;
  /** Place in the values that a place of the object comes from; undefined for what the chart alone decides. */
  sourceOf(path: readonly (string | number)[]): readonly (string | number)[] | undefined;
}

export interface ReleaseObjects {
  readonly ok: true;
  /** True for a version that is newer than every known one: what the chart adds is a guess. */
  readonly assumed: boolean;
  readonly objects: readonly ReleaseObject[];
}

/** The objects of a release with the place in the values that caused each part; refused where Helm or the chart refuses. */
export function releaseObjects(input: ReleaseInput): ReleaseObjects | RefusedRelease {
  return refusing((): ReleaseObjects => {
    const { release } = open(input);
    readNotes(release);
    const objects = objectsOf(release).map((made) => ({
      object: plainTable(made),
      sourceOf: (path: readonly (string | number)[]) => sourceIn(made, path),
    }));
    return { ok: true, assumed: release.chart.assumed, objects };
  });
}
