import { at, type DataMap, merged, withoutValue } from '../documents';
import type { Finding, ValuesPatch } from './finding';

/**
 * The findings with each patch once, at the first finding that carries it. A patch that writes below what another one
 * drops is left for the next round: after the other one it means something else.
 */
export function withPatchesOnce(findings: readonly Finding[]): Finding[] {
  const dropped = findings.flatMap(({ patch }) => patch?.drop ?? []);
  const seen = new Set<string>();
  return findings.map((finding) => {
    const { patch, ...rest } = finding;
    if (patch === undefined) return finding;
    const text = JSON.stringify(patch);
    const isLater = patch.drop === undefined && dropped.some((path) => at(patch.write, path) !== undefined);
    if (isLater || seen.has(text)) return rest;
    seen.add(text);
    return finding;
  });
}

/** Values with a patch carried out: what it drops is gone, what it writes is merged as Helm merges. */
export function patched(values: DataMap, { write, drop = [] }: ValuesPatch): DataMap {
  return merged(
    drop.reduce((rest, path) => withoutValue(rest, path), values),
    write,
  );
}

/** What several patches of the same values do, one after the other; undefined where there is none. */
export function joined(patches: readonly ValuesPatch[]): ValuesPatch | undefined {
  if (patches.length === 0) return undefined;
  const drop = patches.flatMap((patch) => patch.drop ?? []);
  const write = patches.reduce<DataMap>((all, patch) => merged(all, patch.write), {});
  return drop.length === 0 ? { write } : { write, drop };
}
