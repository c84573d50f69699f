import type { Construct } from 'constructs';
import { checked } from './checked';
import { kubernetes } from './kubernetes-shape';
import { addManifest } from './manifest';
import { type ServingProps, serviceOptions, servingShape, servingTraits } from './service';
import { listOf, may, must, object, oneOf, text } from './shape';
import { addMonitor } from './workload/monitor';
import { claimTemplate, podTemplate, workloadMetadata } from './workload/pod';
import type { ClaimProps } from './workload/props';
import { addAutoscaler, addDisruptionBudget, replicasOf } from './workload/scaling';
import { addService } from './workload/service';
import { texts } from './workload/shapes';
import { WorkloadChart } from './workload/workload-chart';

/** A workload whose pods have names and disks of their own. */
export interface StatefulServiceProps extends ServingProps {
  /** Default: none. */
  readonly claims?: readonly ClaimProps[];
  /** `Parallel` starts and ends pods all at once; default `OrderedReady`. */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  /** What becomes of the disks; default: kept. */
  readonly claimRetention?: {
    readonly whenDeleted?: 'Retain' | 'Delete';
    readonly whenScaled?: 'Retain' | 'Delete';
  };
}

const claim = object<ClaimProps>({
  name: must(text),
  mountPath: must(text),
  size: must(text),
  storageClassName: may(text),
  accessModes: may(texts),
});

const shape = object<StatefulServiceProps>({
  ...servingShape,
  claims: may(listOf(claim)),
  podManagementPolicy: may(oneOf('OrderedReady', 'Parallel')),
  claimRetention: may(kubernetes('apps/v1', 'StatefulSet', 'spec', 'persistentVolumeClaimRetentionPolicy')),
});

/** One stateful service: StatefulSet, Service, headless Service, ServiceAccount, PodDisruptionBudget, NetworkPolicy. */
export class StatefulServiceChart extends WorkloadChart {
  constructor(scope: Construct, name: string, props: StatefulServiceProps) {
    super(scope, name, withClaimMounts(checked(scope, name, props, shape)), servingTraits(props));
    if (this.listens.length === 0) {
      this.report(
        'ports',
        'a stateful service needs a port',
        'write port: 8080, or ports: [{ name, containerPort }]',
      );
    }
    this.addStatefulSet(props);
    addService(this, serviceOptions(props));
    addService(this, { headless: true, name: this.headlessName });
    addDisruptionBudget(this);
    this.finish();
    addAutoscaler(this, 'StatefulSet', props.scaling);
    addMonitor(this, 'ServiceMonitor', props.monitor);
  }

  /** Name of its Service. */
  get service(): string {
    return this.workload;
  }

  /** Name of the Service under which each pod has an address: `<pod>.<this>.<namespace>.svc.cluster.local`. */
  get headlessName(): string {
    return `${this.workload}-headless`;
  }

  private addStatefulSet(props: StatefulServiceProps): void {
    addManifest(this, 'stateful-set', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: workloadMetadata(this.podInput),
      spec: {
        ...replicasOf(props.scaling),
        serviceName: this.headlessName,
        podManagementPolicy: props.podManagementPolicy,
        persistentVolumeClaimRetentionPolicy: props.claimRetention,
        selector: { matchLabels: { ...this.podLabels } },
        template: podTemplate(this.podInput),
        volumeClaimTemplates: props.claims?.map(claimTemplate),
      },
    });
  }
}

/** The claims of a template are volumes of the pod by themselves: only the mounts have to be written. */
function withClaimMounts(props: StatefulServiceProps): StatefulServiceProps {
  const claims = (props.claims ?? []).map(({ name, mountPath }) => ({ name, mountPath }));
  return claims.length === 0 ? props : { ...props, volumes: [...(props.volumes ?? []), ...claims] };
}
