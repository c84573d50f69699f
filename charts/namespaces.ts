import type { Construct } from 'constructs';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';

/** Level of the Pod Security Standards, https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A namespace of an environment. */
export interface NamespaceFacts {
  /** RFC 1123 label. */
  readonly name: string;
  /** Pods below this level are refused; default `restricted`. */
  readonly podSecurity?: PodSecurityLevel;
  /** Pods below this level are warned of; default `restricted`. */
  readonly podSecurityWarn?: PodSecurityLevel;
  /** Default: those of Pod Security only. */
  readonly labels?: { readonly [name: string]: string };
  /** Default: that Flux never prunes it. */
  readonly annotations?: { readonly [name: string]: string };
}

/** The namespaces of an environment. Flux never prunes them: what lives in them would go along. */
export class NamespacesChart extends LayerChart {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly namespaces: readonly (string | NamespaceFacts)[]; readonly layer?: string },
  ) {
    super(scope, id, { layer: props.layer ?? 'namespaces' });
    for (const namespace of props.namespaces) {
      this.add(typeof namespace === 'string' ? { name: namespace } : namespace);
    }
  }

  private add({ name, podSecurity, podSecurityWarn, labels, annotations }: NamespaceFacts): void {
    addManifest(this, name, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled', ...annotations },
        labels: {
          'pod-security.kubernetes.io/enforce': podSecurity ?? 'restricted',
          'pod-security.kubernetes.io/warn': podSecurityWarn ?? 'restricted',
          ...labels,
        },
      },
    });
  }
}
