import { at, type Data } from '../../../documents';
import { isCollectorRelease, releaseNameOf, targetNamespaceOf, textAt } from '../../../platform';
import { collectorReleaseExample, ownConfiguration } from '../../resources/chart-examples';
import type { ObjectRule } from '../../rule';

const chart = 'opentelemetry-collector';

export const namesAreNotDoubled: ObjectRule = {
  id: 'XR-48',
  title: 'The names that the chart makes say each thing once',
  severity: 'advice',
  why: 'The Service is reached under a long name that repeats itself, and a repeated namespace does not follow a change of the other.',
  fix: 'Set fullnameOverride, and leave namespaceOverride out where it repeats the namespace of the release.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  bad: collectorReleaseExample(ownConfiguration()),
  good: collectorReleaseExample([...ownConfiguration(), 'fullnameOverride: otel-collector']),
  *check(subject) {
    if (!isCollectorRelease(subject)) return;
    const values = at(subject.object as Data, ['spec', 'values']);
    const release = releaseNameOf(subject);
    const name = textAt(values, ['nameOverride']) ?? chart;
    const isNamed = textAt(values, ['fullnameOverride']) !== undefined;
    if (!isNamed && !release.includes(name)) {
      yield {
        message: `The objects of HelmRelease ${subject.name} will be called ${release}-${name}.`,
        path: ['spec', 'values', 'fullnameOverride'],
        fix: `Set fullnameOverride: ${release}.`,
      };
    }
    const namespace = textAt(values, ['namespaceOverride']);
    if (namespace === undefined || namespace !== targetNamespaceOf(subject)) return;
    yield {
      message: `namespaceOverride of HelmRelease ${subject.name} repeats the namespace of the release.`,
      path: ['spec', 'values', 'namespaceOverride'],
      fix: 'Remove namespaceOverride.',
    };
  },
};
