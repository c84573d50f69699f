import type { Construct } from 'constructs';
import { checked } from './checked';
import { Environment } from './environment';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import { either, handle, listOf, may, must, object, oneOf, text } from './shape';
import { anyPort, textMap } from './workload/shapes';

/** A Service that a path leads to: a ServiceChart, or any other of the same namespace. */
export type Backend =
  | {
      readonly service: string;
      readonly namespace: string;
      readonly listens: readonly { readonly name: string }[];
    }
  | { readonly service: string; readonly port: string | number };

/** One path of a host and the service behind it. */
export interface Route {
  /** `/orders` */
  readonly path: string;
  /** Default `Prefix`. */
  readonly pathType?: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly service: Backend;
  /** Port of the service; default: its first. */
  readonly port?: string | number;
}

/** How a host is served: without TLS, with a certificate that a Secret has, or with one that a ClusterIssuer signs. */
export type HostTls = false | { readonly secretName?: string; readonly clusterIssuer?: string };

/** A host of an environment. */
export interface IngressProps {
  /** Host name, `api.example.com`. */
  readonly host: string;
  /** Paths and the services behind them; a request takes the longest prefix. */
  readonly routes: readonly Route[];
  /** Namespace of the services; default: that of the first route's. */
  readonly namespace?: string;
  /** Layer that applies it; default `services`. */
  readonly layer?: string;
  /** Default: the environment's. */
  readonly className?: string;
  /**
   * `false`: without TLS. `{ secretName }`: with a certificate that the Secret has. Default: with one that the
   * environment's ClusterIssuer signs, and without where the environment has none.
   */
  readonly tls?: HostTls;
  /** Default: none. */
  readonly annotations?: { readonly [name: string]: string };
}

/** The shape of how a host is served. */
export const hostTls = either(
  oneOf(false),
  object<Exclude<HostTls, false>>({ secretName: may(text), clusterIssuer: may(text) }),
);

const route = object<Route>({
  path: must(text),
  pathType: may(oneOf('Exact', 'Prefix', 'ImplementationSpecific')),
  service: must(handle),
  port: may(anyPort),
});

const shape = object<IngressProps>({
  host: must(text),
  routes: must(listOf(route)),
  namespace: may(text),
  layer: may(text),
  className: may(text),
  tls: may(hostTls),
  annotations: may(textMap),
});

/** One host, its routes to services, and its certificate. */
export class IngressChart extends LayerChart {
  constructor(scope: Construct, name: string, props: IngressProps) {
    checked(scope, name, props, shape);
    const first = props.routes[0]?.service;
    const namespace =
      props.namespace ??
      (first !== undefined && 'namespace' in first ? first.namespace : Environment.of(scope).namespace);
    super(scope, `ingress-${name}`, { layer: props.layer ?? 'services', namespace });
    this.validate(name, props, namespace);
    addIngress(this, { name, ...props });
  }

  private validate(name: string, { host, routes }: IngressProps, namespace: string): void {
    this.environment.requireHost(`ingress.${name}.host`, host);
    for (const { path, service } of routes) {
      if (!('namespace' in service) || service.namespace === namespace) continue;
      this.report(
        `routes.${path}`,
        `${service.service} is in namespace ${service.namespace}, and an Ingress reaches services of its own (${namespace}) only`,
        'make an IngressChart for each namespace',
      );
    }
  }
}

/** Adds an Ingress of one host to a chart. */
export function addIngress(
  chart: LayerChart,
  props: IngressProps & { readonly name: string; readonly id?: string },
): void {
  const { ingress = {} } = chart.environment.facts;
  const issuer = props.tls === false ? undefined : (props.tls?.clusterIssuer ?? ingress.clusterIssuer);
  const ownSecret = props.tls === false ? undefined : props.tls?.secretName;
  const hasTls = props.tls !== false && (issuer !== undefined || ownSecret !== undefined);
  const signed =
    issuer === undefined || (ownSecret !== undefined && props.tls && props.tls.clusterIssuer === undefined);
  addManifest(chart, props.id ?? 'ingress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: props.name,
      annotations: { ...(signed ? {} : { 'cert-manager.io/cluster-issuer': issuer }), ...props.annotations },
    },
    spec: {
      ingressClassName: props.className ?? ingress.className,
      tls: hasTls ? [{ hosts: [props.host], secretName: ownSecret ?? `${props.name}-tls` }] : undefined,
      rules: [{ host: props.host, http: { paths: props.routes.map(ingressPath) } }],
    },
  });
}

function ingressPath({ path, pathType, service, port }: Route): object {
  const chosen = port ?? ('port' in service ? service.port : service.listens[0]?.name);
  return {
    path,
    pathType: pathType ?? 'Prefix',
    backend: {
      service: {
        name: service.service,
        port: typeof chosen === 'number' ? { number: chosen } : { name: chosen },
      },
    },
  };
}
