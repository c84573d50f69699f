import { Construct, type IConstruct } from 'constructs';
import { isDnsLabel, isDnsName } from '../lib/documents';
import { type External, externalKinds } from '../lib/platform';
import { labelFaults } from './cluster-labels';
import type { InputProblem } from './input';
import { beside, someOf } from './kubernetes-shape';
import { type LayerFacts, type Layers, layerFaults, layersOf } from './layers';
import { clusterDns, type Peer } from './network';
import { type ImagePromotion, promotionFaults } from './promotion';
import { either, listOf, mapOf, may, must, number, object, oneOf, PropsRefused, text } from './shape';
import { callerPlace, type PlaceReader } from './source-place';
import { tagPolicy } from './tag-policy';
import type { WorkloadProps } from './workload/props';
import { peer, textMap, texts, workloadDefaults } from './workload/shapes';

/** The Flux source that holds the generated tree. */
export interface FluxSource {
  /** Kind of the source object; default `GitRepository`. */
  readonly kind?: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'ExternalArtifact';
  /** Its name; default `flux-system`, as after a bootstrap. */
  readonly name?: string;
  /** Default `flux-system`. */
  readonly namespace?: string;
}

/** How Flux reads this environment's tree. */
export interface FluxFacts {
  /** Source that the Flux Kustomizations point to; default: what a bootstrap makes. */
  readonly source?: FluxSource;
  /** Folder of the tree inside that source; default `./dist/<environment>`. */
  readonly path?: string;
  /** Namespace of the Flux objects that this environment makes; default `flux-system`. */
  readonly namespace?: string;
  /**
   * ServiceAccount in whose name the layers are applied, which bounds what a change of the tree may do; a layer may name
   * another. Default: the controller's own rights.
   */
  readonly serviceAccountName?: string;
}

/** The ingress controller of the cluster. */
export interface IngressFacts {
  /** Name of the IngressClass; default: the cluster's default class. */
  readonly className?: string;
  /** Namespace that the controller's pods run in: network policies let it in. */
  readonly controllerNamespace?: string;
  /** ClusterIssuer of cert-manager that signs the hosts' certificates; default: hosts bring a Secret or no TLS. */
  readonly clusterIssuer?: string;
}

/** What workloads have unless they say otherwise; labels and attributes are added to theirs. */
export type WorkloadDefaults = Partial<
  Pick<
    WorkloadProps,
    | 'attributes'
    | 'imagePullSecrets'
    | 'labels'
    | 'namespace'
    | 'networkPolicy'
    | 'nodeSelector'
    | 'podAnnotations'
    | 'priorityClassName'
    | 'runAs'
    | 'tolerations'
  >
>;

/** Where a cluster stands. */
export interface ClusterFacts {
  /** Name of the cluster; default: the environment's. */
  readonly name?: string;
  /** Region of the cloud, `europe-west4`. */
  readonly region?: string;
  /** Further facts to choose clusters by, as `otelflux publish --select tier=edge` does. */
  readonly labels?: { readonly [name: string]: string };
  /** Group of clusters that get a change together: `otelflux publish --wave canary`. */
  readonly wave?: string;
}

/** What is true of one environment: one environment is one cluster. */
export interface EnvironmentFacts {
  /** How Flux reads the generated tree; default: from the source that a bootstrap makes. */
  readonly flux?: FluxFacts;
  /** Where the cluster stands. Default: not told. */
  readonly cluster?: ClusterFacts;
  /** Domain under which the environment's hosts live, `develop.example.com`. Default: it has no hosts. */
  readonly domain?: string;
  /** What hosts are served by. Default: no ingress controller is let in. */
  readonly ingress?: IngressFacts;
  /** Where pods ask for names; default: the namespace `kube-system`. A cache on the node is `{ cidr: '169.254.20.10/32' }`. */
  readonly dns?: readonly Peer[];
  /**
   * Blocks of addresses under which pods reach the Kubernetes API, `['10.96.0.1/32', '192.168.1.0/24']`: of its Service and of
   * the servers behind it, since network plugins differ in which of them they see. Ways to hosts leave them out, and a
   * collector that reads the API gets to them alone. Default: not known, and they are left in.
   */
  readonly apiServer?: readonly string[];
  /** The layers that differ from the default ones, and further ones. */
  readonly layers?: Layers;
  /** What workloads have unless they say otherwise. */
  readonly workloads?: WorkloadDefaults;
  /** Which images come from another environment once they stood there. Default: none; they are what images.yaml says. */
  readonly promotion?: ImagePromotion;
  /** What this cluster has although nothing here makes it: Secrets, namespaces, hosts. Default: nothing but the Flux source. */
  readonly external?: readonly External[];
}

