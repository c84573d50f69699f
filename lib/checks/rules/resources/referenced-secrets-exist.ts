import { anyObject, keyReferences, keysOf, lookUp, objectTitle } from '../../../platform';
import { workloadOfContainer } from '../../frames';
import { deadReference, unknownName } from '../../reference';
import type { TreeRule } from '../../rule';

export const referencedSecretsExist: TreeRule = {
  id: 'XR-4',
  title: 'Secrets and ConfigMaps that pods need exist, with the key they read',
  severity: 'warning',
  habit: true,
  why: 'The container is not created (CreateContainerConfigError) or its volume never mounts, until somebody makes the object.',
  fix: 'Correct the name, add the object, or declare it as external in the environment.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: ConfigMap
  metadata: {name: bank-settings, namespace: develop}
  data: {region: us-east-1}
  ---
${workloadOfContainer('Deployment', 'bank')}
            env:
-             - {name: REGION, valueFrom: {configMapKeyRef: {name: bank-setings, key: region}}}
+             - {name: REGION, valueFrom: {configMapKeyRef: {name: bank-settings, key: region}}}
+             - {name: TOKEN, valueFrom: {secretKeyRef: {name: bank-token, key: token, optional: true}}}
`,
  *check(tree) {
    for (const subject of tree.objects) {
      for (const reference of keyReferences(subject)) {
        const { kind, namespace, name, key, path, keyPath } = reference;
        const target = lookUp(tree, reference);
        const title = objectTitle(subject);
        if (target === 'missing') {
          yield deadReference(tree, {
            from: anyObject(subject).place.at(...path),
            to: { group: '', kind, namespace, name },
            says: `${title} reads ${kind} ${namespace}/${name}`,
          });
        } else if (target !== 'unknown' && key !== undefined) {
          const keys = keysOf(target);
          if (keys === undefined || keys.has(key)) continue;
          const says = `${title} reads key "${key}" of ${kind} ${namespace}/${name}`;
          const from = anyObject(subject).place.at(...(keyPath ?? path));
          yield unknownName({ from, name: key, among: [...keys], says, fault: 'which has no such key' });
        }
      }
    }
  },
};
