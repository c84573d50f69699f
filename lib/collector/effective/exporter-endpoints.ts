import { type Data, field, isMap, isOpen, isSet, type Path } from '../../documents';
import { fieldsOf } from '../catalog';
import { cardOf, type Sending } from '../components';
import type { Component } from './component';

/** An address that an exporter sends to. */
export interface ExporterEndpoint {
  /** As written; undefined where nothing is. */
  readonly value: Data | undefined;
  /** Place of the address, or of the exporter where none is written. */
  readonly path: Path;
  /** `host` is `host:port`, `base` a URL that the path of the signal is added to, `url` a whole URL. */
  readonly kind: NonNullable<Sending['address']>;
}

/** Keys of otlp_http for the whole URL of one signal. */
export const perSignal: readonly string[] = [
  'traces_endpoint',
  'metrics_endpoint',
  'logs_endpoint',
  'profiles_endpoint',
];

/** The addresses of an exporter whose protocol is known; empty for other components and bodies that are no map. */
export function exporterEndpoints(component: Component): readonly ExporterEndpoint[] {
  if (component.class !== 'exporter' || isOpen(component.body)) return [];
  if (component.type === 'load_balancing') return innerEndpoint(component);
  if (component.body !== null && !isMap(component.body)) return [];
  const kind = endpointKind(component.type);
  if (kind === undefined) return [];
  const main = endpointAt(component, 'endpoint', kind);
  if (component.type !== 'otlp_http') return [main];
  const others = perSignal
    .filter((name) => isSet(field(component.body, name)) && field(component.body, name) !== '')
    .map((name) => endpointAt(component, name, 'url'));
  return others.length > 0 && main.value === undefined ? others : [main, ...others];
}

/** The endpoint of the exporter inside load_balancing is replaced at run time, but judged where it is written. */
function innerEndpoint({ body, path }: Component): ExporterEndpoint[] {
  const value = field(field(field(body, 'protocol'), 'otlp'), 'endpoint');
  return isSet(value) ? [{ value, path: [...path, 'protocol', 'otlp', 'endpoint'], kind: 'host' }] : [];
}

function endpointAt(
  { body, path }: Component,
  name: string,
  kind: ExporterEndpoint['kind'],
): ExporterEndpoint {
  const value = field(body, name);
  return { value, path: value === undefined ? path : [...path, name], kind };
}

function endpointKind(type: string): ExporterEndpoint['kind'] | undefined {
  const address = cardOf('exporter', type)?.sends?.address;
  if (address !== undefined) return address;
  const known = fieldsOf('exporter', type)?.config.fields.get('endpoint')?.type.kind;
  return known === 'grpc' ? 'host' : undefined;
}
