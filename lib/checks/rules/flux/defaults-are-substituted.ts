import { type Data, isMap, walk } from '../../../documents';
import { expressionsOf, parseTemplate, toleratesUnset } from '../../../flux';
import { fluxTree, type ObjectSubject, objectTitle, postBuildOf } from '../../../platform';
import { documents, fileExample, kustomizationExample } from '../../resources/examples';
import type { TreeRule } from '../../rule';

const configMap = fileExample('services/configmap.yaml', [
  'apiVersion: v1',
  'kind: ConfigMap',
  'metadata: {name: settings, namespace: flux-system}',
  'data: {region: "${region:-us-east-1}"}',
]);

export const defaultsAreSubstituted: TreeRule = {
  id: 'FX-40',
  title: 'Defaults of variables take effect although no variable is defined',
  severity: 'warning',
  why: 'Without a single variable Flux skips the substitution, and ${name:-default} stays as it is.',
  fix: 'Set postBuild.substituteStrategy: Always, or define a variable.',
  appliesTo: 'tree',
  bad: documents(kustomizationExample('services', ['wait: true', 'postBuild: {substitute: {}}']), configMap),
  good: documents(
    kustomizationExample('services', ['wait: true', 'postBuild: {substituteStrategy: Always}']),
    configMap,
  ),
  *check(tree) {
    for (const { subject, applies } of fluxTree(tree).kustomizations) {
      const postBuild = Object(subject.object.spec).postBuild as Data | undefined;
      if (!isMap(postBuild) || postBuildOf(tree, subject).state !== 'off') continue;
      const user = applies.find(usesDefaults);
      if (user === undefined) continue;
      yield {
        message: `Kustomization ${subject.name} defines no variable, so the defaults in ${objectTitle(user)} are not filled in.`,
        path: ['spec', 'postBuild'],
        subject,
      };
    }
  },
};

function usesDefaults(subject: ObjectSubject): boolean {
  for (const { value } of walk(subject.object as Data)) {
    if (typeof value !== 'string' || !value.includes('${')) continue;
    try {
      if (expressionsOf(parseTemplate(value)).some(toleratesUnset)) return true;
    } catch {
      // Not for Flux.
    }
  }
  return false;
}
