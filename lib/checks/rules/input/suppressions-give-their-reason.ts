import { ignoreAnnotation, inputRule } from '../../rule';

/** A suppression that does not say why. */
export const suppressionsGiveTheirReason = inputRule({
  id: 'SU-2',
  title: 'Every suppression gives its reason',
  severity: 'warning',
  why: 'Without a reason nobody can tell later whether it still holds; it is not applied.',
  fix: `Write the reason behind the rule: \`${ignoreAnnotation}: "CV-25: develop only"\`.`,
  example: `  apiVersion: v1
  kind: ConfigMap
- metadata: {name: flags, namespace: develop, annotations: {otelflux.dev/ignore: "KS-1"}}
+ metadata: {name: flags, namespace: develop, annotations: {otelflux.dev/ignore: "KS-1: known"}}
  dota: {}
`,
});
