import {
  CronJobChart,
  type Environment,
  NamespacesChart,
  type RunningProps,
  ServiceChart,
  StatefulServiceChart,
  type TelemetryEndpoint,
  WorkerChart,
} from '../../charts';
import { grpcEndpoint } from '../../lib/collector';
import { objectsOf, only, testEnvironment } from './support/environment';

const telemetry: TelemetryEndpoint = {
  ...grpcEndpoint({ host: 'gateway.observability.svc.cluster.local', port: 4317 }),
  pods: { namespace: 'observability', labels: { app: 'gateway' }, port: 4317 },
};

const running: RunningProps = {
  image: 'registry.example.com/shop/worker:2.0.1',
  scaling: { replicas: 2 },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
};

const kindsOf = (chart: Parameters<typeof objectsOf>[0]) => objectsOf(chart).map(({ kind }) => kind);
const podOf = (chart: Parameters<typeof objectsOf>[0]) => only(chart, 'Deployment').spec.template.spec;

describe('WorkerChart', () => {
  it('makes no Service, and lets nobody in', () => {
    const worker = new WorkerChart(testEnvironment(), 'mailer', { ...running, namespace: 'shop' });
    expect(kindsOf(worker)).toEqual(['ServiceAccount', 'Deployment', 'PodDisruptionBudget', 'NetworkPolicy']);
    const { spec, metadata } = only(worker, 'NetworkPolicy');
    expect(metadata.namespace).toBe('shop');
    // An empty list would come back with every apply: the API server drops it.
    expect(spec).not.toHaveProperty('ingress');
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
  });

  it('is scraped by a PodMonitor, and lets the Prometheus in to that port alone', () => {
    const worker = new WorkerChart(testEnvironment(), 'mailer', {
      ...running,
      ports: [{ name: 'metrics', containerPort: 9090 }],
      monitor: { from: 'monitoring', labels: { release: 'prometheus' } },
    });
    expect(only(worker, 'PodMonitor')).toMatchObject({
      metadata: { labels: { release: 'prometheus' } },
      spec: { podMetricsEndpoints: [{ port: 'metrics', path: '/metrics' }] },
    });
    expect(only(worker, 'NetworkPolicy').spec.ingress).toContainEqual({
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ports: [{ protocol: 'TCP', port: 9090 }],
    });
  });

  test.each([
    ['its one port', [9090], undefined, { ports: [{ protocol: 'TCP', port: 9090 }] }],
    [
      'each port',
      [9090, 9091],
      undefined,
      { ports: [9090, 9091].map((port) => ({ protocol: 'TCP', port })) },
    ],
    ['the ports that are meant', [9090], [{ port: 9091 }], { ports: [{ protocol: 'TCP', port: 9091 }] }],
    ['any port, where it declares none', [], undefined, {}],
  ])('lets a namespace in to %s', (_, listens, meant, ports) => {
    const worker = new WorkerChart(testEnvironment(), 'mailer', {
      ...running,
      ports: listens.map((containerPort) => ({ name: `at-${containerPort}`, containerPort })),
      ingress: [{ namespace: 'tools', ...(meant && { ports: meant }) }],
    });
    expect(only(worker, 'NetworkPolicy').spec.ingress).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'tools' } } }],
        ...ports,
      },
    ]);
  });
});

