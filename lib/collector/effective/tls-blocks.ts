import { type Data, isMap, type Path } from '../../documents';
import type { Component } from './component';
import { typedPlaces } from './typed-places';

/** TLS settings of a client or a server inside a component. */
export interface TlsBlock {
  readonly side: 'client' | 'server';
  readonly block: { readonly [key: string]: Data };
  readonly path: Path;
}

/** Every TLS block of a component whose fields the catalogue knows. */
export function* tlsBlocks(component: Component): Generator<TlsBlock> {
  for (const { value, path, type } of typedPlaces(component)) {
    if (type.kind !== 'object' || !isMap(value)) continue;
    if (type.object.name === 'TlsClient') yield { side: 'client', block: value, path };
    if (type.object.name === 'TlsServer' && value.enabled !== false)
      yield { side: 'server', block: value, path };
  }
}
