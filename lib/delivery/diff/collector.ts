import type { CollectorSubject, Data } from '../../checks';
import { type Component, type EffectivePipeline, listeners } from '../../collector/effective';
import { enumerated, isMap, once } from '../../documents';
import { fieldChanges, isEqual } from './fields';
import type { FieldChange } from './model';
import { showValue } from './phrases';

/** What changed in a collector as it runs. */
export interface CollectorDiff {
  /** One sentence each, the widest first. */
  readonly remarks: readonly string[];
  /** True where the configuration that the pod mounts differs, so that its pods start anew. */
  readonly configuration: boolean;
}

/** Compares two collectors by their effective configuration, not by what was written. */
export function compareCollectors(before: CollectorSubject, after: CollectorSubject): CollectorDiff {
  const graph = [
    ...renamed(before, after),
    ...pipelines(before, after),
    ...extensions(before, after),
    ...ports(before, after),
    ...components(before, after),
    ...service(before, after),
  ];
  const configuration = !isEqual(before.config, after.config);
  const versions = versionRemarks(before, after);
  // Only words outside the graph, such as the order of keys, can be left over.
  return { remarks: [...versions, ...graph], configuration };
}

function versionRemarks(before: CollectorSubject, after: CollectorSubject): string[] {
  const changes: [string, string | undefined, string | undefined][] = [
    ['chart', before.helm?.chartVersion, after.helm?.chartVersion],
    ['collector', before.version, after.version],
    ['distribution', before.distribution, after.distribution],
    ['mode', before.deployment?.mode, after.deployment?.mode],
  ];
  return changes.flatMap(([name, former, latter]) =>
    former === latter ? [] : [`${name} ${former ?? 'unknown'} → ${latter ?? 'unknown'}`],
  );
}

/** By what a component stays the same when an alias becomes the name proper: its class, canonical type and name. */
function identity({ class: componentClass, type, name }: Component): string {
  return `${componentClass} ${type}/${name}`;
}

interface Members {
  /** Written id → identity. */
  readonly identities: ReadonlyMap<string, string>;
  /** Identity → written id. */
  readonly ids: ReadonlyMap<string, string>;
}

/** The members of some classes, worked out once a collector. */
function membersOf(...classes: readonly string[]): (subject: CollectorSubject) => Members {
  return once((subject) => {
    const chosen = subject.components.filter((component) => classes.includes(component.class));
    return {
      identities: new Map(chosen.map((component) => [component.id, identity(component)])),
      ids: new Map(chosen.map((component) => [identity(component), component.id])),
    };
  });
}

function renamed(before: CollectorSubject, after: CollectorSubject): string[] {
  const former = new Map(before.components.map((component) => [identity(component), component]));
  return after.components.flatMap((component) => {
    const old = former.get(identity(component));
    return old === undefined || old.id === component.id
      ? []
      : [`${component.class} ${old.id} is now called ${component.id}`];
  });
}

function pipelines(before: CollectorSubject, after: CollectorSubject): string[] {
  const former = new Map(before.pipelines.map((pipeline) => [pipeline.id, pipeline]));
  const latter = new Map(after.pipelines.map((pipeline) => [pipeline.id, pipeline]));
  const removed = before.pipelines.filter((pipeline) => !latter.has(pipeline.id));
  return [
    ...after.pipelines.flatMap((pipeline) => {
      const old = former.get(pipeline.id);
      return old === undefined
        ? [`pipeline ${pipeline.id} added: ${chain(pipeline)}`]
        : pipelineChanges(before, old, after, pipeline);
    }),
    ...removed.map((pipeline) => `pipeline ${pipeline.id} removed: ${chain(pipeline)}`),
  ];
}

/** `otlp → memory_limiter → batch → otlp_http/jaeger`. */
function chain({ receivers, processors, exporters }: EffectivePipeline): string {
  return [receivers.join(' and '), ...processors, exporters.join(' and ')]
    .filter((part) => part !== '')
    .join(' → ');
}

const roles = [
  { role: 'receivers', noun: 'receiver', members: membersOf('receiver', 'connector') },
  { role: 'processors', noun: 'processor', members: membersOf('processor') },
  { role: 'exporters', noun: 'exporter', members: membersOf('exporter', 'connector') },
] as const;

const extensionsOf = membersOf('extension');

