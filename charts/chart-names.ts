import type { GrpcEndpoint, HttpEndpoint } from '../lib/collector';
import type { ReleaseName } from './helm-release';
import { receiving } from './instrument';

/** What a chart names its objects, by the helper that almost every chart has copied from `helm create`. */
export function fullname(chart: string, release: string, values: object): string {
  const { fullnameOverride, nameOverride } = values as { fullnameOverride?: string; nameOverride?: string };
  const cut = (text: string) => text.slice(0, 63).replace(/-$/, '');
  if (fullnameOverride) return cut(fullnameOverride);
  const name = nameOverride || chart;
  return cut(release.includes(name) ? release : `${release}-${name}`);
}

/** Host and pods of such a chart, for endpoints of the Service that bears its name. */
export function chartPods(
  chart: string,
  release: ReleaseName,
  values: object,
  labels: { readonly [name: string]: string } = {},
) {
  const name = fullname(chart, release.name, values);
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
