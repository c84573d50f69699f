import { type Data, field, isMap } from '../../../documents';
import type { ObjectRule } from '../../rule';

const ways = ['semver', 'alphabetical', 'numerical'];

export const imagePoliciesChooseOneWay: ObjectRule = {
  id: 'FX-47',
  title: 'An ImagePolicy orders tags in exactly one way, by a part that its pattern has',
  severity: 'error',
  why: 'The policy never becomes ready, so no image is ever updated; the schema does not see it.',
  fix: 'Keep one of semver, alphabetical and numerical, and extract a group of the pattern.',
  appliesTo: 'object',
  kinds: ['image.toolkit.fluxcd.io/ImagePolicy'],
  example: `  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImagePolicy
  metadata: {name: bank, namespace: flux-system}
  spec:
    imageRepositoryRef: {name: bank}
    filterTags: {pattern: "^main-(?P<time>[0-9]+)$", extract: "$time"}
-   policy: {numerical: {order: asc}, semver: {range: "*"}}
+   policy: {numerical: {order: asc}}
  ---
  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImageRepository
  metadata: {name: bank, namespace: flux-system}
  spec: {interval: 5m, image: registry.example.com/bank}
`,
  *check({ object, name }) {
    const policy = field(object.spec, 'policy');
    const chosen = ways.filter((way) => isMap(policy) && policy[way] !== undefined);
    if (isMap(policy) && chosen.length !== 1) {
      const found = chosen.length === 0 ? 'no way' : chosen.join(' and ');
      yield { message: `ImagePolicy ${name} orders tags by ${found}.`, path: ['spec', 'policy'] };
    }
    const filter = field(object.spec, 'filterTags');
    const extract = field(filter, 'extract');
    if (typeof extract !== 'string' || extract === '') return;
    const pattern = field(filter, 'pattern');
    const path = ['spec', 'filterTags', 'extract'];
    if (typeof pattern !== 'string' || pattern === '') {
      yield {
        message: `ImagePolicy ${name} extracts "${extract}" without a pattern.`,
        path,
        severity: 'warning',
      };
      return;
    }
    const missing = groupsOf(extract).find((group) => !hasGroup(pattern, group));
    if (missing === undefined) return;
    yield {
      message: `ImagePolicy ${name} extracts group "${missing}", which its pattern does not have.`,
      path,
      severity: 'warning',
    };
  },
};

function groupsOf(extract: string): readonly string[] {
  return [...extract.matchAll(/\$\{?(\w+)\}?/g)].map(([, group = '']) => group);
}

function hasGroup(pattern: string, group: string): boolean {
  if (!/^\d+$/.test(group)) return pattern.includes(`<${group}>`);
  const plain = pattern.replace(/\\./g, '');
  return Number(group) <= (plain.match(/\((?!\?)|\(\?P?</g) ?? ([] as Data[])).length;
}
