import { at, type Data } from '../../../documents';
import { isCollectorRelease } from '../../../platform';
import { collectorReleaseExample, ownConfiguration } from '../../resources/chart-examples';
import type { ObjectRule } from '../../rule';

export const podsFollowTheirConfiguration: ObjectRule = {
  id: 'HF-15',
  title: 'A changed configuration restarts the pods of the collector',
  severity: 'advice',
  why: 'The pods keep the old configuration until somebody restarts them.',
  fix: 'Let the chart make the ConfigMap with its checksum, or use a reloader.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  bad: collectorReleaseExample([...ownConfiguration(), 'enableConfigChecksumAnnotation: false']),
  good: collectorReleaseExample([...ownConfiguration(), 'enableConfigChecksumAnnotation: true']),
  *check(subject) {
    if (!isCollectorRelease(subject)) return;
    const values = at(subject.object as Data, ['spec', 'values']);
    const existing = at(values, ['configMap', 'existingName']);
    if (typeof existing === 'string' && existing !== '') {
      yield {
        message: `HelmRelease ${subject.name} mounts ConfigMap ${existing}, whose changes restart nothing.`,
        path: ['spec', 'values', 'configMap', 'existingName'],
      };
    }
    if (at(values, ['enableConfigChecksumAnnotation']) === false) {
      yield {
        message: `HelmRelease ${subject.name} switches the checksum of its configuration off.`,
        path: ['spec', 'values', 'enableConfigChecksumAnnotation'],
      };
    }
  },
};
