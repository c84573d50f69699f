import type { BackendFields, ingresses, Place } from './views';

/** Where an Ingress sends a path to. */
export interface IngressBackend {
  readonly service: BackendFields['service'];
  /** Number or name of its port. */
  readonly port: Place;
  readonly host: string;
  readonly route: string;
  /** The path of the rule; absent for the default backend. */
  readonly path?: Place;
}

/** Every backend of an Ingress of `networking.k8s.io/v1` that is a Service, the default one first. */
export function ingressBackends({ spec }: ReturnType<typeof ingresses.of>): readonly IngressBackend[] {
  const of = ({ service }: BackendFields) => {
    const { number, name } = service.port;
    return { service, port: number.value === undefined ? name : number };
  };
  const rules = spec.rules.flatMap(({ host, http }) =>
    http.paths.map(({ path, backend }) => ({
      ...of(backend),
      host: host.value ?? '',
      route: path.isWritten ? path.shown : '',
      path,
    })),
  );
  const all = [{ ...of(spec.defaultBackend), host: '', route: '' }, ...rules];
  return all.filter(({ service }) => service.name.value !== undefined);
}

/** Whether a host of a certificate, which may be `*.example.com`, is for a host. */
export function coversHost(certified: string | undefined, host: string): boolean {
  if (certified === undefined) return false;
  return (
    certified === host || (certified.startsWith('*.') && host.slice(host.indexOf('.')) === certified.slice(1))
  );
}
