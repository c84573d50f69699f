import { usualName } from '../lib/helm';
import type { ReleaseName } from './helm-release';

/** Host and pods of such a chart, behind the Service that bears its name. */
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
    host: `${name}.${release.namespace}.svc.cluster.local`,
    pods: { namespace: release.namespace, labels: selector },
  };
}