/** What a layer says of itself beside the fields of its Kustomization. */
const layer = beside<Pick<LayerFacts, 'dependsOn'>>(
  { dependsOn: may(listOf(text)) },
  someOf('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'spec'),
);

const external = either(
  object<Extract<External, { kind: (typeof externalKinds)[number] }>>({
    kind: must(oneOf(...externalKinds)),
    namespace: may(text),
    name: must(text),
  }),
  object<Extract<External, { kind: 'Namespace' }>>({ kind: must(oneOf('Namespace')), name: must(text) }),
  object<Extract<External, { kind: 'Host' }>>({
    kind: must(oneOf('Host')),
    host: must(text),
    port: may(number),
  }),
);

const shape = object<EnvironmentFacts>({
  flux: may(
    object<NonNullable<EnvironmentFacts['flux']>>({
      source: may(
        object<FluxSource>({
          kind: may(oneOf('GitRepository', 'OCIRepository', 'Bucket', 'ExternalArtifact')),
          name: may(text),
          namespace: may(text),
        }),
      ),
      path: may(text),
      namespace: may(text),
      serviceAccountName: may(text),
    }),
  ),
  cluster: may(
    object<NonNullable<EnvironmentFacts['cluster']>>({
      name: may(text),
      region: may(text),
      labels: may(textMap),
      wave: may(text),
    }),
  ),
  domain: may(text),
  ingress: may(
    object<NonNullable<EnvironmentFacts['ingress']>>({
      className: may(text),
      controllerNamespace: may(text),
      clusterIssuer: may(text),
    }),
  ),
  dns: may(listOf(peer)),
  apiServer: may(texts),
  layers: may(mapOf(layer)),
  workloads: may(workloadDefaults),
  promotion: may(object<ImagePromotion>({ from: must(text), after: must(text), tags: may(tagPolicy) })),
  external: may(listOf(external)),
});

/** One environment: the root of its charts, and the facts that they share. */
export class Environment extends Construct {
  /** The environment that a construct belongs to. @throws Error outside of any environment */
  static of(construct: IConstruct): Environment {
    const found = construct.node.scopes.find((scope): scope is Environment => scope instanceof Environment);
    if (found === undefined)
      throw new Error(`${construct.node.path}: is in no Environment; create it below one`);
    return found;
  }

  /** Name of the environment and of its folder in `dist/`. */
  readonly name: string;
  /** What was said of it. */
  readonly facts: EnvironmentFacts;
  /** Its layers by name, whether there are objects in them or not. */
  readonly layers: Layers;
  /** Where the user made it. */
  readonly place: PlaceReader;
  private readonly found: InputProblem[] = [];

  constructor(scope: Construct, name: string, facts: EnvironmentFacts = {}) {
    super(scope, name);
    this.name = name;
    this.place = callerPlace();
    this.validateShape(facts);
    this.facts = facts;
    this.layers = layersOf(facts.layers);
    this.node.addValidation({ validate: () => this.problems.map((problem) => describe(this.name, problem)) });
    this.validate();
  }

  /** Namespace of workloads that name none; default: the environment's name. */
  get namespace(): string {
    return this.facts.workloads?.namespace ?? this.name;
  }

  /** Namespace of its Flux objects. */
  get fluxNamespace(): string {
    return this.facts.flux?.namespace ?? 'flux-system';
  }

  /** The source that holds its tree. */
  get fluxSource(): Required<FluxSource> {
    const { kind, name, namespace } = this.facts.flux?.source ?? {};
    return {
      kind: kind ?? 'GitRepository',
      name: name ?? 'flux-system',
      namespace: namespace ?? 'flux-system',
    };
  }

  /** Where its pods ask for names. */
  get dns(): readonly Peer[] {
    return this.facts.dns ?? clusterDns;
  }

  /** What `otelflux publish` chooses the cluster by; undefined where nothing was said of it. */
  get clusterLabels(): { readonly [name: string]: string } | undefined {
    const { cluster } = this.facts;
    if (cluster === undefined) return undefined;
    const { name = this.name, region, wave, labels } = cluster;
    return {
      cluster: name,
      ...(region === undefined ? {} : { region }),
      ...(wave === undefined ? {} : { wave }),
      ...labels,
    };
  }

  /** Faults of the input so far, in the order in which they were found. */
  get problems(): readonly InputProblem[] {
    return this.found;
  }

  /** Everything that lives elsewhere: what was declared, and the source that brings the tree. */
  get externals(): readonly External[] {
    const declared = this.facts.external ?? [];
    const { kind, name, namespace } = this.fluxSource;
    const isDeclared = declared.some((one) => one.kind === kind && 'name' in one && one.name === name);
    return isDeclared ? declared : [...declared, { kind, namespace, name }];
  }

  /** Notes a fault of the input; the run fails after all of them are known. */
  report(problem: InputProblem): void {
    this.found.push({ place: callerPlace(), ...problem });
  }

  /** Notes a fault unless the text is a host name. */
  requireHost(field: string, host: string): void {
    if (isDnsName(host) && host.includes('.')) return;
    this.report({
      field,
      message: `"${host}" is not a DNS name`,
      fix: 'write labels of lower case letters, digits and dashes, joined by dots',
    });
  }

  private validateShape(facts: EnvironmentFacts): void {
    const faults = shape(facts, '');
    for (const { field, message, fix } of faults) this.report({ field, message, fix, place: this.place });
    if (faults.some(({ fatal }) => fatal)) throw new PropsRefused();
  }

  private validate(): void {
    if (!isDnsLabel(this.name)) {
      this.report({
        field: 'name',
        message: `"${this.name}" cannot be a namespace`,
        fix: 'use lower case letters, digits and dashes',
      });
    }
    if (this.facts.domain !== undefined) this.requireHost('domain', this.facts.domain);
    const faults = [
      ...labelFaults(this.facts.cluster?.labels, this.clusterLabels),
      ...promotionFaults(this.name, this.facts.promotion),
      ...layerFaults(this.layers),
    ];
    for (const fault of faults) this.report(fault);
  }
}

/** One line for a fault of the input. */
export function describe(environment: string, problem: InputProblem): string {
  return `${environment}: ${problem.field}: ${problem.message}; ${problem.fix}`;
}
