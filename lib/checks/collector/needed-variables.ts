import { cardOf } from '../../collector/components';
import { isMap, isOpen, type Path } from '../../documents';
import type { ComponentView } from '../../platform';

/** The variables that a component cannot start without, as far as their names are known, with what names them. */
export function neededVariables(view: ComponentView): { name: string; path: Path }[] {
  return parts(view).flatMap(({ body, settings, at }) => {
    const { variables = {}, optionalVariables = [] } = cardOf(view.class, view.type)?.pod?.(body) ?? {};
    return Object.keys(variables)
      .filter((name) => !isOpen(name) && !optionalVariables.includes(name))
      .map((name) => ({ name, path: ([...settings.walk()].find(({ text }) => text === name) ?? at).path }));
  });
}

/** What reads variables for itself: the component, or each of its detectors. */
function parts({ place, component: { body } }: ComponentView) {
  const detectors = place.at('detectors').items;
  if (detectors.length === 0) return [{ body, settings: place, at: place }];
  return detectors.map((at) => ({
    body: { ...(isMap(body) ? body : {}), detectors: [at.data ?? null] },
    settings: place.at(String(at.data)),
    at,
  }));
}
