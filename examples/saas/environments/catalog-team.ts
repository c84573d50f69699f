import { type Environment, Images, ServiceChart, type TelemetryEndpoint } from '../../../charts';

const namespace = 'catalog';

/**
 * What the catalog team runs.
 * @returns its products, which others call
 */
export function catalogTeam(environment: Environment, telemetry: TelemetryEndpoint): ServiceChart {
  const images = Images.of(environment, 'environments/images.yaml');
  const products = new ServiceChart(environment, 'products', {
    namespace,
    image: images.of('products'),
    ports: [{ name: 'grpc', containerPort: 9000 }],
    probes: { liveness: { grpc: { service: 'liveness' } }, readiness: { grpc: {} } },
    scaling: { minReplicas: 2, maxReplicas: 8 },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    telemetry,
    // Workload Identity: rights at Google's APIs come with the account.
    account: {
      annotations: { 'iam.gke.io/gcp-service-account': 'products@shop.iam.gserviceaccount.com' },
    },
    egress: [{ host: 'firestore.googleapis.com' }, { cidr: '169.254.169.252/32', ports: [988] }],
  });
  new ServiceChart(environment, 'search', {
    namespace,
    image: images.of('search'),
    port: 8080,
    probes: { liveness: '/live', readiness: '/ready', startup: '/live' },
    scaling: { replicas: 2 },
    resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1Gi' } },
    telemetry,
    calls: [products],
    writableFolders: ['/index'],
  });
  return products;
}
