import {
  type Environment,
  ImageAutomationChart,
  Images,
  IngressChart,
  type Peer,
  type Scaling,
  ServiceChart,
  type TagPolicy,
  type TelemetryEndpoint,
  type WorkloadDefaults,
} from '../charts';

/** The services of Smart-cash. */
type ServiceName = 'expenses' | 'bank' | 'payment' | 'user' | 'frontend';

type BackendName = Exclude<ServiceName, 'frontend'>;

/** Where images.yaml lies, from the working directory. */
const imagesFile = 'environments/images.yaml';

interface Backend {
  readonly port: number;
  readonly calls?: readonly ServiceName[];
  readonly variables?: { readonly [variable: string]: string };
}

/** What is the same in every environment. */
const backends: { readonly [Name in BackendName]: Backend } = {
  expenses: {
    port: 8282,
    calls: ['user'],
    variables: { DYNAMODB_EXPENSES_TABLE: 'expenses-table' },
  },
  bank: { port: 8585, variables: { DYNAMODB_BANK_TABLE: 'bank-table' } },
  payment: { port: 8989, calls: ['expenses', 'user'] },
  user: { port: 8181, variables: { DYNAMODB_USER_TABLE: 'users-table' } },
};

/** Address and port of the EKS Pod Identity agent: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const podIdentityAgent: Peer = { cidr: '169.254.170.23/32', ports: [80] };

/** Addresses inside of the VPC and the cluster, those of the Kubernetes API among them. */
export const privateAddresses: readonly string[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
];

/**
 * Its public endpoints, whose addresses change. A gateway endpoint of the VPC leaves them public; private ones belong to the
 * Kubernetes API and to others, and link-local ones serve the node's credentials.
 */
const awsServices: Peer = {
  cidr: '0.0.0.0/0',
  except: [...privateAddresses, '169.254.0.0/16'],
  ports: [443],
};

/** What every workload of Smart-cash has. */
export const workloads: WorkloadDefaults = {
  labels: { 'app.kubernetes.io/part-of': 'smartcash' },
  attributes: { 'service.namespace': 'smartcash' },
  runAs: { user: 10003, group: 30001, fsGroup: 30001 },
};

/** AWS Pod Identity ties rights to these names. */
const accountOf = (service: ServiceName) => `sa-${service}-service`;

/** Repository, branch and write Secret of this project, for Flux's image automation. */
const imageUpdates = {
  repository: 'https://git.smartcash.rootkit.site/platform.git',
  branch: 'main',
  secret: 'otelflux-write',
};

/** Made by hand in the clusters whose images Flux follows. */
export const imageSecret = { kind: 'Secret', namespace: 'flux-system', name: imageUpdates.secret } as const;

/** What differs between environments. */
export interface SmartCashProps {
  /** Where the backends send traces. */
  readonly telemetry: TelemetryEndpoint;
  /** Which tags of images Flux takes from the registry. Default: none; images.yaml says what runs. */
  readonly follow?: TagPolicy;
  /** AWS region of the tables. */
  readonly region: string;
  /** How many pods of each backend run. */
  readonly scaling: Scaling;
}

/** The services of Smart-cash, their hosts, and the automation that follows their images. */
export function smartCash(environment: Environment, props: SmartCashProps): void {
  const images = Images.of(environment, imagesFile);
  const { domain = '' } = environment.facts;
  const service = (name: BackendName) => {
    const { variables, ...rest } = backends[name];
    return new ServiceChart(environment, name, {
      image: images.of(name),
      healthPath: `/${name}/health`,
      // What these images answer there depends on their tables, and an outage of those must not restart every pod.
      probes: { liveness: { tcp: {} } },
      telemetry: props.telemetry,
      scaling: props.scaling,
      account: accountOf(name),
      egress: [podIdentityAgent, awsServices],
      writableFolders: ['/tmp'],
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '192Mi' } },
      variables: {
        // The Go services add scheme and port themselves.
        OTEL_COLLECTOR: props.telemetry.host,
        SERVICE_NAME: name,
        AWS_REGION: props.region,
        ...variables,
      },
      ...rest,
    });
  };
  const [expenses, bank, payment, user] = [
    service('expenses'),
    service('bank'),
    service('payment'),
    service('user'),
  ];
  const frontend = new ServiceChart(environment, 'frontend', {
    image: images.of('frontend'),
    account: accountOf('frontend'),
    port: 9090,
    healthPath: '/index.html',
    scaling: props.scaling,
    calls: ['user', 'expenses', 'bank'] satisfies ServiceName[],
    writableFolders: ['/tmp'],
    resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } },
  });
  new IngressChart(environment, 'api', {
    host: `api.${domain}`,
    routes: [
      { path: '/expenses', service: expenses },
      { path: '/bank', service: bank },
      { path: '/payment', service: payment },
      { path: '/user', service: user },
    ],
  });
  new IngressChart(environment, 'frontend', {
    host: domain,
    routes: [{ path: '/', service: frontend }],
  });
  if (props.follow === undefined) return;
  new ImageAutomationChart(environment, 'images', {
    ...imageUpdates,
    policy: props.follow,
    author: { name: 'Flux', email: 'flux@smartcash.rootkit.site' },
    images: Object.fromEntries(images.services.map((name) => [name, images.of(name)])),
  });
}