describe('what all workloads share', () => {
  const worker = (changed: Partial<RunningProps>, environment: Environment = testEnvironment()) =>
    new WorkerChart(environment, 'mailer', { ...running, ...changed });

  it('variables come from text, Secrets, ConfigMaps, fields and amounts', () => {
    const [container] = podOf(
      worker({
        variables: {
          PLAIN: 'text',
          TOKEN: { secret: 'mail', key: 'token' },
          LEVEL: { configMap: 'settings', key: 'level', optional: true },
          POD: { field: 'metadata.name' },
          MEMORY: { resource: 'limits.memory' },
        },
        variablesFrom: [{ secret: 'all', prefix: 'MAIL_' }, { configMap: 'settings' }],
      }),
    ).containers;
    expect(container.env).toEqual([
      { name: 'PLAIN', value: 'text' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'mail', key: 'token' } } },
      { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'level', optional: true } } },
      { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory' } } },
    ]);
    expect(container.envFrom).toEqual([
      { prefix: 'MAIL_', secretRef: { name: 'all' } },
      { configMapRef: { name: 'settings' } },
    ]);
  });

  it('volumes are mounted where they say', () => {
    const pod = podOf(
      worker({
        writableFolders: ['/tmp'],
        volumes: [
          { name: 'keys', secret: { secretName: 'keys' }, mountPath: '/keys', readOnly: true },
          { name: 'cache', emptyDir: { sizeLimit: '1Gi' }, mountPath: '/cache', subPath: 'mail' },
        ],
      }),
    );
    expect(pod.volumes).toEqual([
      { name: 'writable-tmp', emptyDir: {} },
      { name: 'keys', secret: { secretName: 'keys' } },
      { name: 'cache', emptyDir: { sizeLimit: '1Gi' } },
    ]);
    expect(pod.containers[0].volumeMounts).toEqual([
      { name: 'writable-tmp', mountPath: '/tmp' },
      { name: 'keys', mountPath: '/keys', readOnly: true },
      { name: 'cache', mountPath: '/cache', subPath: 'mail' },
    ]);
  });

  it('each probe asks in its own way', () => {
    const service = new ServiceChart(testEnvironment(), 'ledger', {
      ...running,
      ports: [
        { name: 'grpc', containerPort: 9000 },
        { name: 'http', containerPort: 8080 },
      ],
      probes: {
        liveness: { grpc: {}, periodSeconds: 20 },
        readiness: { http: { path: '/ready', port: 'http' } },
        startup: { exec: ['/bin/started'] },
      },
    });
    const [container] = podOf(service).containers;
    expect(container.livenessProbe).toEqual({
      grpc: { port: 9000 },
      periodSeconds: 20,
      failureThreshold: 3,
      timeoutSeconds: 2,
    });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/ready', port: 'http' });
    expect(container.startupProbe).toMatchObject({
      exec: { command: ['/bin/started'] },
      failureThreshold: 30,
    });
    expect(only(service, 'Service').spec.ports).toEqual([
      { name: 'grpc', port: 9000, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'grpc' },
      { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
    ]);
    expect(service.url('http')).toBe('http://ledger.test.svc.cluster.local:80');
  });

  it('containers beside it are hardened unless they say otherwise', () => {
    const pod = podOf(
      worker({
        initContainers: [{ name: 'wait', image: 'busybox:1.36', command: ['true'] }],
        sidecars: [{ name: 'proxy', image: 'proxy:1.0', securityContext: { readOnlyRootFilesystem: false } }],
      }),
    );
    expect(pod.initContainers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.containers[1].securityContext.readOnlyRootFilesystem).toBe(false);
    expect(pod.containers[1].securityContext.allowPrivilegeEscalation).toBe(false);
  });

  it('accounts carry what clouds tie rights to', () => {
    const chart = worker({
      account: {
        name: 'mail',
        annotations: { 'iam.gke.io/gcp-service-account': 'mail@example' },
        automountToken: false,
      },
    });
    expect(only(chart, 'ServiceAccount').metadata).toMatchObject({
      name: 'mail',
      annotations: { 'iam.gke.io/gcp-service-account': 'mail@example' },
    });
    expect(podOf(chart)).toMatchObject({ serviceAccountName: 'mail', automountServiceAccountToken: false });
    const given = new WorkerChart(testEnvironment(), 'other', {
      ...running,
      account: { name: 'x', create: false },
    });
    expect(kindsOf(given)).not.toContain('ServiceAccount');
  });

  it('scheduling, pull secrets and further fields of the pod are taken over', () => {
    const pod = podOf(
      worker({
        imagePullSecrets: ['registry'],
        nodeSelector: { pool: 'spot' },
        tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
        priorityClassName: 'low',
        terminationGracePeriodSeconds: 60,
        command: ['/mailer'],
        args: ['--fast'],
        podAnnotations: { 'example.com/a': 'b' },
        pod: { hostPID: false, dnsPolicy: 'ClusterFirst' },
      }),
    );
    expect(pod).toMatchObject({
      imagePullSecrets: [{ name: 'registry' }],
      nodeSelector: { pool: 'spot' },
      tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
      priorityClassName: 'low',
      terminationGracePeriodSeconds: 60,
      hostPID: false,
      dnsPolicy: 'ClusterFirst',
    });
    expect(pod.containers[0]).toMatchObject({ command: ['/mailer'], args: ['--fast'] });
  });

  it('the environment’s defaults are added to', () => {
    const environment = testEnvironment('test', {
      workloads: {
        namespace: 'shop',
        labels: { team: 'a' },
        attributes: { 'service.namespace': 'shop' },
        runAs: { user: 1000 },
      },
    });
    const chart = worker(
      { telemetry, labels: { tier: 'back' }, attributes: { 'team,name': 'a b' } },
      environment,
    );
    const { metadata, spec } = only(chart, 'Deployment');
    expect(metadata).toMatchObject({ namespace: 'shop', labels: { team: 'a', tier: 'back' } });
    expect(spec.template.spec.securityContext.runAsUser).toBe(1000);
    expect(spec.template.spec.containers[0].env).toContainEqual({
      name: 'OTEL_RESOURCE_ATTRIBUTES',
      value:
        'service.namespace=shop,team%2Cname=a%20b,service.version=2.0.1,deployment.environment.name=test',
    });
  });

  it('calls reach other namespaces, by name and by handle', () => {
    const environment = testEnvironment();
    const ledger = new ServiceChart(environment, 'ledger', { ...running, port: 8080, namespace: 'money' });
    const byName = worker({ namespace: 'shop', calls: ['money/ledger'] }, environment);
    const byHandle = new WorkerChart(environment, 'other', {
      ...running,
      namespace: 'shop',
      calls: [ledger],
    });
    const way = {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'money' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ledger' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 8080 }],
    };
    expect(only(byName, 'NetworkPolicy').spec.egress).toContainEqual(way);
    expect(only(byHandle, 'NetworkPolicy').spec.egress).toContainEqual(way);
    const [rule] = only(ledger, 'NetworkPolicy').spec.ingress;
    expect(rule.from.map((peer: { podSelector?: object }) => peer.podSelector).filter(Boolean)).toEqual([
      { matchLabels: { 'app.kubernetes.io/name': 'mailer' } },
      { matchLabels: { 'app.kubernetes.io/name': 'other' } },
    ]);
  });

  it('names are asked for where the environment says', () => {
    const environment = testEnvironment('test', {
      dns: [{ cidr: '169.254.20.10/32' }, { cidr: 'fd00::a/128' }],
    });
    const { egress } = only(worker({}, environment), 'NetworkPolicy').spec;
    expect(egress.map(({ to }: { to: object[] }) => to[0])).toEqual([
      { ipBlock: { cidr: '169.254.20.10/32' } },
      { ipBlock: { cidr: 'fd00::a/128' } },
    ]);
  });
});

