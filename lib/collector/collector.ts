import { type AnyComponent, type ComponentClass, componentId, type Extension } from './handles';
import { type AnyPipeline, pipelineId } from './pipeline';
import type { Telemetry } from './telemetry';

/** What a collector is made of. */
export interface CollectorParts {
  /** Started and listed in `service.extensions`, in this order. Those that components refer to are added by themselves. */
  readonly extensions?: readonly Extension[];
  /** At least one. */
  readonly pipelines: readonly AnyPipeline[];
  /** Defined in the configuration although no pipeline uses them; extensions here are defined and not started. */
  readonly components?: readonly AnyComponent[];
  /** What the collector tells of itself, `service.telemetry`; default: what its chart would have set. */
  readonly telemetry?: Telemetry;
}

/** A collector: its pipelines and everything that they name. */
export interface Collector {
  readonly kind: 'collector';
  /** Started, in this order; those that components refer to come last. */
  readonly extensions: readonly Extension[];
  /** In the order in which they were given; no two have one id. */
  readonly pipelines: readonly AnyPipeline[];
  /** Every component once, in order of first mention. */
  readonly components: readonly AnyComponent[];
  /** `service.telemetry`; absent: the collector's own defaults, unless a chart brings others. */
  readonly telemetry?: Telemetry;
}

/**
 * Puts a collector together from pipelines.
 *
 * @throws Error that lists every fault: no pipeline, a pipeline without receivers or exporters, two pipelines of one id,
 *   two different components of one class and id
 */
export function collector(parts: CollectorParts): Collector {
  const strange = strangers(parts);
  if (strange.length > 0) throw new Error(strange.join('\n'));
  const named = namedComponents(parts);
  const faults = [...pipelineFaults(parts.pipelines), ...componentFaults(named)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const extensions = named.filter(
    (part): part is Extension => part.class === 'extension' && !isOnlyDefined(parts, part),
  );
  return {
    kind: 'collector',
    extensions: unique(extensions),
    pipelines: parts.pipelines,
    components: unique(named),
    ...(parts.telemetry === undefined ? {} : { telemetry: parts.telemetry }),
  };
}

/** What is no pipeline and no component: types hold at compile time only. */
function strangers({ pipelines, extensions = [], components = [] }: CollectorParts): string[] {
  if (!Array.isArray(pipelines))
    return ['service::pipelines: is not a list; write pipelines: [traces({ … })]'];
  return [
    ...pipelines.flatMap((pipeline: AnyPipeline | undefined, index) =>
      pipeline?.kind === 'pipeline'
        ? strangersIn(pipeline)
        : [
            `service::pipelines[${index}]: is not a pipeline; write traces({ … }), metrics({ … }) or logs({ … })`,
          ],
    ),
    ...strangersAmong(extensions, 'extensions'),
    ...strangersAmong(components, 'components'),
  ];
}

function strangersIn(pipeline: AnyPipeline): string[] {
  return (['receivers', 'processors', 'exporters'] as const).flatMap((role) =>
    strangersAmong(pipeline[role] ?? [], `service::pipelines::${pipelineId(pipeline)}::${role}`),
  );
}

function strangersAmong(list: unknown, place: string): string[] {
  if (!Array.isArray(list)) return [`${place}: is not a list; write ${place.split('::').at(-1)}: [ … ]`];
  return list.flatMap((part: unknown, index) =>
    typeof part === 'object' && part !== null && 'class' in part
      ? []
      : [
          `${place}[${index}]: ${JSON.stringify(part)} is not a component; write what its factory gives, as receivers.otlp()`,
        ],
  );
}

/** True where the pipelines or the extensions use a component; false for one that is only defined. */
export function isUsed(whole: Collector, part: AnyComponent): boolean {
  if (part.class === 'extension') return whole.extensions.some((extension) => isSame(extension, part));
  return whole.pipelines.some((pipeline) => membersOf(pipeline).some((member) => isSame(member, part)));
}

function namedComponents(parts: CollectorParts): AnyComponent[] {
  const direct: AnyComponent[] = [
    ...parts.pipelines.flatMap(membersOf),
    ...(parts.extensions ?? []),
    ...(parts.components ?? []),
  ];
  return withReferredExtensions(direct);
}

function withReferredExtensions(direct: readonly AnyComponent[]): AnyComponent[] {
  const all = [...direct];
  const seen = new Set<AnyComponent>(all);
  for (const part of all) {
    for (const extension of extensionsIn(part.config)) {
      if (!seen.has(extension)) {
        seen.add(extension);
        all.push(extension);
      }
    }
  }
  return all;
}

function extensionsIn(value: unknown): Extension[] {
  if (Array.isArray(value)) return value.flatMap(extensionsIn);
  if (typeof value !== 'object' || value === null) return [];
  if (isExtension(value)) return [value];
  return Object.values(value).flatMap(extensionsIn);
}

/** True for an extension's handle inside a configuration. */
export function isExtension(value: object): value is Extension {
  return 'class' in value && value.class === 'extension' && 'untyped' in value && 'type' in value;
}

function isOnlyDefined(parts: CollectorParts, part: Extension): boolean {
  const isDefined = (parts.components ?? []).some((component) => isSame(component, part));
  return isDefined && !(parts.extensions ?? []).some((extension) => isSame(extension, part));
}

function membersOf(pipeline: AnyPipeline): AnyComponent[] {
  return [...(pipeline.receivers ?? []), ...(pipeline.processors ?? []), ...(pipeline.exporters ?? [])];
}

function pipelineFaults(pipelines: readonly AnyPipeline[]): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  if (pipelines.length === 0) faults.push('service::pipelines: a collector needs at least one pipeline');
  for (const pipeline of pipelines) {
    const id = pipelineId(pipeline);
    if (seen.has(id)) faults.push(`service::pipelines::${id}: two pipelines have this id; give one a name`);
    seen.add(id);
    if ((pipeline.receivers ?? []).length === 0)
      faults.push(`service::pipelines::${id}: needs at least one receiver`);
    if ((pipeline.exporters ?? []).length === 0)
      faults.push(`service::pipelines::${id}: needs at least one exporter`);
  }
  return faults;
}

function componentFaults(parts: readonly AnyComponent[]): string[] {
  const byKey = new Map<string, AnyComponent>();
  const faults = new Set<string>();
  for (const part of parts) {
    const first = byKey.get(keyOf(part));
    if (first === undefined) byKey.set(keyOf(part), part);
    else if (!isSame(first, part))
      faults.add(
        `${sectionOf(part.class)}::${componentId(part.type, part.name)}: two components with different configurations have this id; give one an instance name, the second argument of its factory`,
      );
  }
  return [...faults];
}

function unique<Part extends AnyComponent>(parts: readonly Part[]): Part[] {
  return [...new Map(parts.map((part) => [keyOf(part), part])).values()];
}

function isSame(a: AnyComponent, b: AnyComponent): boolean {
  return a === b || (keyOf(a) === keyOf(b) && JSON.stringify(a.config) === JSON.stringify(b.config));
}

function keyOf(part: AnyComponent): string {
  return `${part.class} ${componentId(part.type, part.name)}`;
}

/** Section of the configuration that holds a class: `receiver` → `receivers`. */
export function sectionOf(componentClass: ComponentClass): `${ComponentClass}s` {
  return `${componentClass}s`;
}
