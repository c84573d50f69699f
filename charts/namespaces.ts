import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { checked } from './checked';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import { demandedLevel, type PodSecurityLevel, refusedBy } from './pod-security';
import { either, listOf, may, must, object, oneOf, text } from './shape';
import { textMap } from './workload/shapes';

/** A namespace of an environment. */
export interface NamespaceFacts {
  /** RFC 1123 label. */
  readonly name: string;
  /** Pods below this level are refused; default: the strictest that takes what the environment's charts put there. */
  readonly podSecurity?: PodSecurityLevel;
  /** Pods below this level are warned of; default: the strictest that takes what the environment's charts put there. */
  readonly podSecurityWarn?: PodSecurityLevel;
  /** Default: those of Pod Security only. */
  readonly labels?: { readonly [name: string]: string };
  /** Default: that Flux never prunes it. */
  readonly annotations?: { readonly [name: string]: string };
}

/** What a chart of namespaces is told. */
export interface NamespacesProps {
  /** Names, or what is said of each. */
  readonly namespaces: readonly (string | NamespaceFacts)[];
  /** Layer that applies them; default `namespaces`. */
  readonly layer?: string;
}

const level = oneOf('privileged', 'baseline', 'restricted');

const shape = object<NamespacesProps>({
  namespaces: must(
    listOf(
      either(
        text,
        object<NamespaceFacts>({
          name: must(text),
          podSecurity: may(level),
          podSecurityWarn: may(level),
          labels: may(textMap),
          annotations: may(textMap),
        }),
      ),
    ),
  ),
  layer: may(text),
});

/** The namespaces of an environment. Flux never prunes them: what lives in them would go along. */
export class NamespacesChart extends LayerChart {
  private readonly levels: readonly { readonly name: string; readonly level: PodSecurityLevel }[];

  constructor(scope: Construct, id: string, props: NamespacesProps) {
    checked(scope, id, props, shape);
    super(scope, id, { layer: props.layer ?? 'namespaces' });
    this.levels = props.namespaces.flatMap((one) =>
      typeof one === 'string' || one.podSecurity === undefined
        ? []
        : [{ name: one.name, level: one.podSecurity }],
    );
    for (const namespace of props.namespaces) {
      this.add(typeof namespace === 'string' ? { name: namespace } : namespace);
    }
  }

  /** Names what the charts of the environment put into a namespace whose level refuses it. */
  override complete(): void {
    for (const { name, level } of this.levels) {
      for (const { what, why, level: needed } of refusedBy(level, this.environment, name)) {
        this.report(
          `${name}.podSecurity`,
          `${level} refuses a pod that ${what} (${why})`,
          `write podSecurity: '${needed}', or leave it out`,
        );
      }
    }
  }

  private add({ name, podSecurity, podSecurityWarn, labels, annotations }: NamespaceFacts): void {
    // Charts that come later may need more.
    const demanded = Lazy.any({ produce: () => demandedLevel(this.environment, name) });
    addManifest(this, name, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled', ...annotations },
        labels: {
          'pod-security.kubernetes.io/enforce': podSecurity ?? demanded,
          'pod-security.kubernetes.io/warn': podSecurityWarn ?? demanded,
          ...labels,
        },
      },
    });
  }
}
