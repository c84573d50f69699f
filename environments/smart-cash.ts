import {
  type Environment,
  ImageAutomationChart,
  Images,
  IngressChart,
  ServiceChart,
  type ServiceScaling,
  type TelemetryEndpoint,
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

/** What differs between environments. */
export interface SmartCashProps {
  /** Where the backends send traces. */
  readonly telemetry: TelemetryEndpoint;
  /** How many pods of each backend run. */
  readonly scaling: ServiceScaling;
  /** Repository, branch and write Secret of this project, for Flux's image automation. */
  readonly imageUpdates: { readonly repository: string; readonly branch: string; readonly secret: string };
}

/** The services of Smart-cash, their hosts, and the automation that follows their images. */
export function smartCash(environment: Environment, props: SmartCashProps): void {
  const images = Images.of(environment, imagesFile);
  const service = (name: BackendName) =>
    new ServiceChart(environment, name, {
      image: images.of(name),
      healthPath: `/${name}/health`,
      telemetry: props.telemetry,
      scaling: props.scaling,
      aws: true,
      writableFolders: ['/tmp'],
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '192Mi' } },
      ...backends[name],
    });
  const [expenses, bank, payment, user] = [
    service('expenses'),
    service('bank'),
    service('payment'),
    service('user'),
  ];
  const frontend = new ServiceChart(environment, 'frontend', {
    image: images.of('frontend'),
    port: 9090,
    healthPath: '/index.html',
    scaling: props.scaling,
    calls: ['user', 'expenses', 'bank'] satisfies ServiceName[],
    writableFolders: ['/tmp'],
    resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } },
  });
  new IngressChart(environment, 'api', {
    host: `api.${environment.facts.domain}`,
    routes: [
      { path: '/expenses', service: expenses },
      { path: '/bank', service: bank },
      { path: '/payment', service: payment },
      { path: '/user', service: user },
    ],
  });
  new IngressChart(environment, 'frontend', {
    host: environment.facts.domain,
    routes: [{ path: '/', service: frontend }],
  });
  new ImageAutomationChart(environment, 'images', {
    ...props.imageUpdates,
    author: { name: 'Flux', email: 'flux@smartcash.rootkit.site' },
    images: Object.fromEntries(images.services.map((name) => [name, images.of(name)])),
  });
}
