import { at, didYouMean } from '../../../documents';
import { minorOf, podSecurityLabelPath, podSecurityLevels, podSecurityModes } from '../../../platform';
import { shown } from '../../pod-security/control';
import type { ObjectRule } from '../../rule';

export const podSecurityLabelsAreLegal: ObjectRule = {
  id: 'PS-19',
  title: 'Labels of Pod Security name a level and a version that exist',
  severity: 'error',
  why: 'The API server refuses the namespace.',
  fix: 'Write privileged, baseline or restricted, and `latest` or a version such as v1.31.',
  appliesTo: 'object',
  kinds: ['/Namespace'],
  example: `  apiVersion: v1
  kind: Namespace
  metadata:
    name: monitoring
    labels:
-     pod-security.kubernetes.io/enforce: basline
+     pod-security.kubernetes.io/enforce: baseline
`,
  *check({ object, name }) {
    for (const mode of podSecurityModes) {
      const path = podSecurityLabelPath(mode);
      const level = at(object, path);
      if (
        typeof level === 'string' &&
        !level.includes('${') &&
        !podSecurityLevels.some((one) => one === level)
      ) {
        yield {
          message: `Namespace ${name} sets the level ${shown(level)} for Pod Security, which does not exist${didYouMean(level, podSecurityLevels)}.`,
          path,
        };
      }
      const versionPath = podSecurityLabelPath(mode, '-version');
      const version = at(object, versionPath);
      if (typeof version !== 'string' || version.includes('${') || minorOf(version) !== undefined) continue;
      yield {
        message: `Namespace ${name} sets the version ${shown(version)} for Pod Security, which is none.`,
        path: versionPath,
      };
    }
  },
};