function pipelineChanges(
  before: CollectorSubject,
  old: EffectivePipeline,
  after: CollectorSubject,
  now: EffectivePipeline,
): string[] {
  return roles.flatMap(({ role, noun, members }) => {
    const [former, latter] = [members(before), members(after)];
    const from = old[role].map((id) => former.identities.get(id) ?? id);
    const to = now[role].map((id) => latter.identities.get(id) ?? id);
    const nameOf = (member: string) => latter.ids.get(member) ?? former.ids.get(member) ?? member;
    const nounOf = (member: string) => (member.startsWith('connector ') ? 'connector' : noun);
    const removed = without(from, to);
    const added = without(to, from);
    const isOrdered = role === 'processors';
    return [
      ...added.map((member) => {
        const place = isOrdered ? ` ${placeIn(to, member, nameOf)}` : '';
        return `${now.id}: ${nounOf(member)} ${nameOf(member)} added${place}`;
      }),
      ...removed.map((member) => `${now.id}: ${nounOf(member)} ${nameOf(member)} removed`),
      ...(isOrdered
        ? movedMembers(from, to).map(
            (member) => `${now.id}: ${noun} ${nameOf(member)} moved: now ${placeIn(to, member, nameOf)}`,
          )
        : []),
    ];
  });
}

function without(members: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return members.filter((member) => !known.has(member));
}

function placeIn(members: readonly string[], member: string, nameOf: (member: string) => string): string {
  const at = members.indexOf(member);
  const [previous, next] = [members[at - 1], members[at + 1]];
  if (previous !== undefined) return `after ${nameOf(previous)}`;
  return next === undefined ? 'as the only one' : `first, before ${nameOf(next)}`;
}

/** The fewest members whose move explains the new order: those outside a longest increasing run of former positions. */
function movedMembers(from: readonly string[], to: readonly string[]): string[] {
  const places = new Map(from.map((member, index) => [member, index]));
  const common = to.filter((member) => places.has(member));
  const kept = longestRun(common.map((member) => places.get(member) ?? 0));
  return common.filter((_, i) => !kept.has(i));
}

/** Indices of a longest run of numbers that grow; each number stands once. */
function longestRun(numbers: readonly number[]): ReadonlySet<number> {
  const before: (number | undefined)[] = [];
  // Of the runs of each length, where the one ends that ends lowest.
  const ends: number[] = [];
  for (const [index, number] of numbers.entries()) {
    const longer = firstAtLeast(ends, (end) => (numbers[end] ?? 0) >= number);
    before.push(ends[longer - 1]);
    ends[longer] = index;
  }
  const run = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) run.add(at);
  return run;
}

