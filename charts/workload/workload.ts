import type { LayerChart } from '../layer-chart';
import type { PodInput } from './pod';
import type { Callee, Probes, Scaling, WorkloadPort, WorkloadProps } from './props';

/** What a kind of workload adds to the props that all share. */
export interface WorkloadTraits {
  /** Ports of its container. Default: none. */
  readonly ports?: readonly WorkloadPort[];
  readonly probes?: Probes;
  /** Path of the probes that name none of their own, which is judged once. */
  readonly healthPath?: string;
  readonly scaling?: Scaling;
  /** For pods that end. */
  readonly restartPolicy?: PodInput['restartPolicy'];
  /** Whether the ingress controller may reach it. */
  readonly isBehindIngress?: boolean;
  /** Who scrapes which of its ports. */
  readonly scraped?: { readonly namespace: string; readonly port: WorkloadPort };
}

/** A workload, as those see it who add objects for it. */
export interface AnyWorkload extends LayerChart, Callee {
  readonly namespace: string;
  /** What was said of it, with the environment's defaults filled in. */
  readonly props: WorkloadProps;
  /** Name of the workload and of its objects. */
  readonly workload: string;
  /** Whether the ingress controller may reach it. */
  readonly isBehindIngress: boolean;
  /** Who scrapes which of its ports, where somebody does. */
  readonly scraped?: WorkloadTraits['scraped'];
}
