import { isAtLeast } from '../../../../lib/documents';
import type { ComponentFile, MetricChanges, NamesKnown, NotedType, Struct } from './model';
import { factoryName } from './names';
import { parseType } from './notation';
import type { Catalog } from './read';

/** The content of `components.json`: the facts of every component, without fields. */
export function componentData(catalog: Catalog, releases: readonly string[], names: NamesKnown): object {
  const classes: Record<string, Record<string, object>> = {};
  for (const component of catalog.components) {
    classes[component.class] ??= {};
    const types = classes[component.class];
    if (types !== undefined)
      types[component.type] = { ...facts(component), ...known(component, catalog.release, names) };
  }
  return { release: catalog.release, releases, names: names.contrib, components: classes };
}

/** To which release its name is known, and what holds it, where that is not the release of most: `names.contrib`. */
function known({ repository, source }: ComponentFile, release: string, names: NamesKnown): object {
  const held = repository === 'core' || repository === 'contrib' ? names[repository] : release;
  const named = [held, ...(source?.releases ?? [])].reduce((newest, each) =>
    isAtLeast(each, newest) ? each : newest,
  );
  return {
    ...(named === names.contrib ? {} : { named }),
    ...(held === names.contrib ? {} : { held }),
  };
}

/** The content of `metrics.json`: of each component whose metrics changed, how. */
export function metricData(metrics: { readonly [component: string]: MetricChanges }): object {
  return Object.fromEntries(
    Object.entries(metrics)
      .filter(([, { changes }]) => changes.length > 0)
      .map(([component, { changes }]) => [component, changes]),
  );
}

function facts(component: ComponentFile): object {
  return {
    ...(component.structs === undefined ? {} : { factory: factoryName(component.type) }),
    ...(component.former === undefined ? {} : { former: component.former }),
    ...(component.later === undefined ? {} : { later: component.later }),
    stability: component.stability,
    distributions: component.distributions,
    ...(component.since === undefined ? {} : { since: component.since }),
    ...(component.until === undefined ? {} : { until: component.until }),
    ...(component.deprecation === undefined ? {} : { deprecation: component.deprecation }),
    ...(component.untyped === undefined ? {} : { untyped: component.untyped }),
    ...(component.replacement === undefined ? {} : { replacement: component.replacement }),
  };
}

/**
 * The content of `fields.json`, the typed components of the Kubernetes distribution with all shared structs, and of
 * `fields-contrib.json`, the others, which few ask for. Each component is a text of its own, so that only those that are
 * asked for are parsed.
 */
export function fieldData(catalog: Catalog): { readonly common: object; readonly others: object } {
  const common: Record<string, string> = {};
  const others: Record<string, string> = {};
  for (const component of catalog.components) {
    if (component.structs === undefined) continue;
    const target = component.distributions.k8s === undefined ? others : common;
    target[`${component.class}.${component.type}`] = JSON.stringify({
      source: component.source,
      ...(component.defaults === undefined ? {} : { defaults: component.defaults }),
      structs: structData(component.structs),
    });
  }
  return {
    common: { shared: structData(catalog.shared.structs), components: common },
    others: { components: others },
  };
}

function structData(structs: { readonly [name: string]: Struct }): object {
  return Object.fromEntries(
    Object.entries(structs).map(([name, struct]) => [
      name,
      {
        fields: Object.fromEntries(
          Object.entries(struct.fields).map(([field, { type, ...marks }]) => [
            field,
            { type: typeData(parseType(type)), ...marks },
          ]),
        ),
        ...(struct.others === undefined ? {} : { others: typeData(parseType(struct.others)) }),
      },
    ]),
  );
}

/** A type as JSON: a word for scalars, else an object with one member. */
export function typeData(type: NotedType): unknown {
  switch (type.kind) {
    case 'enumeration':
      return { values: type.values };
    case 'list':
      return { list: typeData(type.of) };
    case 'map':
      return { map: typeData(type.of) };
    case 'struct':
      return { struct: type.name };
    case 'union':
      return { oneOf: type.of.map(typeData) };
    default:
      return type.kind;
  }
}
