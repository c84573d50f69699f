import { inEffect } from './model';
import { changes } from './model/changes';
import { softValueAt, valueAt } from './names';
import { hasType, renamesOf, rewritesNames } from './rewrite-names';
import { elements, field, has, index, text, truthy } from './template';
import type { ChartNote, Release } from './version';

/** Old names in `config`, where the author wrote them; `alternateConfig` is not looked at. */
export const deprecatedNamesUsed: ChartNote = {
  fails: false,
  span: changes.deprecations,
  say(release) {
    const outcome = rewritesNames(release)
      ? 'the chart rewrites it for now'
      : 'a later release will not know it';
    const components = renamesOf(release).flatMap(({ kind, from, to }) =>
      [...usesOf(release, kind, from)].map(
        (at) => `${at}: ${from} is now called ${to}; ${outcome}, write the new name.`,
      ),
    );
    if (!usesOldDetector(release)) return components;
    return [
      ...components,
      `presets.resourceDetection.k8snode: the detector is now called k8s_api; ${outcome}, write the new name.`,
    ];
  },
};

function usesOldDetector(release: Release): boolean {
  return (
    inEffect(release, changes.detectorOfApi) &&
    truthy(softValueAt(release, 'presets', 'resourceDetection', 'k8snode', 'enabled'))
  );
}

function* usesOf(release: Release, kind: string, old: string): Generator<string> {
  // Names with a suffix are looked at since names are rewritten.
  const exactly = !inEffect(release, changes.rewrite);
  yield* exactly ? componentNamed(release, kind, old) : componentsOf(release, kind, old);
  for (const [name, pipeline] of elements(
    valueAt(release, 'config', 'service', 'pipelines'),
    'config.service.pipelines',
  )) {
    const at = `config.service.pipelines.${name}`;
    if (!truthy(pipeline)) continue;
    const listed = field(pipeline, [kind], at);
    if (!truthy(listed)) continue;
    const where = `${at}.${kind}`;
    const uses = exactly
      ? has(listed, old, where)
      : elements(listed, where)
          .map(([, id]) => hasType(text(id, where), old))
          .includes(true);
    if (uses) yield where;
  }
}

function* componentNamed(release: Release, kind: string, old: string): Generator<string> {
  const at = `config.${kind}`;
  if (truthy(index(valueAt(release, 'config', kind), old, at))) yield `${at}.${old}`;
}

function* componentsOf(release: Release, kind: string, old: string): Generator<string> {
  const at = `config.${kind}`;
  for (const [key] of elements(valueAt(release, 'config', kind), at)) {
    if (hasType(text(key, `${at} is a list, and its index`), old)) yield `${at}.${key}`;
  }
}
