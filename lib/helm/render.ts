import type { Table } from './data';

/** A chart as a release names it. */
export interface AskedChart {
  /** `tempo` */
  readonly name: string;
  /** A version or a range; `*` where none is written. */
  readonly version: string;
  /** Address of its Helm repository, or of the chart itself in a registry (`oci://…`); absent where it is not known. */
  readonly repository?: string;
}

/** A release of any chart. */
export interface RenderRequest {
  readonly chart: AskedChart;
  readonly release: string;
  readonly namespace: string;
  readonly values: Table;
  /** Release of Kubernetes that is rendered for; default: Helm's own. */
  readonly kubernetesVersion?: string;
  /** Kinds that the cluster has beside its own, as `monitoring.coreos.com/v1/ServiceMonitor`. */
  readonly apiVersions?: readonly string[];
}

/** What becomes of a release, or why that is not known. */
export type Rendering =
  | {
      readonly ok: true;
      /** Version of the chart that was rendered. */
      readonly version: string;
      readonly objects: readonly Table[];
    }
  | {
      readonly ok: false;
      /** One sentence: why there is nothing. */
      readonly why: string;
      /** One sentence: how to make it known. */
      readonly how: string;
    };

/** Whoever makes objects of a release: the model of the collector's chart, or a real Helm. */
export interface Renderer {
  render(request: RenderRequest): Rendering;
}
