import type { GrpcEndpoint, HttpEndpoint } from '../lib/collector';
import { usualName } from '../lib/helm';
import type { ReleaseName } from './helm-release';
import { receiving } from './instrument';

/** Host and pods of such a chart, for endpoints of the Service that bears its name. */
export function chartPods(
  chart: string,
  release: ReleaseName,
  values: object,
  labels: { readonly [name: string]: string } = {},
) {
  const name = usualName(chart, release.name, values);
  const { nameOverride } = values as { nameOverride?: string };
  const selector = {
    'app.kubernetes.io/name': nameOverride || chart,
    'app.kubernetes.io/instance': release.name,
    ...labels,
  };
  return {
    name,
    selector,
    host: `${name}.${release.namespace}.svc.cluster.local`,
    endpoints: <E extends HttpEndpoint | GrpcEndpoint>(endpoint: E) =>
      receiving(endpoint, { namespace: release.namespace, labels: selector, port: endpoint.port }),
  };
}
