import { at, ownValue, type Path } from '../../documents';
import { cardOf, listenerKinds, type Transport } from '../components';
import type { Component } from './component';
import { extensionReferences } from './extension-references';
import { typedPlaces } from './typed-places';

/** A place that names an authenticator, and which end of which connection it is. */
export interface AuthenticatorPlace {
  readonly id: string;
  readonly path: Path;
  readonly side: 'server' | 'client';
  /** Undefined where it is not known. */
  readonly transport: Transport | undefined;
}

type End = Pick<AuthenticatorPlace, 'side' | 'transport'>;

/** Blocks of the catalog that hold a connection's settings. */
const blocks: { readonly [group: string]: End } = {
  GrpcConfig: { side: 'server', transport: 'grpc' },
  GrpcServer: { side: 'server', transport: 'grpc' },
  HttpConfig: { side: 'server', transport: 'http' },
  HttpServer: { side: 'server', transport: 'http' },
  HttpserverConfig: { side: 'server', transport: 'http' },
  HttpClient: { side: 'client', transport: 'http' },
  OtlpGrpcExporter: { side: 'client', transport: 'grpc' },
};

/** Every place of a component that names an authenticator and whose end is known. */
export function authenticatorPlaces(component: Component): readonly AuthenticatorPlace[] {
  const places = extensionReferences(component).filter(({ purpose }) => purpose === 'authenticator');
  if (places.length === 0) return [];
  const ends = endsOf(component);
  return places.flatMap(({ id, path }) => {
    // `<connection>.auth.authenticator`
    const holder = path.slice(0, -2);
    const end = ends.get(JSON.stringify(holder)) ?? usual(component, holder.slice(component.path.length));
    return end === undefined ? [] : [{ id, path, ...end }];
  });
}

function endsOf(component: Component): Map<string, End> {
  const ends = new Map<string, End>();
  for (const { path, type } of typedPlaces(component)) {
    const end = type.kind === 'object' ? ownValue(blocks, type.object.name) : undefined;
    if (end !== undefined) ends.set(JSON.stringify(path), end);
  }
  for (const { at: keys, application } of listenerKinds(component.class, component.type)) {
    if (at(component.body, keys) === undefined) continue;
    ends.set(JSON.stringify([...component.path, ...keys]), { side: 'server', transport: application });
  }
  return ends;
}

function usual({ class: componentClass, type }: Component, below: Path): End | undefined {
  if (componentClass !== 'exporter') return undefined;
  const end: End = { side: 'client', transport: cardOf('exporter', type)?.sends?.over };
  // Settings below those of the exporter itself belong to the one inside load_balancing.
  return below.length === 0 || type === 'load_balancing' ? end : undefined;
}
