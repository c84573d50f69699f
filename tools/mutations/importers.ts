import { importsOf, type Sources } from '../house/imports';

/** Who imports what, types included. */
export class Importers {
  private readonly direct = new Map<string, Set<string>>();

  constructor(sources: Sources) {
    for (const { file, target } of importsOf(sources)) {
      if (target === undefined) continue;
      const importers = this.direct.get(target) ?? new Set();
      this.direct.set(target, importers.add(file));
    }
  }

  /** The files that import one directly. */
  of(file: string): string[] {
    return [...(this.direct.get(file) ?? [])];
  }

  /** The files that import one directly or by a door, the `index.ts` of a folder. */
  byDoors(file: string): string[] {
    const found = new Set(this.of(file));
    // The set grows while it is walked.
    for (const one of found) {
      if (/(?:^|\/)index\.ts$/.test(one)) for (const importer of this.of(one)) found.add(importer);
    }
    return [...found];
  }

  /** How many imports lie between a file and each one that reaches it. */
  distances(file: string): Map<string, number> {
    const distances = new Map([[file, 0]]);
    // The map grows while it is walked: what was found last is looked at last.
    for (const [reached, distance] of distances) {
      for (const importer of this.of(reached))
        if (!distances.has(importer)) distances.set(importer, distance + 1);
    }
    return distances;
  }
}
