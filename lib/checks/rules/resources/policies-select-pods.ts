import { didYouMean } from '../../../documents';
import {
  anyObject,
  hasUnseenPods,
  isReportedAsClosed,
  labelPlace,
  namespaceNameLabel,
  namespaces,
  type Policy,
  type PolicyPeer,
  podGroups,
  podNamespaces,
  policies,
  portFaults,
  type Requirement,
  selectPods,
  type TreeSubject,
  takesNamespace,
} from '../../../platform';
import { workload } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const policiesSelectPods: TreeRule = {
  id: 'XR-44',
  title: 'A NetworkPolicy selects pods, names peers and ports that exist',
  severity: 'warning',
  why: 'The policy protects nobody, or opens a door to nobody, while the way that was meant stays closed.',
  fix: 'Write the labels and the ports of the pods.',
  appliesTo: 'tree',
  example: `${workload('Deployment', 'bank')}
      spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{containerPort: 8585}]}]}
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: bank, namespace: develop}
  spec:
-   podSelector: {matchLabels: {app: bnak}}
+   podSelector: {matchLabels: {app: bank}}
    ingress: [{ports: [{port: 8585}]}]
`,
  *check(tree) {
    if (!tree.complete) return;
    for (const problem of policyProblems(tree)) {
      // A way that is closed by this very fault says more.
      const { subject = problem.at?.subject, path = problem.at?.path ?? [] } = problem;
      const isTold = subject !== undefined && isReportedAsClosed(tree, subject, path);
      if (!isTold) yield problem;
    }
  },
};

function* policyProblems(tree: TreeSubject): Generator<Problem> {
  for (const policy of policies(tree)) {
    yield* selectorProblems(tree, policy);
    for (const rule of policy.rules) {
      for (const peer of rule.peers) {
        yield* peerProblems(tree, policy, peer);
        yield* namespaceProblems(tree, policy, peer);
      }
    }
  }
  for (const { workload, kind, subject, path, port } of portFaults(tree)) {
    if (kind !== 'policy') continue;
    yield {
      message: `NetworkPolicy ${subject.name} opens port ${port}, which ${workload.subject.kind} ${workload.name} does not declare.`,
      path,
      subject,
    };
  }
}

/** A namespace that is named but that nothing makes, where the tree says what lives elsewhere. */
function* namespaceProblems(tree: TreeSubject, policy: Policy, peer: PolicyPeer): Generator<Problem> {
  const named = peer.namespaceSelector?.find(
    ({ key, operator }) => key === namespaceNameLabel && operator === 'In',
  );
  const [name, ...others] = named?.values ?? [];
  const { own, known } = namespaces(tree);
  if (name === undefined || others.length > 0 || own.size === 0 || known.has(name)) return;
  const hint = didYouMean(name, [...known]);
  if (hint === '' && tree.externals.length === 0) return;
  yield {
    message: `A peer of NetworkPolicy ${policy.namespace}/${policy.subject.name} is in namespace "${name}", which nothing makes${hint}.`,
    path: [...peer.path, 'namespaceSelector', 'matchLabels', namespaceNameLabel],
    subject: policy.subject,
  };
}

function* selectorProblems(tree: TreeSubject, policy: Policy): Generator<Problem> {
  const { namespace, selector, subject } = policy;
  if (selector.length === 0 || hasUnseenPods(tree, namespace)) return;
  if (selectPods(tree, namespace, selector).length > 0) return;
  yield {
    message: `NetworkPolicy ${namespace}/${subject.name} selects no pods${nearLabel(tree, namespace, selector)}.`,
    at: labelPlace(anyObject(subject).place.at('spec', 'podSelector')),
  };
}

function* peerProblems(tree: TreeSubject, policy: Policy, peer: PolicyPeer): Generator<Problem> {
  const { podSelector, namespaceSelector } = peer;
  if (podSelector === undefined || podSelector.length === 0) return;
  const spaces =
    namespaceSelector === undefined
      ? [policy.namespace]
      : podNamespaces(tree).filter(
          (namespace) => takesNamespace(tree, namespaceSelector, namespace) !== false,
        );
  // Pods of other namespaces, or of charts, are not shown.
  if (
    spaces.length === 0 ||
    namespaceSelector?.length === 0 ||
    spaces.some((namespace) => hasUnseenPods(tree, namespace))
  )
    return;
  if (spaces.some((namespace) => selectPods(tree, namespace, podSelector).length > 0)) return;
  const [space = policy.namespace] = spaces;
  yield {
    message: `A peer of NetworkPolicy ${policy.namespace}/${policy.subject.name} selects no pods${nearLabel(tree, space, podSelector)}.`,
    at: labelPlace(anyObject(policy.subject).place.at(...peer.path, 'podSelector')),
  };
}

function nearLabel(tree: TreeSubject, namespace: string, requirements: readonly Requirement[]): string {
  const [first] = requirements;
  const [value] = first?.values ?? [];
  if (first === undefined || value === undefined || requirements.length > 1) return '';
  const known = podGroups(tree).flatMap((pods) =>
    pods.namespace === namespace ? (pods.labels[first.key] ?? []) : [],
  );
  return didYouMean(value, [...new Set(known)]);
}
