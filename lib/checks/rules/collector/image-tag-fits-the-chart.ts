import { isNewer, isOlder } from '../../../collector/effective';
import { appVersion } from '../../../helm';
import { isProjectImage, releaseOfTag, valuesOf } from '../../../platform';
import { collectorRelease } from '../../frames';
import type { CollectorRule } from '../../rule';

export const imageTagFitsTheChart: CollectorRule = {
  id: 'TV-8',
  title: 'The image’s tag is of the release that the chart is made for',
  severity: 'warning',
  why: 'The chart writes options of its own release: an older binary does not know them, a newer one may have dropped them.',
  fix: 'Leave image.tag out, or choose the chart version that installs this release.',
  example: `${collectorRelease('collector')}
    values:
      mode: deployment
-     image: {repository: otel/opentelemetry-collector-k8s, tag: 0.113.0}
+     image: {repository: otel/opentelemetry-collector-k8s, tag: 0.158.0}
`,
  appliesTo: 'collector',
  *check(collector) {
    const image = valuesOf(collector).at('image');
    const [tag, version = ''] = [image.at('tag'), collector.helm?.chartVersion];
    // An image of someone's own has numbers of its own.
    if (!isProjectImage(image.at('repository').text ?? '')) return;
    const meant = appVersion(version);
    const release = releaseOfTag(tag.text ?? '');
    if (meant === undefined || release === undefined || release === meant) return;
    const relation = isOlder(release, meant) ? 'older' : isNewer(release, meant) ? 'newer' : 'other';
    yield {
      message: `image.tag ${tag.text} is ${relation} than ${meant}, which chart ${version} is made for.`,
      at: tag,
      ...(isNear(release, meant) ? { severity: 'advice' } : {}),
    };
  },
};

/** A release or two apart, which a chart mostly bears. */
function isNear(left: string, right: string): boolean {
  const part = (release: string, index: 0 | 1) => Number(release.split('.')[index]);
  return part(left, 0) === part(right, 0) && Math.abs(part(left, 1) - part(right, 1)) <= 2;
}
