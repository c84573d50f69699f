import { substituteDisabled, substituteKey } from '../../../flux';
import { allObjects } from '../../../platform';
import { nothing, ruleOfEach } from '../../rule';

export const substituteAnnotationIsSpelledRight = ruleOfEach({
  each: allObjects,
  beside: nothing,
  id: 'FX-37',
  title: 'The annotation that switches substitution off says exactly "disabled"',
  severity: 'error',
  why: 'Flux compares letter by letter: every other spelling leaves substitution on.',
  fix: 'Write kustomize.toolkit.fluxcd.io/substitute: disabled.',
  example: `  apiVersion: v1
  kind: ConfigMap
- metadata: {name: settings, namespace: flux-system, annotations: {kustomize.toolkit.fluxcd.io/substitute: Disabled}}
+ metadata: {name: settings, namespace: flux-system, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}
  data: {endpoint: "\${env:MY_POD_IP}:4318"}
`,
  *check({ title, metadata }) {
    for (const at of [metadata.annotations.at(substituteKey), metadata.labels.at(substituteKey)]) {
      if (!at.isWritten || at.text === substituteDisabled) continue;
      const meant = at.text !== undefined && /^(?:disabled?|false|no|off)$/i.test(at.text.trim());
      if (!meant && at.data !== false) continue;
      yield { message: `${title} says substitute: ${at.shown}, which does not switch it off.`, at };
    }
  },
});
