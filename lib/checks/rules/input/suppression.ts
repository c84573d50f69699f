import type { InputRule } from '../../rule';

/**
 * Annotation by which an object takes exceptions from rules: `"CV-25: develop only; RF-7@exporters::debug: shared by all"`.
 * What stands behind `@` limits the exception to a path and everything below it.
 */
export const ignoreAnnotation = 'otelflux.dev/ignore';

/** A suppression that matches nothing, or names a rule that does not exist. */
export const unusedSuppression: InputRule = {
  id: 'SU-1',
  title: 'Every suppression is used',
  severity: 'warning',
  appliesTo: 'input',
  why: 'It hides nothing today, and would hide a real fault tomorrow.',
  fix: `Take it out of the annotation ${ignoreAnnotation}, of the handle or of the environment's suppressions.`,
  example: `  apiVersion: v1
  kind: ConfigMap
- metadata: {name: flags, namespace: develop, annotations: {otelflux.dev/ignore: "KS-1: known; CV-25: left over"}}
+ metadata: {name: flags, namespace: develop, annotations: {otelflux.dev/ignore: "KS-1: known"}}
  dota: {}
`,
};

/** A suppression that does not say why. */
export const unexplainedSuppression: InputRule = {
  id: 'SU-2',
  title: 'Every suppression gives its reason',
  severity: 'warning',
  appliesTo: 'input',
  why: 'Without a reason nobody can tell later whether it still holds; it is not applied.',
  fix: `Write the reason behind the rule: \`${ignoreAnnotation}: "CV-25: develop only"\`.`,
  example: `  apiVersion: v1
  kind: ConfigMap
- metadata: {name: flags, namespace: develop, annotations: {otelflux.dev/ignore: "KS-1"}}
+ metadata: {name: flags, namespace: develop, annotations: {otelflux.dev/ignore: "KS-1: known"}}
  dota: {}
`,
};
