import { imagePolicies } from '../../../platform';
import { ruleOfEach } from '../../rule';

export const imagePoliciesChooseOneWay = ruleOfEach({
  each: imagePolicies,
  id: 'FX-47',
  title: 'An ImagePolicy orders tags in exactly one way, by a part that its pattern has',
  severity: 'error',
  why: 'The policy never becomes ready, so no image is ever updated; the schema does not see it.',
  fix: 'Keep one of semver, alphabetical and numerical, and extract a group of the pattern.',
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
  *check({ name, spec: { policy, filterTags } }) {
    const chosen = [policy.semver, policy.alphabetical, policy.numerical].filter(
      ({ isWritten }) => isWritten,
    );
    if (policy.place.isMap && chosen.length !== 1) {
      const found = chosen.length === 0 ? 'no way' : chosen.map(({ key }) => key).join(' and ');
      yield { message: `ImagePolicy ${name} orders tags by ${found}.`, at: policy.place };
    }
    const { value: pattern = '' } = filterTags.pattern;
    const { value: extract = '' } = filterTags.extract;
    if (extract === '') return;
    const missing = pattern === '' ? undefined : groupsOf(extract).find((group) => !hasGroup(pattern, group));
    if (pattern !== '' && missing === undefined) return;
    yield {
      message: `ImagePolicy ${name} extracts ${pattern === '' ? `"${extract}" without a pattern` : `group "${missing}", which its pattern does not have`}.`,
      at: filterTags.extract,
      severity: 'warning',
    };
  },
});

function groupsOf(extract: string): readonly string[] {
  return [...extract.matchAll(/\$\{?(\w+)\}?/g)].map(([, group = '']) => group);
}

function hasGroup(pattern: string, group: string): boolean {
  if (!/^\d+$/.test(group)) return pattern.includes(`<${group}>`);
  const plain = pattern.replace(/\\./g, '');
  return Number(group) <= (plain.match(/\((?!\?)|\(\?P?</g)?.length ?? 0);
}
