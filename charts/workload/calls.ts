import type { Environment } from '../environment';
import { LayerChart } from '../layer-chart';
import type { Callee } from './props';
import type { Workload } from './workload';

/** Who calls whom in an environment, worked out once all workloads are known. */
interface CallGraph {
  readonly size: number;
  readonly callees: ReadonlyMap<Callee, readonly Callee[]>;
  readonly callers: ReadonlyMap<Callee, readonly Workload[]>;
  /** Names that a workload calls and that none has. */
  readonly unknown: ReadonlyMap<Callee, readonly string[]>;
}

const graphs = new WeakMap<Environment, CallGraph>();

/** The workloads of an environment, in the order in which they were made. */
export function workloadsOf(environment: Environment): Workload[] {
  return environment.node
    .findAll()
    .filter((child): child is Workload => LayerChart.isLayerChart(child) && 'workload' in child);
}

/** The workloads that call a workload, in the order in which they were made. */
export function callersOf(chart: Workload): readonly Workload[] {
  return graphOf(chart.environment).callers.get(chart) ?? [];
}

/** What a workload calls, in the order in which it says so. */
export function calledBy(chart: Workload): readonly Callee[] {
  return graphOf(chart.environment).callees.get(chart) ?? [];
}

/** Names that a workload calls and that no workload of the environment has. */
export function unknownCalls(chart: Workload): readonly string[] {
  return graphOf(chart.environment).unknown.get(chart) ?? [];
}

function graphOf(environment: Environment): CallGraph {
  const workloads = workloadsOf(environment);
  const known = graphs.get(environment);
  if (known?.size === workloads.length) return known;
  const made = makeGraph(workloads);
  graphs.set(environment, made);
  return made;
}

function makeGraph(workloads: readonly Workload[]): CallGraph {
  const byName = new Map(workloads.map((chart) => [fullName(chart.namespace, chart.workload), chart]));
  const callees = new Map<Callee, Callee[]>();
  const callers = new Map<Callee, Workload[]>();
  const unknown = new Map<Callee, string[]>();
  for (const caller of workloads) {
    for (const call of caller.props.calls ?? []) {
      const callee = typeof call === 'string' ? byName.get(qualified(call, caller.namespace)) : call;
      if (callee === undefined) add(unknown, caller, String(call));
      else {
        add(callees, caller, callee);
        add(callers, callee, caller);
      }
    }
  }
  return { size: workloads.length, callees, callers, unknown };
}

function qualified(call: string, namespace: string): string {
  return call.includes('/') ? call : fullName(namespace, call);
}

function fullName(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function add<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}
