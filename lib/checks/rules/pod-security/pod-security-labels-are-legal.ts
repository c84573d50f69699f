import {
  labelledMinor,
  namespaceObjects,
  podSecurityLabelPath,
  podSecurityLevels,
  podSecurityModes,
} from '../../../platform';
import { nameAmong } from '../../reference';
import { ruleOfEach } from '../../rule';

export const podSecurityLabelsAreLegal = ruleOfEach({
  each: namespaceObjects,
  id: 'PS-19',
  title: 'Labels of Pod Security name a level and a version that exist',
  severity: 'error',
  why: 'The API server refuses the namespace.',
  fix: 'Write privileged, baseline or restricted, and `latest` or a version such as v1.31.',
  example: `  apiVersion: v1
  kind: Namespace
  metadata:
    name: monitoring
    labels:
-     pod-security.kubernetes.io/enforce: basline
+     pod-security.kubernetes.io/enforce: baseline
`,
  *check({ name, place }) {
    for (const mode of podSecurityModes) {
      const level = place.at(...podSecurityLabelPath(mode));
      if (level.known !== undefined) {
        const says = `Namespace ${name} sets the level ${level.known} for Pod Security`;
        yield* nameAmong({ from: level, among: podSecurityLevels, says, fault: 'which does not exist' });
      }
      const version = place.at(...podSecurityLabelPath(mode, '-version'));
      if (version.known === undefined || labelledMinor(version.known) !== undefined) continue;
      yield {
        message: `Namespace ${name} sets the version ${version.known} for Pod Security, which is none.`,
        at: version,
      };
    }
  },
});
