import { at, type Data, field, isAtLeast, items, ownValue } from '../../../documents';
import type { ComponentCard } from '../card';
import { nodeVariable } from '../node-variable';
import type { Need } from '../rights';

const node: Need = { groups: [''], resource: 'nodes', verbs: ['get'] };

/** The uid of kube-system stands for that of the cluster; without the right it is left out. */
function kubernetes(body: Data, detector: string): readonly Need[] {
  const asksUid = at(body, [detector, 'resource_attributes', 'k8s.cluster.uid', 'enabled']) === true;
  return [
    node,
    ...(asksUid
      ? [{ groups: [''], resource: 'namespaces', verbs: ['get'], name: 'kube-system', optional: true }]
      : []),
  ];
}

/** Up to 0.125 the detector took a ConfigMap for the proof that the cluster is one of EKS; without the right it finds nothing. */
function eks(body: Data, release: string | undefined): readonly Need[] {
  if (release !== undefined && !isAtLeast(release, '0.125.0')) {
    return [
      {
        groups: [''],
        resource: 'configmaps',
        verbs: ['get'],
        name: 'aws-auth',
        optional: true,
        namespaced: true,
      },
    ];
  }
  const asksNode = typeof field(field(body, 'eks'), 'node_from_env_var') === 'string';
  return asksNode ? [{ ...node, optional: true }] : [];
}

const detectors: {
  readonly [detector: string]: (body: Data, release: string | undefined) => readonly Need[];
} = {
  k8s_api: (body) => kubernetes(body, 'k8s_api'),
  k8snode: (body) => kubernetes(body, 'k8snode'),
  eks,
  kubeadm: () => [
    {
      groups: [''],
      resource: 'configmaps',
      verbs: ['get'],
      name: 'kubeadm-config',
      namespaced: true,
      optional: true,
    },
  ],
  openshift: () => [
    { groups: ['config.openshift.io'], resource: 'infrastructures', verbs: ['get'], optional: true },
  ],
};

/** Adds what the surroundings say of themselves; some detectors ask the Kubernetes API (internal/metadataproviders, contrib 0.158). */
export const resourceDetection: ComponentCard = {
  does: ['enriches'],
  boundByOperator: true,
  rights: (body, release) =>
    items(field(body, 'detectors')).flatMap((name) =>
      typeof name === 'string' ? (ownValue(detectors, name)?.(body, release) ?? []) : [],
    ),
  pod: (body) => {
    const named = items(field(body, 'detectors')).flatMap((name) => {
      if (name !== 'k8s_api' && name !== 'k8snode' && name !== 'eks') return [];
      const written = field(field(body, name), 'node_from_env_var');
      return [nodeVariable(written ?? (name === 'eks' ? undefined : 'K8S_NODE_NAME'), name === 'eks')];
    });
    return {
      variables: Object.assign({}, ...named.map(({ variables }) => variables)),
      optionalVariables: named.flatMap(({ optionalVariables = [] }) => optionalVariables),
    };
  },
};