describe('CronJobChart', () => {
  const job = (changed: object = {}) =>
    new CronJobChart(testEnvironment(), 'report', {
      image: running.image,
      resources: running.resources,
      schedule: '0 3 * * *',
      telemetry,
      ...changed,
    });

  it('keeps as many ended jobs, and starts as late, as is said', () => {
    const limits = {
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 2,
      startingDeadlineSeconds: 300,
      suspend: true,
    };
    const { spec } = only(job({ ...limits, backoffLimit: 4, activeDeadlineSeconds: 600 }), 'CronJob');
    expect(spec).toMatchObject(limits);
    expect(spec.jobTemplate.spec).toMatchObject({ backoffLimit: 4, activeDeadlineSeconds: 600 });
  });

  it('runs one pod at a time to its end, hardened as the others', () => {
    expect(kindsOf(job())).toEqual(['ServiceAccount', 'CronJob', 'NetworkPolicy']);
    const { spec } = only(job({ timeZone: 'Europe/Berlin' }), 'CronJob');
    expect(spec).toMatchObject({
      schedule: '0 3 * * *',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
    });
    const pod = spec.jobTemplate.spec.template.spec;
    expect(pod.restartPolicy).toBe('Never');
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.containers[0].env).toContainEqual({ name: 'OTEL_SERVICE_NAME', value: 'report' });
    expect(pod).not.toHaveProperty('topologySpreadConstraints');
  });

  it('refuses what is not a schedule', () => {
    expect(job({ schedule: '3 o clock' }).environment.problems).toEqual([
      expect.objectContaining({ field: 'report.schedule', message: '"3 o clock" is not a schedule' }),
    ]);
  });
});

describe('StatefulServiceChart', () => {
  it('gives each pod a disk and a name of its own', () => {
    const store = new StatefulServiceChart(testEnvironment(), 'store', {
      ...running,
      port: 8080,
      claims: [{ name: 'data', mountPath: '/data', size: '10Gi' }],
    });
    expect(kindsOf(store)).toEqual([
      'ServiceAccount',
      'StatefulSet',
      'Service',
      'Service',
      'PodDisruptionBudget',
      'NetworkPolicy',
    ]);
    const { spec } = only(store, 'StatefulSet');
    expect(spec).toMatchObject({ serviceName: 'store-headless', replicas: 2 });
    expect(spec.volumeClaimTemplates).toEqual([
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
      },
    ]);
    expect(spec.template.spec.securityContext.fsGroup).toBe(10001);
    expect(spec.template.spec.volumes).toEqual([]);
    expect(spec.template.spec.containers[0].volumeMounts).toEqual([{ name: 'data', mountPath: '/data' }]);
    expect(objectsOf(store).find(({ metadata }) => metadata.name === 'store-headless')?.spec.clusterIP).toBe(
      'None',
    );
  });
});

describe('NamespacesChart', () => {
  it('takes plain names for restricted ones', () => {
    const [namespace] = objectsOf(new NamespacesChart(testEnvironment(), 'n', { namespaces: ['shop'] }));
    expect(namespace?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  });
});
