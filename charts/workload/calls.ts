import { addTo } from '../../lib/documents';
import type { Environment } from '../environment';
import type { Callee } from './props';
import type { AnyWorkload } from './workload';

/** Who calls whom in an environment, worked out once all workloads are known. */
interface CallGraph {
  /** How many workloads it knows. */
  readonly size: number;
  readonly callees: ReadonlyMap<Callee, readonly Callee[]>;
  readonly callers: ReadonlyMap<Callee, readonly AnyWorkload[]>;
  /** Names that a workload calls and that none has. */
  readonly unknown: ReadonlyMap<Callee, readonly string[]>;
}

/** Each workload enters itself: looking for them below an environment for each of them would take the square of their number. */
const entered = new WeakMap<Environment, AnyWorkload[]>();

const graphs = new WeakMap<Environment, CallGraph>();

/** Makes a workload known to those that call it or may be called by it. */
export function enterWorkload(chart: AnyWorkload): void {
  addTo(entered, chart.environment, chart);
}

/** The workloads of an environment, in the order in which they were made. */
export function workloadsOf(environment: Environment): AnyWorkload[] {
  return (entered.get(environment) ?? []).filter(
    ({ node }) => node.scope?.node.tryFindChild(node.id) !== undefined,
  );
}

/** The workloads that call a workload, in the order in which they were made. */
export function callersOf(chart: AnyWorkload): readonly AnyWorkload[] {
  return graphOf(chart.environment).callers.get(chart) ?? [];
}

/** What a workload calls, in the order in which it says so. */
export function calledBy(chart: AnyWorkload): readonly Callee[] {
  return graphOf(chart.environment).callees.get(chart) ?? [];
}

/** Names that a workload calls and that no workload of the environment has. */
export function unknownCalls(chart: AnyWorkload): readonly string[] {
  return graphOf(chart.environment).unknown.get(chart) ?? [];
}

function graphOf(environment: Environment): CallGraph {
  const size = entered.get(environment)?.length ?? 0;
  const known = graphs.get(environment);
  if (known?.size === size) return known;
  const made = makeGraph(size, workloadsOf(environment));
  graphs.set(environment, made);
  return made;
}

function makeGraph(size: number, workloads: readonly AnyWorkload[]): CallGraph {
  const byName = new Map(workloads.map((chart) => [fullName(chart.namespace, chart.workload), chart]));
  const callees = new Map<Callee, Callee[]>();
  const callers = new Map<Callee, AnyWorkload[]>();
  const unknown = new Map<Callee, string[]>();
  for (const caller of workloads) {
    for (const call of caller.props.calls ?? []) {
      const callee = typeof call === 'string' ? byName.get(qualified(call, caller.namespace)) : call;
      if (callee === undefined) addTo(unknown, caller, String(call));
      else {
        addTo(callees, caller, callee);
        addTo(callers, callee, caller);
      }
    }
  }
  return { size, callees, callers, unknown };
}

function qualified(call: string, namespace: string): string {
  return call.includes('/') ? call : fullName(namespace, call);
}

function fullName(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
