import type { App } from 'cdk8s';
import { Environment, type EnvironmentBuilder, NamespacesChart } from '../../../charts';
import { catalogTeam } from './catalog-team';
import { checkoutTeam } from './checkout-team';
import { type ClusterSizes, observability, serviceKey } from './facts';
import { telemetry } from './telemetry';

/** One GKE cluster: agents on every node, gateways behind them, and the workloads of two teams. */
export function cluster(name: string, sizes: ClusterSizes): EnvironmentBuilder {
  return (app: App) => {
    const environment = new Environment(app, name, {
      cluster: { region: 'europe-west4' },
      // GKE's NodeLocal DNSCache answers on an address of the node.
      dns: [{ namespace: 'kube-system' }, { cidr: '169.254.20.10/32' }],
      workloads: { attributes: { 'service.namespace': 'shop' } },
      external: [{ kind: 'Secret', namespace: observability, name: serviceKey.secret }],
    });
    new NamespacesChart(environment, 'namespaces', {
      namespaces: [observability, 'checkout', 'catalog'],
    });
    const agent = telemetry(environment, sizes);
    const products = catalogTeam(environment, agent);
    checkoutTeam(environment, agent, products);
  };
}
