import { Construct, type IConstruct } from 'constructs';
import type { External } from '../lib/platform';
import type { CollectorChart } from './collector';
import { type InputProblem, isDnsLabel, isDnsName } from './input';
import type { ServiceChart } from './service';

/** The Flux source that holds the generated tree. */
export interface FluxSource {
  /** Kind of the source object. */
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket';
  /** Its name, `flux-system` after a bootstrap. */
  readonly name: string;
  /** Default `flux-system`. */
  readonly namespace?: string;
}

/** How Flux reads this environment's tree. */
export interface FluxFacts {
  /** Source that the Flux Kustomizations point to. */
  readonly source: FluxSource;
  /** Folder of the tree inside that source; default `./dist/<environment>`. */
  readonly path?: string;
}

/** The ingress controller of the cluster. */
export interface IngressFacts {
  /** Name of the IngressClass. */
  readonly className: string;
  /** Namespace that the controller's pods run in: network policies let it in. */
  readonly controllerNamespace: string;
  /** ClusterIssuer of cert-manager that signs the hosts' certificates. */
  readonly clusterIssuer: string;
}

/** What is true of one environment: one environment is one cluster. */
export interface EnvironmentFacts {
  /** AWS region, `eu-central-1`. */
  readonly region: string;
  /** Domain under which the environment's hosts live, `develop.smartcash.rootkit.site`. */
  readonly domain: string;
  /** How Flux reads the generated tree. */
  readonly flux: FluxFacts;
  /** What hosts are served by. */
  readonly ingress: IngressFacts;
  /** What this cluster has although nothing here makes it: Secrets, namespaces, hosts. Default: nothing. */
  readonly external?: readonly External[];
}

/** One environment: the root of its charts, and the facts that they share. */
export class Environment extends Construct {
  /** The environment that a construct belongs to. @throws Error outside of any environment */
  static of(construct: IConstruct): Environment {
    const found = construct.node.scopes.find((scope): scope is Environment => scope instanceof Environment);
    if (found === undefined)
      throw new Error(`${construct.node.path}: is in no Environment; create it below one`);
    return found;
  }

  /** Name of the environment, which is also the namespace of its services. */
  readonly name: string;
  /** What was said of it. */
  readonly facts: EnvironmentFacts;
  /** Services by name. */
  readonly services = new Map<string, ServiceChart>();
  /** Collectors by the name of their release. */
  readonly collectors = new Map<string, CollectorChart>();
  private callers: ReadonlyMap<string, readonly ServiceChart[]> = new Map();
  private readonly found: InputProblem[] = [];
  private readonly declared: External[];

  constructor(scope: Construct, name: string, facts: EnvironmentFacts) {
    super(scope, name);
    this.name = name;
    this.facts = facts;
    this.declared = [...(facts.external ?? [])];
    this.node.addValidation({ validate: () => this.problems.map((problem) => describe(this.name, problem)) });
    if (!isDnsLabel(name)) {
      this.report({
        field: 'name',
        message: `"${name}" cannot be a namespace`,
        fix: 'use lower case letters, digits and dashes',
      });
    }
    this.requireHost('domain', facts.domain);
  }

  /** Faults of the input so far, in the order in which they were found. */
  get problems(): readonly InputProblem[] {
    return this.found;
  }

  /** Everything that lives elsewhere: the declared, and what charts declared on the way. */
  get externals(): readonly External[] {
    return this.declared;
  }

  /** The services that call a service, in the order in which they were made; meant to be asked when all are known. */
  callersOf(service: string): readonly ServiceChart[] {
    if (this.callers.size !== this.services.size) this.callers = callersByService(this.services);
    return this.callers.get(service) ?? [];
  }

  /** Notes a fault of the input; the run fails after all of them are known. */
  report(problem: InputProblem): void {
    this.found.push(problem);
  }

  /** Notes a fault unless the text is a host name. */
  requireHost(field: string, host: string): void {
    if (isDnsName(host) && host.includes('.')) return;
    this.report({
      field,
      message: `"${host}" is no DNS name`,
      fix: 'write labels of lower case letters, digits and dashes, joined by dots',
    });
  }
}

function callersByService(services: ReadonlyMap<string, ServiceChart>) {
  const callers = new Map<string, ServiceChart[]>([...services.keys()].map((name) => [name, []]));
  for (const service of services.values()) {
    for (const callee of service.props.calls ?? []) callers.get(callee)?.push(service);
  }
  return callers;
}

/** One line for a fault of the input. */
export function describe(environment: string, problem: InputProblem): string {
  return `${environment}: ${problem.field}: ${problem.message}; ${problem.fix}`;
}
