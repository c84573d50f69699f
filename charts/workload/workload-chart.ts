import type { Construct } from 'constructs';
import { nearest } from '../../lib/documents';
import { Environment } from '../environment';
import { LayerChart } from '../layer-chart';
import { addManifest } from '../manifest';
import { enterWorkload, unknownCalls, workloadsOf } from './calls';
import { addNetworkPolicy } from './network-policy';
import type { PodInput } from './pod';
import type { AccountProps, WorkloadPort, WorkloadProps } from './props';
import { validateWorkload } from './validate';
import type { AnyWorkload, WorkloadTraits } from './workload';

/** A workload: what runs, as whom, and whom it may talk to. */
export abstract class WorkloadChart extends LayerChart implements AnyWorkload {
  /** What was said of it, with the environment's defaults filled in. */
  readonly props: WorkloadProps;
  /** Name of the workload and of its objects. */
  readonly workload: string;
  /** Namespace of its objects. */
  declare readonly namespace: string;
  /** Ports of its pods. */
  readonly listens: readonly WorkloadPort[];
  /** Whether the ingress controller may reach it. */
  readonly isBehindIngress: boolean;
  /** Who scrapes which of its ports, where somebody does. */
  readonly scraped?: WorkloadTraits['scraped'];
  private readonly traits: WorkloadTraits;

  protected constructor(scope: Construct, name: string, props: WorkloadProps, traits: WorkloadTraits) {
    const whole = withDefaults(Environment.of(scope), props);
    super(scope, freeId(scope, name, whole.namespace), {
      layer: props.layer ?? 'services',
      folder: name,
      namespace: whole.namespace ?? Environment.of(scope).name,
    });
    this.props = whole;
    this.workload = name;
    this.traits = traits;
    this.listens = traits.ports ?? [];
    enterWorkload(this);
    this.isBehindIngress = traits.isBehindIngress ?? false;
    if (traits.scraped !== undefined) this.scraped = traits.scraped;
    validateWorkload({ name, props: whole, traits, report: (...fault) => this.report(...fault) });
    this.addAccount();
    if (whole.networkPolicy ?? true) this.later.push(() => addNetworkPolicy(this));
  }

  private readonly later: (() => void)[] = [];

  /** Adds what stands after the objects of the workload's own kind. */
  protected finish(): void {
    for (const add of this.later) add();
  }

  /** Names the workloads that it calls and that nobody made. */
  override complete(): void {
    for (const name of unknownCalls(this)) {
      const known = workloadsOf(this.environment).map(({ workload }) => workload);
      const guess = nearest(name, known);
      const fix = guess === undefined ? `name one of ${known.join(', ')}` : `write ${guess}`;
      this.report('calls', `there is no service "${name}"`, fix);
    }
  }

  /** Labels that select the pods of this workload; never a hash, since selectors cannot be changed. */
  get podLabels(): { readonly 'app.kubernetes.io/name': string } {
    return { 'app.kubernetes.io/name': this.workload };
  }

  /** Name of the ServiceAccount that its pods run as. */
  get serviceAccountName(): string {
    return this.account.name ?? this.workload;
  }

  /** What the pod template is made from. */
  protected get podInput(): PodInput {
    return {
      name: this.workload,
      environment: this.environment.name,
      props: this.props,
      ports: this.listens,
      probes: this.traits.probes ?? {},
      podLabels: this.podLabels,
      accountName: this.serviceAccountName,
      restartPolicy: this.traits.restartPolicy,
    };
  }

  private get account(): AccountProps {
    const { account } = this.props;
    return typeof account === 'string' ? { name: account } : (account ?? {});
  }

  private addAccount(): void {
    if (this.account.create === false) return;
    addManifest(this, 'service-account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: this.serviceAccountName, annotations: this.account.annotations },
    });
  }
}

/** Maps of the environment's defaults are added to, everything else is replaced. */
function withDefaults(environment: Environment, props: WorkloadProps): WorkloadProps {
  const { workloads = {} } = environment.facts;
  const attributes = { ...workloads.attributes, ...props.attributes };
  const labels = { ...workloads.labels, ...props.labels };
  return {
    ...workloads,
    ...props,
    namespace: props.namespace ?? environment.namespace,
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
  };
}

/** A workload of the same name in another namespace is another one. */
function freeId(scope: Construct, name: string, namespace: string | undefined): string {
  if (scope.node.tryFindChild(name) === undefined) return name;
  const environment = Environment.of(scope);
  const isTaken = (workload: AnyWorkload) => workload.workload === name && workload.namespace === namespace;
  const isOfWorkload = workloadsOf(environment).some(
    ({ node, workload }) => node.scope === scope && workload === name,
  );
  if (!isOfWorkload || workloadsOf(environment).some(isTaken)) {
    environment.report({
      field: name,
      message: `two workloads (or a workload and another chart) have this name in namespace ${namespace}`,
      fix: 'give one of them another name',
    });
  }
  return `${name}-${scope.node.children.length}`;
}
