import { type Collector, isUsed, sectionOf } from './collector';
import { cardOf, type PodNeeds } from './components';
import { customaryField } from './components/pod-variables';
import { configuration, emittedId } from './configuration';
import type { AnyComponent } from './handles';
import { madeLike } from './made';
import { bodies, usedComponents } from './used';

/** What the pod must bring along for one component. */
export interface ComponentNeeds {
  /** `receivers::file_log/pods` */
  readonly component: string;
  readonly needs: PodNeeds;
}

/** What the pod of a collector must bring along, component by component, and the variables that its configuration reads. */
export interface CollectorNeeds {
  readonly components: readonly ComponentNeeds[];
  /** Variables, each with the field of the pod that holds the value. */
  readonly variables: { readonly [name: string]: string };
}

/**
 * What the pod of a collector must bring along.
 *
 * @param version release of the collector
 */
export function podNeeds(whole: Collector, version: string): CollectorNeeds {
  const { config } = configuration(whole, { version });
  const components = usedComponents(whole, version).flatMap(({ part, body }): ComponentNeeds[] => {
    const needs = cardOf(part.class, part.type)?.pod?.(body);
    const section = sectionOf(part.class);
    return needs === undefined ? [] : [{ component: `${section}::${emittedId(part, version)}`, needs }];
  });
  const customary = variablesIn(config).flatMap((name) => {
    const field = customaryField(name);
    return field === undefined ? [] : [[name, field] as const];
  });
  return {
    components,
    variables: Object.assign(
      Object.fromEntries(customary),
      ...components.map(({ needs }) => needs.variables),
    ) as CollectorNeeds['variables'],
  };
}

/** Variables that a configuration reads, however they are written, in order of first mention. */
function variablesIn(config: object): string[] {
  const found = JSON.stringify(config).matchAll(/\$\{(?:env:)?([A-Za-z_]\w*)/g);
  return [...new Set([...found].map(([, name]) => name ?? ''))];
}

/** A collector with what its components cannot do without inside of a pod, where its author left it out. */
export function fitForPod(whole: Collector, version: string): Collector {
  const bodyOf = bodies(whole, version);
  return replaceComponents(whole, (part) => {
    const added = cardOf(part.class, part.type)?.inPod?.(bodyOf(part)) ?? {};
    return Object.keys(added).length === 0
      ? part
      : madeLike({ ...part, config: { ...part.config, ...added } }, part);
  });
}

/**
 * A collector in which those components that would forget how far they have read keep it in a storage.
 *
 * @param storage extension for those that name none
 */
export function withCheckpoints(
  whole: Collector,
  version: string,
  storage: Extract<AnyComponent, { class: 'extension' }>,
): Collector {
  const bodyOf = bodies(whole, version);
  const forgets = (part: AnyComponent): boolean => {
    const isStored = part.config !== null && 'storage' in part.config;
    return (
      !isStored && isUsed(whole, part) && cardOf(part.class, part.type)?.checkpoints?.(bodyOf(part)) === true
    );
  };
  if (!whole.components.some(forgets)) return whole;
  const changed = replaceComponents(whole, (part) =>
    forgets(part) ? madeLike({ ...part, config: { ...part.config, storage } }, part) : part,
  );
  const has = changed.extensions.some(({ type, name }) => type === storage.type && name === storage.name);
  return has
    ? changed
    : {
        ...changed,
        extensions: [...changed.extensions, storage],
        components: [...changed.components, storage],
      };
}

function replaceComponents(
  whole: Collector,
  change: <Part extends AnyComponent>(part: Part) => Part,
): Collector {
  const changed = new Map<AnyComponent, AnyComponent>();
  const of = <Part extends AnyComponent>(part: Part): Part => {
    const known = changed.get(part) ?? change(part);
    changed.set(part, known);
    return known as Part;
  };
  return {
    ...whole,
    extensions: whole.extensions.map(of),
    components: whole.components.map(of),
    pipelines: whole.pipelines.map((pipeline) =>
      madeLike(
        {
          ...pipeline,
          receivers: pipeline.receivers.map((part) => of(part as AnyComponent)),
          ...(pipeline.processors === undefined
            ? {}
            : { processors: pipeline.processors.map((part) => of(part as AnyComponent)) }),
          exporters: pipeline.exporters.map((part) => of(part as AnyComponent)),
        },
        pipeline,
      ),
    ) as unknown as Collector['pipelines'],
  };
}