/** The first index of a list for which a condition holds that goes on to hold behind it. */
function firstAtLeast(list: readonly number[], holds: (item: number) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function extensions(before: CollectorSubject, after: CollectorSubject): string[] {
  const [former, latter] = [extensionsOf(before), extensionsOf(after)];
  const from = before.enabledExtensions.map((id) => former.identities.get(id) ?? id);
  const to = after.enabledExtensions.map((id) => latter.identities.get(id) ?? id);
  return [
    ...without(to, from).map((member) => `extension ${latter.ids.get(member) ?? member} started`),
    ...without(from, to).map((member) => `extension ${former.ids.get(member) ?? member} no longer started`),
  ];
}

/** Ports that the pod listens on, with what listens there. */
function listening(subject: CollectorSubject): Map<string, string> {
  const ports = new Map<string, string>();
  for (const { port, network, title } of listeners(subject)) {
    if (port !== undefined)
      ports.set(network === 'udp' ? `${port}/udp` : `${port}`, title.replace(/^\w+::/, ''));
  }
  return ports;
}

/** Ports of the Service, by number and protocol. */
function offered(subject: CollectorSubject): Map<string, string> | undefined {
  if (subject.deployment?.serviceName === undefined) return undefined;
  return new Map(
    subject.deployment.servicePorts.map(({ port, protocol, name }) => [
      protocol === 'UDP' ? `${port}/udp` : `${port}`,
      name ?? '',
    ]),
  );
}

function ports(before: CollectorSubject, after: CollectorSubject): string[] {
  const [former, latter] = [listening(before), listening(after)];
  const [formerService, latterService] = [offered(before), offered(after)];
  const remarks: string[] = [];
  for (const port of new Set([...former.keys(), ...latter.keys()])) {
    const [was, is] = [former.get(port), latter.get(port)];
    if ((was === undefined) === (is === undefined)) continue;
    const inService = formerService?.has(port) !== latterService?.has(port);
    const where =
      inService || latterService === undefined
        ? ''
        : latterService.has(port)
          ? ', still in the Service'
          : ', not in the Service';
    remarks.push(
      is === undefined ? `port ${port} closed (${was})${where}` : `port ${port} opened (${is})${where}`,
    );
  }
  for (const port of new Set([...(formerService?.keys() ?? []), ...(latterService?.keys() ?? [])])) {
    const [was, is] = [formerService?.has(port) ?? false, latterService?.has(port) ?? false];
    // A port that opened or closed as a whole has been told.
    if (was === is || former.has(port) !== latter.has(port)) continue;
    remarks.push(is ? `the Service offers port ${port}` : `the Service no longer offers port ${port}`);
  }
  return remarks;
}

function components(before: CollectorSubject, after: CollectorSubject): string[] {
  const former = new Map(before.components.map((component) => [identity(component), component]));
  const latter = new Map(after.components.map((component) => [identity(component), component]));
  const used = (subject: CollectorSubject) =>
    new Set([
      ...subject.pipelines.flatMap((p) => [...p.receivers, ...p.processors, ...p.exporters]),
      ...subject.enabledExtensions,
    ]);
  const [usedBefore, usedAfter] = [used(before), used(after)];
  return [
    ...after.components.flatMap((component) => {
      const old = former.get(identity(component));
      if (old !== undefined) return bodyChanges(component, old.body, component.body);
      return usedAfter.has(component.id)
        ? settingsOf(component)
        : [`${component.class} ${component.id} defined, not used`];
    }),
    ...before.components
      .filter((component) => !latter.has(identity(component)) && !usedBefore.has(component.id))
      .map((component) => `${component.class} ${component.id}, which was not used, removed`),
  ];
}

/** A new component with few settings is shown with them: what it does depends on them. */
function settingsOf(component: Component): string[] {
  if (!isMap(component.body) || Object.keys(component.body).length === 0) return [];
  const settings = leaves(component.body, '');
  const shown = settings.slice(0, 4).map(([path, value]) => `${path} ${showValue(value)}`);
  const more = settings.length > shown.length ? ` and ${settings.length - shown.length} more` : '';
  return [`${component.class} ${component.id} with ${shown.join(', ')}${more}`];
}

function leaves(value: Data, path: string): [string, Data][] {
  if (!isMap(value) || Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

/** An empty body may be written as null, `{}` or nothing. */
function bodyChanges(component: Component, before: Data, after: Data): string[] {
  const changes = fieldChanges(before ?? {}, after ?? {});
  return changes.map((change) => `${component.class} ${component.id}: ${sayChange(change)}`);
}

/** A difference of one setting in words: `timeout 5s → 10s`. */
export function sayChange({ change, path, before, after, note }: FieldChange): string {
  const name = path === '' ? 'configuration' : path.replace(/\[\]$/, '');
  if (note !== undefined) return `${name}: ${note}`;
  switch (change) {
    case 'added':
      return `${name} ${showValue(after)} added`;
    case 'removed':
      return `${name} ${showValue(before)} removed`;
    default:
      return `${name} ${showValue(before)} → ${showValue(after)}`;
  }
}

/** What `service` says beside pipelines and extensions. */
function service(before: CollectorSubject, after: CollectorSubject): string[] {
  const rest = ({ config }: CollectorSubject): Data => {
    if (!isMap(config.service)) return {};
    const { pipelines: _, extensions: __, ...others } = config.service;
    return others;
  };
  return fieldChanges(rest(before), rest(after)).map((change) => `service: ${sayChange(change)}`);
}

/** What a new collector does, in one sentence for each pipeline. */
export function describeCollector(subject: CollectorSubject): string[] {
  const open = [...listening(subject).keys()];
  return [
    ...subject.pipelines.map((pipeline) => `pipeline ${pipeline.id}: ${chain(pipeline)}`),
    ...(open.length === 0 ? [] : [`listens on ${open.length === 1 ? 'port' : 'ports'} ${enumerated(open)}`]),
  ];
}
