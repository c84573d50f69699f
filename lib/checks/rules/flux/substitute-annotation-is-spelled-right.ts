import { at, words } from '../../../documents';
import { substituteDisabled, substituteKey } from '../../../flux';
import { objectTitle } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const substituteAnnotationIsSpelledRight: ObjectRule = {
  id: 'FX-37',
  title: 'The annotation that switches substitution off says exactly "disabled"',
  severity: 'error',
  why: 'Flux compares letter by letter: any other spelling leaves substitution on.',
  fix: 'Write kustomize.toolkit.fluxcd.io/substitute: disabled.',
  appliesTo: 'object',
  example: `  apiVersion: v1
  kind: ConfigMap
- metadata: {name: settings, namespace: flux-system, annotations: {kustomize.toolkit.fluxcd.io/substitute: Disabled}}
+ metadata: {name: settings, namespace: flux-system, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}
  data: {endpoint: "\${env:MY_POD_IP}:4318"}
`,
  *check(subject) {
    for (const map of ['annotations', 'labels']) {
      const path = ['metadata', map, substituteKey];
      const value = at(subject.object, path);
      if (value === undefined || value === substituteDisabled) continue;
      const meant = typeof value === 'string' && /^(?:disabled?|false|no|off)$/i.test(value.trim());
      if (!meant && value !== false) continue;
      yield {
        message: `${objectTitle(subject)} says substitute: ${words(value)}, which does not switch it off.`,
        path,
      };
    }
  },
};
