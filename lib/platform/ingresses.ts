import { at, type Data, field, isMap, items, type Path, words } from '../documents';
import type { ObjectSubject } from './subject';

/** Where an Ingress sends a path to. */
export interface IngressBackend {
  readonly service: string;
  readonly port: number | string | undefined;
  readonly host: string;
  readonly route: string;
  readonly path: Path;
}

function backend(data: Data | undefined, path: Path, host: string, route: string): readonly IngressBackend[] {
  const service = field(data, 'service');
  if (!isMap(service) || typeof service.name !== 'string') return [];
  const number = at(service.port, ['number']);
  const name = at(service.port, ['name']);
  const port = typeof number === 'number' ? number : typeof name === 'string' ? name : undefined;
  return [{ service: service.name, port, host, route, path: [...path, 'service'] }];
}

/** Every backend of an Ingress of `networking.k8s.io/v1`, the default one first. */
export function ingressBackends({ object }: ObjectSubject): readonly IngressBackend[] {
  const spec = object.spec;
  const rules = items(field(spec, 'rules')).flatMap((rule, index) => {
    const host = field(rule, 'host');
    return items(at(rule, ['http', 'paths'])).flatMap((entry, number) =>
      backend(
        field(entry, 'backend'),
        ['spec', 'rules', index, 'http', 'paths', number, 'backend'],
        typeof host === 'string' ? host : '',
        words(field(entry, 'path') ?? ''),
      ),
    );
  });
  return [...backend(field(spec, 'defaultBackend'), ['spec', 'defaultBackend'], '', ''), ...rules];
}

/** Whether a host of a certificate, which may be `*.example.com`, is for a host. */
export function coversHost(certified: string | undefined, host: string): boolean {
  if (certified === undefined) return false;
  return (
    certified === host || (certified.startsWith('*.') && host.slice(host.indexOf('.')) === certified.slice(1))
  );
}
