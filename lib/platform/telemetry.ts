import { once, ownValue } from '../documents';
import { type Address, parseAddress } from './addresses';
import { serverBehind } from './listening';
import { destinationOf } from './services';
import type { TreeSubject } from './subject';
import { type Container, type EnvironmentEntry, environmentOf, type Workload, workloads } from './workloads';

/** Variables in which an OpenTelemetry SDK finds where to send to, with the signal where there is one. */
export const endpointVariables: { readonly [name: string]: string | null } = {
  OTEL_EXPORTER_OTLP_ENDPOINT: null,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'TRACES',
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'METRICS',
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'LOGS',
};

/** An address in a container's environment. */
export interface EnvironmentAddress {
  readonly workload: Workload;
  readonly container: Container;
  readonly entry: EnvironmentEntry;
  readonly text: string;
  readonly address: Address;
  /** `host`: the host of a receiver of OTLP alone, in whatever variable; the program adds the port itself. */
  readonly use: 'otlp' | 'host' | 'other';
  /** For OTLP: `grpc`, `http/protobuf` or `http/json`, where the environment says so, with the place of the words. */
  readonly protocol?: { readonly text: string; readonly entry: EnvironmentEntry };
}

/** Whether a value looks like an address rather than like any word with a colon. */
function looksLikeAddress(value: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ||
    /^[a-z0-9.-]+\.svc(?:\.cluster\.local)?(?::\d+)?(?:\/|$)/i.test(value)
  );
}

function protocolOf(entries: readonly EnvironmentEntry[], signal: string | null) {
  const own = signal === null ? undefined : `OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`;
  const last = (name: string) => entries.filter((each) => each.name === name).at(-1);
  const entry = (own === undefined ? undefined : last(own)) ?? last('OTEL_EXPORTER_OTLP_PROTOCOL');
  return entry?.value === undefined ? undefined : { text: entry.value, entry };
}

/** Where a host alone is named, the ports behind which its Service has a receiver of OTLP. */
export function otlpPortsOf(tree: TreeSubject, address: Address, from: string): readonly number[] {
  if (address.scheme !== undefined || address.portWritten || address.path !== '') return [];
  const destination = destinationOf(tree, address, from);
  if (destination.kind !== 'found') return [];
  const { service } = destination;
  return service.ports
    .filter((port) => serverBehind(service, port)?.otlp !== undefined)
    .map(({ port }) => port);
}

/** An SDK that is switched off sends nothing, whatever its other variables say. */
function isSwitchedOff(entries: readonly EnvironmentEntry[]): boolean {
  return entries.some(({ name, value }) => name === 'OTEL_SDK_DISABLED' && value?.toLowerCase() === 'true');
}

function addressesOf(
  tree: TreeSubject,
  workload: Workload,
  container: Container,
): readonly EnvironmentAddress[] {
  const entries = environmentOf(tree, workload, container);
  const isOff = isSwitchedOff(entries);
  return entries.flatMap((entry): EnvironmentAddress[] => {
    const text = entry.value;
    if (text === undefined || text === '') return [];
    const signal = ownValue(endpointVariables, entry.name);
    if (signal === undefined ? !looksLikeAddress(text) : isOff) return [];
    const address = parseAddress(text);
    if (address === undefined) return [];
    const isHost = otlpPortsOf(tree, address, workload.namespace).length > 0;
    const use = signal !== undefined ? 'otlp' : isHost ? 'host' : 'other';
    const protocol = signal === undefined ? undefined : protocolOf(entries, signal);
    return [
      { workload, container, entry, text, address, use, ...(protocol === undefined ? {} : { protocol }) },
    ];
  });
}

/** Addresses in the environments of all containers of a tree. */
export const environmentAddresses: (tree: TreeSubject) => readonly EnvironmentAddress[] = once((tree) =>
  workloads(tree).flatMap((workload) =>
    workload.containers.flatMap((container) => addressesOf(tree, workload, container)),
  ),
);
