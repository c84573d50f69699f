import { groupBy } from '../../../documents';
import {
  imageGroup as group,
  imageAutomations,
  imagePolicies,
  labelPlace,
  labelsOf,
  matches,
  requirementsOf,
  type TreeSubject,
} from '../../../platform';
import { reference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const automationSeesItsPolicies: TreeRule = {
  id: 'FX-51',
  title: 'An ImagePolicy has its repository, and an automation in its own namespace',
  severity: 'warning',
  why: 'An automation considers the policies of its own namespace only, and without a selector each takes all of them.',
  fix: 'Put policy and automation into one namespace; give each of several automations a policySelector.',
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
  appliesTo: 'tree',
  *check(tree) {
    const automations = imageAutomations(tree);
    yield* policyProblems(tree, new Set(automations.map(({ namespace }) => namespace)));
    for (const { name, namespace, spec } of automations) {
      const { place } = spec.policySelector;
      const requirements = requirementsOf(place.data);
      const own = imagePolicies(tree).filter((policy) => policy.namespace === namespace);
      const isChosen = own.some(({ metadata }) => matches(requirements, labelsOf(metadata.labels.data)));
      if (!tree.complete || requirements.length === 0 || own.length === 0 || isChosen) continue;
      yield {
        message: `ImageUpdateAutomation ${name} selects no ImagePolicy of its namespace.`,
        at: labelPlace(place),
      };
    }
    const bySource = groupBy(
      automations,
      ({ namespace, spec }) => `${namespace} ${spec.sourceRef.place.shown}`,
    );
    for (const several of bySource.values()) {
      if (several.length < 2) continue;
      for (const { name, spec } of several) {
        if (spec.policySelector.place.isWritten) continue;
        yield {
          message: `ImageUpdateAutomation ${name} takes all policies of its namespace, and another one on the same source does so too.`,
          at: spec.policySelector.place,
        };
      }
    }
  },
};

function* policyProblems(tree: TreeSubject, served: ReadonlySet<string>): Generator<Problem> {
  for (const { name, namespace, spec, metadata } of imagePolicies(tree)) {
    if (served.size > 0 && !served.has(namespace)) {
      yield {
        message: `ImagePolicy ${namespace}/${name} is in a namespace without automation.`,
        at: metadata.namespace,
      };
    }
    const repository = spec.imageRepositoryRef;
    if (!tree.complete || repository.name.value === undefined) continue;
    const to = {
      group,
      kind: 'ImageRepository',
      name: repository.name.value,
      namespace: repository.namespace.value ?? namespace,
    };
    yield* reference(tree, {
      from: repository.name,
      to,
      says: `ImagePolicy ${name} reads ImageRepository ${to.namespace}/${to.name}`,
    });
  }
}
