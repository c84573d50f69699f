import { at, entries } from '../documents';
import {
  type Address,
  type ObjectSubject,
  parseAddress,
  type TreeSubject,
  type Workload,
  workloads,
} from '../platform';

/** Where a workload sends because the OpenTelemetry Operator puts an SDK into its pods. */
export interface InjectedAddress {
  readonly workload: Workload;
  readonly address: Address;
}

const injection = /^instrumentation\.opentelemetry\.io\/inject-[a-z]+$/;

/** Workloads whose pods ask for an SDK, with the endpoint of the Instrumentation that they get it from. */
export function injectedAddresses(tree: TreeSubject): InjectedAddress[] {
  return workloads(tree).flatMap((workload) => {
    const annotations = at(workload.subject.object, [...workload.templatePath, 'metadata', 'annotations']);
    const wishes = entries(annotations).filter(([key]) => injection.test(key));
    const [, wish] = wishes[0] ?? [];
    const source = typeof wish === 'string' ? instrumentationOf(tree, workload.namespace, wish) : undefined;
    const endpoint = at(source?.object, ['spec', 'exporter', 'endpoint']);
    const address = typeof endpoint === 'string' ? parseAddress(endpoint) : undefined;
    return address === undefined ? [] : [{ workload, address }];
  });
}

/** `true` means the only one of the namespace, else the text is a name, with its namespace or without. */
function instrumentationOf(tree: TreeSubject, namespace: string, wish: string): ObjectSubject | undefined {
  if (wish === 'false') return undefined;
  const [group, kind] = ['opentelemetry.io', 'Instrumentation'];
  if (wish !== 'true') {
    const [name = '', home = namespace] = wish.split('/').reverse();
    return tree.find(group, kind, home, name);
  }
  const found = tree.all(group, kind).filter((object) => (object.namespace ?? 'default') === namespace);
  return found.length === 1 ? found[0] : undefined;
}
