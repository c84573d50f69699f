import type { Construct } from 'constructs';
import { Environment } from './environment';
import { KubeIngress } from './kubernetes';
import { LayerChart } from './layer-chart';
import type { ServiceChart } from './service';

/** One path of a host and the service behind it. */
export interface Route {
  /** Path prefix, `/expenses`. */
  readonly path: string;
  /** Reached on its port 80. */
  readonly service: ServiceChart;
}

/** A host of an environment. */
export interface IngressProps {
  /** Host name, `api.develop.smartcash.rootkit.site`. */
  readonly host: string;
  /** Paths and the services behind them; a request takes the longest prefix. */
  readonly routes: readonly Route[];
}

/** One host, its routes to services, and its certificate from the environment's ClusterIssuer. */
export class IngressChart extends LayerChart {
  constructor(scope: Construct, name: string, props: IngressProps) {
    super(scope, `ingress-${name}`, { folder: 'services', namespace: Environment.of(scope).name });
    const { ingress } = this.environment.facts;
    this.environment.requireHost(`ingress.${name}.host`, props.host);
    new KubeIngress(this, 'ingress', {
      metadata: { name, annotations: { 'cert-manager.io/cluster-issuer': ingress.clusterIssuer } },
      spec: {
        ingressClassName: ingress.className,
        tls: [{ hosts: [props.host], secretName: `${name}-tls` }],
        rules: [{ host: props.host, http: { paths: props.routes.map(ingressPath) } }],
      },
    });
  }
}

function ingressPath({ path, service }: Route) {
  return {
    path,
    pathType: 'Prefix',
    backend: { service: { name: service.service, port: { name: 'http' } } },
  };
}
