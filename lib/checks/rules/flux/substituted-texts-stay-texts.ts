import type { Path } from '../../../documents';
import { isSubstituteDisabled } from '../../../flux';
import { anyObject, applyingKustomizations, postBuildOf } from '../../../platform';
import { fluxKustomization } from '../../frames';
import { ruleOfEach } from '../../rule';

export const substitutedTextsStayTexts = ruleOfEach({
  each: applyingKustomizations,
  id: 'FX-39',
  title: 'A variable whose value looks like a number or a boolean is quoted where a text is wanted',
  severity: 'warning',
  why: 'The quotes of the source do not survive kustomize: the substituted text is read as a number or boolean, and the API refuses it.',
  fix: "Define a variable quote: '\"' and write ${quote}${name}${quote}.",
  example: `${fluxKustomization('services')}
    wait: true
    postBuild: {substitute: {replicas: "2", quote: "'"}}
  ---
  # file: services/configmap.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings, namespace: flux-system}
- data: {replicas: "\${replicas}"}
+ data: {replicas: "\${quote}\${replicas}\${quote}"}
`,
  *check(owner, tree) {
    if (tree.built !== undefined) return;
    const { state, known: values } = postBuildOf(tree, owner);
    if (state !== 'on') return;
    for (const { subject, place, title } of owner.applies.map(anyObject)) {
      if (isSubstituteDisabled(subject.object)) continue;
      for (const at of place.walk()) {
        const [, name] = /^\$\{(\w+)\}$/.exec(at.text ?? '') ?? [];
        const known = name === undefined ? undefined : values.get(name);
        if (known === undefined || !wantsText(at.path) || !isReadAsOther(known)) continue;
        yield {
          message: `${title} wants a text, but \${${name}} becomes ${known}, which is read as no text.`,
          at,
        };
      }
    }
  },
});

/** Places where the API takes nothing but text. */
function wantsText(path: Path): boolean {
  const [first, second] = path;
  const holder = path.at(-2);
  if (path.length === 2 && (first === 'data' || first === 'stringData')) return true;
  if (first === 'metadata' && (second === 'labels' || second === 'annotations')) return true;
  return path.at(-1) === 'value' && typeof holder === 'number' && path.at(-3) === 'env';
}

/** Whether YAML 1.1 reads the bare text as a number, a boolean or null. */
function isReadAsOther(text: string): boolean {
  return (
    /^(?:y|n|yes|no|on|off|true|false|null|~|)$/i.test(text) ||
    /^[+-]?(?:0x[0-9a-f]+|0b[01]+|0[0-7]*|[1-9][0-9_]*|[0-9]*\.[0-9]+|[0-9]+\.?[0-9]*)(?:e[+-]?[0-9]+)?$/i.test(
      text,
    )
  );
}
