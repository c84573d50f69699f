import type { Construct } from 'constructs';
import { KubeNamespace } from './kubernetes';
import { LayerChart } from './layer-chart';

/** Level of the Pod Security Standards, https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A namespace of an environment. */
export interface NamespaceFacts {
  /** RFC 1123 label. */
  readonly name: string;
  /** Pods below this level are refused. */
  readonly podSecurity: PodSecurityLevel;
}

/** The namespaces of an environment. Flux never prunes them: what lives in them would go along. */
export class NamespacesChart extends LayerChart {
  constructor(scope: Construct, id: string, props: { readonly namespaces: readonly NamespaceFacts[] }) {
    super(scope, id, { folder: 'namespaces' });
    for (const namespace of props.namespaces) this.add(namespace);
  }

  private add(namespace: NamespaceFacts): void {
    new KubeNamespace(this, namespace.name, {
      metadata: {
        name: namespace.name,
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
        labels: {
          'pod-security.kubernetes.io/enforce': namespace.podSecurity,
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    });
  }
}
