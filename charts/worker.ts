import type { Construct } from 'constructs';
import { checked } from './checked';
import { listOf, may, object } from './shape';
import { addDeployment } from './workload/deployment';
import { addMonitor, scrapedBy } from './workload/monitor';
import type { RunningProps, WorkloadPort } from './workload/props';
import { addAutoscaler, addDisruptionBudget } from './workload/scaling';
import { portShape, runningShape } from './workload/shapes';
import { WorkloadChart } from './workload/workload-chart';

/** A workload that nobody calls: it takes its work from a queue or a stream. */
export interface WorkerProps extends RunningProps {
  /** Ports that probes and monitors ask. Default: none. */
  readonly ports?: readonly WorkloadPort[];
}

const shape = object<WorkerProps>({ ...runningShape, ports: may(listOf(portShape)) });

/** One worker: Deployment, ServiceAccount, PodDisruptionBudget, NetworkPolicy and, where asked, an autoscaler and a PodMonitor; no Service. */
export class WorkerChart extends WorkloadChart {
  constructor(scope: Construct, name: string, props: WorkerProps) {
    const ports = Array.isArray(props?.ports) ? props.ports : [];
    super(scope, name, checked(scope, name, props, shape), {
      ports,
      probes: props.probes,
      scaling: props.scaling,
      ...scrapedBy(props.monitor, ports),
    });
    addDeployment(this, this.podInput, props);
    addDisruptionBudget(this);
    this.finish();
    addAutoscaler(this, 'Deployment', props.scaling);
    addMonitor(this, 'PodMonitor', props.monitor);
  }
}
