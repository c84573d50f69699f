import { type Environment, ServiceChart, type ServiceProps, type TelemetryEndpoint } from '../../charts';
import { httpEndpoint } from '../../lib/collector';
import { objectsOf, only, testEnvironment } from './support/environment';

const telemetry: TelemetryEndpoint = {
  ...httpEndpoint({ host: 'gateway.observability.svc.cluster.local', port: 4318 }),
  pods: { namespace: 'observability', labels: { 'app.kubernetes.io/instance': 'gateway' }, port: 4318 },
};

const props: ServiceProps = {
  image: 'registry.example.com/expenses:1.4.0',
  port: 8282,
  healthPath: '/expenses/health',
  telemetry,
  scaling: { replicas: 2 },
  writableFolders: ['/tmp'],
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '192Mi' } },
  variables: { DYNAMODB_EXPENSES_TABLE: 'expenses-table' },
};

const expenses = (environment: Environment, changed: Partial<ServiceProps> = {}) =>
  new ServiceChart(environment, 'expenses', { ...props, ...changed });

describe('ServiceChart', () => {
  it('makes the objects of a service in the namespace of its environment', () => {
    const objects = objectsOf(expenses(testEnvironment()));
    expect(objects.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
      ['ServiceAccount', 'expenses', 'test'],
      ['Deployment', 'expenses', 'test'],
      ['Service', 'expenses', 'test'],
      ['PodDisruptionBudget', 'expenses', 'test'],
      ['NetworkPolicy', 'expenses', 'test'],
    ]);
  });

  it('hardens the pod as Pod Security restricted asks', () => {
    const pod = only(expenses(testEnvironment()), 'Deployment').spec.template.spec;
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.enableServiceLinks).toBe(false);
    expect(pod.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.volumes).toEqual([{ name: 'writable-tmp', emptyDir: {} }]);
    expect(pod.containers[0].volumeMounts).toEqual([{ name: 'writable-tmp', mountPath: '/tmp' }]);
    expect(pod.containers[0].resources).toEqual({
      requests: { cpu: '50m', memory: '64Mi' },
      limits: { memory: '192Mi' },
    });
  });

  it('replaces pods one at a time, spreads them over zones and probes the service by its own path', () => {
    const { spec } = only(expenses(testEnvironment()), 'Deployment');
    expect(spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
    expect(spec.template.spec.topologySpreadConstraints[0].topologyKey).toBe('topology.kubernetes.io/zone');
    const [container] = spec.template.spec.containers;
    expect(container.livenessProbe.httpGet).toEqual({ path: '/expenses/health', port: 'http' });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/expenses/health', port: 'http' });
    expect(container.ports).toEqual([{ name: 'http', containerPort: 8282 }]);
  });

  it('tells the container where telemetry goes and who it is', () => {
    const [container] = only(expenses(testEnvironment()), 'Deployment').spec.template.spec.containers;
    expect(container.env).toEqual([
      { name: 'OTEL_SERVICE_NAME', value: 'expenses' },
      {
        name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
        value: 'http://gateway.observability.svc.cluster.local:4318',
      },
      { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' },
      {
        name: 'OTEL_RESOURCE_ATTRIBUTES',
        value: 'service.version=1.4.0,deployment.environment.name=test',
      },
      { name: 'DYNAMODB_EXPENSES_TABLE', value: 'expenses-table' },
    ]);
  });

  it('sets no telemetry variables for a service without telemetry', () => {
    const chart = expenses(testEnvironment(), { telemetry: undefined, variables: {} });
    expect(only(chart, 'Deployment').spec.template.spec.containers[0].env).toEqual([]);
  });

  it('leaves replicas to the autoscaler where there is one', () => {
    const fixed = expenses(testEnvironment());
    const scaled = expenses(testEnvironment(), { scaling: { minReplicas: 2, maxReplicas: 6 } });
    expect(only(fixed, 'Deployment').spec.replicas).toBe(2);
    expect(only(scaled, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(only(scaled, 'HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 2, maxReplicas: 6 });
  });

  it('opens the network on both sides of a call, whatever the order of the services', () => {
    const environment = testEnvironment();
    const caller = expenses(environment, { calls: ['user'] });
    const callee = new ServiceChart(environment, 'user', { ...props, port: 8181 });
    const egress = only(caller, 'NetworkPolicy').spec.egress;
    expect(egress).toContainEqual({
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'user' } } }],
      ports: [{ protocol: 'TCP', port: 8181 }],
    });
    expect(only(callee, 'NetworkPolicy').spec.ingress).toEqual([
      {
        from: [
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'nginx-ingress' } } },
          { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'expenses' } } },
        ],
        ports: [{ protocol: 'TCP', port: 8181 }],
      },
    ]);
  });

  it('lets out DNS, the collector and whom it names, and nothing else', () => {
    const chart = expenses(testEnvironment(), {
      egress: [
        { host: 'api.example.com' },
        { cidr: '10.0.0.0/8', ports: [5432] },
        { namespace: 'queue', labels: { app: 'nats' } },
      ],
    });
    const policy = only(chart, 'NetworkPolicy');
    const { egress } = policy.spec;
    expect(egress).toHaveLength(5);
    expect(egress[0].ports).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]);
    expect(egress[1].to[0]).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'gateway' } },
    });
    expect(egress[2]).toEqual({
      to: [
        { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } },
        { ipBlock: { cidr: '::/0', except: ['fe80::/10'] } },
      ],
      ports: [{ protocol: 'TCP', port: 443 }],
    });
    expect(policy.metadata.annotations).toEqual({ 'otelflux.dev/egress-hosts': 'api.example.com' });
    expect(egress[3]).toEqual({
      to: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
      ports: [{ protocol: 'TCP', port: 5432 }],
    });
    expect(egress[4].to[0].podSelector).toEqual({ matchLabels: { app: 'nats' } });
    expect(egress[4]).not.toHaveProperty('ports');
  });
});
