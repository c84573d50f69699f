import { fieldsOf } from '../../collector/catalog';
import type { Component, Data, Path } from '../subject';
import { field, isMap, isOpen } from './data';

/** An address that an exporter sends to. */
export interface ExporterEndpoint {
  /** As written; undefined where nothing is. */
  readonly value: Data | undefined;
  /** Place of the address, or of the exporter where none is written. */
  readonly path: Path;
  /** `grpc` takes `host:port`, `http` a base URL, `url` a whole URL. */
  readonly kind: 'grpc' | 'http' | 'url';
}

/** Exporters that take a whole URL and are refused or fail without one. */
const wholeUrl = new Set(['zipkin', 'prometheus_remote_write']);
const perSignal = ['traces_endpoint', 'metrics_endpoint', 'logs_endpoint', 'profiles_endpoint'];

/** The addresses of an exporter whose protocol is known; empty for other components and bodies that are no map. */
export function exporterEndpoints(component: Component): readonly ExporterEndpoint[] {
  if (component.class !== 'exporter' || isOpen(component.body)) return [];
  if (component.body !== null && !isMap(component.body)) return [];
  const kind = endpointKind(component.type);
  if (kind === undefined) return [];
  const main = endpointAt(component, 'endpoint', kind);
  if (component.type !== 'otlp_http') return [main];
  const others = perSignal
    .filter((name) => field(component.body, name) !== undefined)
    .map((name) => endpointAt(component, name, 'url'));
  return others.length > 0 && main.value === undefined ? others : [main, ...others];
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
  if (wholeUrl.has(type)) return 'url';
  if (type === 'otlp_http') return 'http';
  if (type === 'otlp_grpc' || type === 'otelarrow') return 'grpc';
  const known = fieldsOf('exporter', type)?.config.fields.get('endpoint')?.type.kind;
  return known === 'grpc' ? 'grpc' : undefined;
}
