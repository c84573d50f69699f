import { fluxTree, kustomizeFileGroup, type ObjectSubject, objectTitle } from '../../../platform';
import { serviceAccount } from '../../frames';
import type { TreeRule } from '../../rule';

export const identitiesAreUnique: TreeRule = {
  id: 'FX-43',
  title: 'No object is in the tree twice',
  severity: 'error',
  why: 'kustomize refuses two objects of one identity; in two Kustomizations they overwrite each other for ever.',
  fix: 'Remove one of the two, or give it another name.',
  appliesTo: 'tree',
  example: `${serviceAccount('bank')}
  ---
  apiVersion: v1
  kind: ServiceAccount
- metadata: {name: bank, namespace: flux-system}
+ metadata: {name: user, namespace: flux-system}
`,
  *check(tree) {
    const seen = new Map<string, ObjectSubject>();
    const { owners } = fluxTree(tree);
    for (const subject of tree.objects) {
      const { group, kind, namespace = '', name } = subject;
      if (group === kustomizeFileGroup || name === '' || kind === 'List') continue;
      const key = `${group}/${kind}/${namespace}/${name}`;
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, subject);
        continue;
      }
      const [here, there] = [subject.locate([]), first.locate([])];
      // One object that two Kustomizations apply is written once.
      if (here.file !== undefined && here.file === there.file && here.line === there.line) continue;
      const where = there.file;
      const isOneBuild =
        owners(first).some((owner) => owners(subject).includes(owner)) ||
        owners(first).length + owners(subject).length === 0;
      yield {
        message: `${objectTitle(subject)} is in the tree twice${where === undefined ? '' : `, first in ${where}`}.`,
        path: ['metadata', 'name'],
        subject,
        ...(isOneBuild && tree.complete ? {} : { severity: 'warning' }),
      };
    }
  },
};
