import { at, groupBy, isMap } from '../../../documents';
import { labelsOf, matches, requirementsOf, type TreeSubject } from '../../../platform';
import { reference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

const group = 'image.toolkit.fluxcd.io';
export const automationSeesItsPolicies: TreeRule = {
  id: 'FX-51',
  title: 'An ImagePolicy has its repository, and an automation in its own namespace',
  severity: 'warning',
  why: 'An automation considers the policies of its own namespace only, and without a selector each takes all of them.',
  fix: 'Put policy and automation into one namespace; give each of several automations a policySelector.',
  appliesTo: 'tree',
  example: `  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImageRepository
  metadata: {name: bank, namespace: flux-system}
  spec: {interval: 5m, image: registry.example.com/bank}
  ---
  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImagePolicy
- metadata: {name: bank, namespace: default}
- spec: {imageRepositoryRef: {name: bank, namespace: flux-system}, policy: {semver: {range: "*"}}}
+ metadata: {name: bank, namespace: flux-system}
+ spec: {imageRepositoryRef: {name: bank}, policy: {semver: {range: "*"}}}
  ---
  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImageUpdateAutomation
  metadata: {name: images, namespace: flux-system}
  spec:
    interval: 30m
    sourceRef: {kind: GitRepository, name: flux-system}
    git: {commit: {author: {email: flux@example.com}}}
`,
  *check(tree) {
    const automations = tree.all(group, 'ImageUpdateAutomation');
    yield* judgePolicies(tree, new Set(automations.map(({ namespace }) => namespace)));
    for (const subject of automations) {
      const selector = at(subject.object, ['spec', 'policySelector']);
      const requirements = requirementsOf(selector);
      const own = tree.all(group, 'ImagePolicy').filter(({ namespace }) => namespace === subject.namespace);
      const chosen = own.filter(({ object }) =>
        matches(requirements, labelsOf(at(object, ['metadata', 'labels']))),
      );
      if (!tree.complete || requirements.length === 0 || own.length === 0 || chosen.length > 0) continue;
      const keys = Object.keys(Object(at(selector, ['matchLabels'])));
      yield {
        message: `ImageUpdateAutomation ${subject.name} selects no ImagePolicy of its namespace.`,
        path: [
          'spec',
          'policySelector',
          ...(keys.length > 0 ? ['matchLabels'] : []),
          ...(keys.length === 1 ? keys : []),
        ],
        subject,
      };
    }
    const bySource = groupBy(
      automations,
      ({ namespace, object }) => `${namespace} ${JSON.stringify(at(object, ['spec', 'sourceRef']))}`,
    );
    for (const several of bySource.values()) {
      if (several.length < 2) continue;
      for (const subject of several) {
        if (at(subject.object, ['spec', 'policySelector']) !== undefined) continue;
        yield {
          message: `ImageUpdateAutomation ${subject.name} takes all policies of its namespace, and another one on the same source does so too.`,
          path: ['spec', 'policySelector'],
          subject,
        };
      }
    }
  },
};

function* judgePolicies(tree: TreeSubject, served: ReadonlySet<string | undefined>): Generator<Problem> {
  for (const subject of tree.all(group, 'ImagePolicy')) {
    if (served.size > 0 && !served.has(subject.namespace)) {
      yield {
        message: `ImagePolicy ${subject.namespace}/${subject.name} is in a namespace without automation.`,
        path: ['metadata', 'namespace'],
        subject,
      };
    }
    const named = at(subject.object, ['spec', 'imageRepositoryRef']);
    if (!tree.complete || !isMap(named) || typeof named.name !== 'string') continue;
    const namespace = typeof named.namespace === 'string' ? named.namespace : subject.namespace;
    const { name } = named;
    yield* reference(tree, {
      from: subject,
      to: { group, kind: 'ImageRepository', name, ...(namespace === undefined ? {} : { namespace }) },
      says: `ImagePolicy ${subject.name} reads ImageRepository ${namespace}/${name}`,
      path: ['spec', 'imageRepositoryRef', 'name'],
    });
  }
}
