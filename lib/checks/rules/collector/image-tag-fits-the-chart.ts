import { isNewer, isOlder } from '../../../collector/effective';
import { at, isOpen } from '../../../documents';
import { appVersion } from '../../../helm';
import { isProjectImage } from '../../../platform';
import type { CollectorRule } from '../../rule';

export const imageTagFitsTheChart: CollectorRule = {
  id: 'TV-8',
  title: 'The image’s tag is of the release that the chart is made for',
  severity: 'warning',
  why: 'The chart writes options of its own release: an older binary does not know them, a newer one may have dropped them.',
  fix: 'Leave image.tag out, or choose the chart version that installs this release.',
  appliesTo: 'collector',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: collector, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
    values:
      mode: deployment
-     image: {repository: otel/opentelemetry-collector-k8s, tag: 0.113.0}
+     image: {repository: otel/opentelemetry-collector-k8s, tag: 0.158.0}
`,
  *check({ helm, object }) {
    const tag = at(helm?.values, ['image', 'tag']);
    if (helm === undefined || typeof tag !== 'string' || isOpen(tag)) return;
    // An image of someone's own has numbers of its own.
    const repository = at(helm.values, ['image', 'repository']);
    if (typeof repository !== 'string' || !isProjectImage(repository)) return;
    const meant = appVersion(helm.chartVersion);
    const release = /^v?(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
    if (meant === undefined || release === undefined || release === meant) return;
    const relation = isOlder(release, meant) ? 'older' : isNewer(release, meant) ? 'newer' : 'other';
    yield {
      message: `image.tag ${tag} is ${relation} than ${meant}, which chart ${helm.chartVersion} is made for.`,
      path: [...helm.valuesPath, 'image', 'tag'],
      ...(isNear(release, meant) ? { severity: 'advice' as const } : {}),
      ...(object === undefined ? {} : { subject: object }),
    };
  },
};

/** A release or two apart, which a chart mostly bears. */
function isNear(left: string, right: string): boolean {
  const [a, b] = [left, right].map((release) => release.split('.').map(Number));
  return a?.[0] === b?.[0] && Math.abs((a?.[1] ?? 0) - (b?.[1] ?? 0)) <= 2;
}
