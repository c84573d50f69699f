import {
  CronJobChart,
  type Environment,
  Images,
  ServiceChart,
  type TelemetryEndpoint,
  WorkerChart,
} from '../../../charts';

const namespace = 'checkout';

const small = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } };

/** What the checkout team runs. */
export function checkoutTeam(
  environment: Environment,
  telemetry: TelemetryEndpoint,
  products: ServiceChart,
): void {
  const images = Images.of(environment, 'environments/images.yaml');
  const cart = new ServiceChart(environment, 'cart', {
    namespace,
    image: images.of('cart'),
    ports: [{ name: 'grpc', containerPort: 9000 }],
    probes: { liveness: { grpc: { service: 'liveness' } }, readiness: { grpc: {} } },
    scaling: { minReplicas: 2, maxReplicas: 6 },
    resources: small,
    telemetry,
    calls: [products],
  });
  new ServiceChart(environment, 'checkout', {
    namespace,
    image: images.of('checkout'),
    ports: [
      { name: 'http', containerPort: 8080 },
      { name: 'grpc', containerPort: 9000 },
    ],
    probes: { liveness: '/live', readiness: '/ready' },
    scaling: { minReplicas: 2, maxReplicas: 6 },
    resources: small,
    telemetry,
    calls: [cart, products],
    variables: { PAYMENT_KEY: { secret: 'payment', key: 'key', optional: true } },
    egress: [{ host: 'api.payment.example.com' }],
  });
  new WorkerChart(environment, 'mailer', {
    namespace,
    image: images.of('mailer'),
    scaling: { replicas: 1 },
    resources: small,
    telemetry,
    probes: { liveness: { exec: ['/bin/mailer', 'alive'] } },
    egress: [{ host: 'pubsub.googleapis.com' }],
  });
  new CronJobChart(environment, 'invoices', {
    namespace,
    image: images.of('invoices'),
    schedule: '0 3 * * *',
    timeZone: 'Europe/Amsterdam',
    activeDeadlineSeconds: 3600,
    resources: small,
    telemetry,
    calls: ['cart'],
  });
}
