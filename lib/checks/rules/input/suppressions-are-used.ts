import { ignoreAnnotation, inputRule } from '../../rule';

/** A suppression that matches nothing, or names a rule that does not exist. */
export const suppressionsAreUsed = inputRule({
  id: 'SU-1',
  title: 'Every suppression is used',
  severity: 'warning',
  why: 'It hides nothing today, and would hide a real fault tomorrow.',
  fix: `Take it out of the annotation ${ignoreAnnotation}, of the handle or of the environment's suppressions.`,
  example: `  apiVersion: v1
  kind: ConfigMap
- metadata: {name: flags, namespace: develop, annotations: {otelflux.dev/ignore: "KS-1: known; CV-25: left over"}}
+ metadata: {name: flags, namespace: develop, annotations: {otelflux.dev/ignore: "KS-1: known"}}
  dota: {}
`,
});
