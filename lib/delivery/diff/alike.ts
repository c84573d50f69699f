import { groupBy } from '../../documents';
import type { Deletion, EnvironmentDiff, ObjectDiff, Restart } from './model';
import { titleOf } from './snapshot';

/** What changed in the same way in one or several environments. */
export interface Alike {
  readonly environments: readonly string[];
  /** The change. Where only the name of the environment differs in it, `<environment>` stands for that. */
  readonly diff: Omit<EnvironmentDiff, 'environment'>;
}

/** One object with all that follows from its change; or one warning. */
interface Unit {
  readonly object?: ObjectDiff;
  readonly restarts: readonly Restart[];
  readonly deletions: readonly Deletion[];
  readonly warnings: readonly string[];
}

/** A unit in the environments that have it. */
interface Shared {
  readonly common: Unit;
  readonly members: { readonly environment: string; readonly unit: Unit }[];
}

/**
 * Takes the differences of environments apart and tells each of them once, with all environments that have it: those of the most
 * environments first.
 */
export function alike(diffs: readonly EnvironmentDiff[]): Alike[] {
  const [only] = diffs;
  if (only !== undefined && diffs.length === 1) return [{ environments: [only.environment], diff: only }];
  const blocks = groupBy(sharedUnits(diffs), ({ members }) =>
    JSON.stringify(members.map(({ environment }) => environment)),
  );
  return [...blocks.values()].map(blockOf).sort((a, b) => b.environments.length - a.environments.length);
}

function sharedUnits(diffs: readonly EnvironmentDiff[]): Shared[] {
  const found = new Map<string, Shared>();
  for (const diff of diffs) {
    for (const unit of unitsOf(diff)) {
      const common = withoutName(unit, diff.environment);
      const key = JSON.stringify(common);
      const shared = found.get(key) ?? { common, members: [] };
      shared.members.push({ environment: diff.environment, unit });
      found.set(key, shared);
    }
  }
  return [...found.values()];
}

function unitsOf({ objects, restarts, deletions, warnings }: EnvironmentDiff): Unit[] {
  const titles = new Set([
    ...objects.map(titleOf),
    ...restarts.map(({ object }) => object),
    ...deletions.map(({ object }) => object),
  ]);
  const none = { restarts: [], deletions: [], warnings: [] };
  return [
    ...[...titles].map((title) => {
      const object = objects.find((one) => titleOf(one) === title);
      return {
        ...(object === undefined ? {} : { object }),
        restarts: restarts.filter((one) => one.object === title),
        deletions: deletions.filter((one) => one.object === title),
        warnings: [],
      };
    }),
    ...warnings.map((warning) => ({ ...none, warnings: [warning] })),
  ];
}

function blockOf(block: readonly Shared[]): Alike {
  const units = block.map(toldUnit);
  return {
    environments: block[0]?.members.map(({ environment }) => environment) ?? [],
    diff: {
      objects: units.flatMap(({ object }) => object ?? []),
      restarts: units.flatMap(({ restarts }) => restarts),
      deletions: units.flatMap(({ deletions }) => deletions),
      warnings: units.flatMap(({ warnings }) => warnings),
    },
  };
}

/** As it is where it is the same to the letter. */
function toldUnit({ common, members: [first, ...others] }: Shared): Unit {
  if (first === undefined) return common;
  const written = JSON.stringify(first.unit);
  return others.every(({ unit }) => JSON.stringify(unit) === written) ? first.unit : common;
}

/** Words of the model itself, which no environment's name stands in. */
const fixed = new Set(['change', 'outcome', 'apiVersion', 'kind']);

function withoutName(unit: Unit, environment: string): Unit {
  const name = new RegExp(
    `(?<![A-Za-z0-9])${environment.replace(/[^A-Za-z0-9]/g, '\\$&')}(?![A-Za-z0-9])`,
    'g',
  );
  const mapped = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(name, '<environment>');
    if (Array.isArray(value)) return value.map(mapped);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, fixed.has(key) ? member : mapped(member)]),
    );
  };
  return mapped(unit) as Unit;
}
