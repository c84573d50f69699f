import { type ContainerFields, type Place, workloads } from '../../../platform';
import { workload } from '../../frames';
import { nothing, ruleOfEach } from '../../rule';

/** Names of variables that say where something lies that the container depends on. */
const backend =
  /(?:^|_)(?:URL|URI|DSN|ENDPOINT|ADDR|ADDRESS|HOST|HOSTS|HOSTNAME|SERVER|SERVERS|BROKERS?|CONNECTION_STRING|TABLE|TABLE_NAME|BUCKET|QUEUE)$/;

/** Telemetry may be away without the container noticing, and what names the container itself is not a backend. */
const noBackend =
  /^(?:OTEL_|JAEGER_|DD_|SENTRY_|K8S_|KUBERNETES_|POD_|NODE_|HOST_|PUBLIC_|BASE_|SELF_|LISTEN_|BIND_|HTTPS?_PROXY|NO_PROXY)|^(?:HOST|HOSTNAME|ADDR|ADDRESS|URL|SERVER)$/;

export const livenessOutlivesTheBackend = ruleOfEach({
  each: workloads,
  beside: nothing,
  id: 'XR-74',
  title: 'Liveness asks another path than readiness where the container depends on a backend',
  severity: 'advice',
  why: 'Where the path answers for the backend too, an outage of the backend restarts every pod again and again, and mends nothing.',
  fix: 'Let the liveness probe ask a path that answers as long as the process serves requests.',
  example: `${workload('Deployment', 'bank')}
      spec:
        containers:
          - name: bank
            image: registry.example.com/bank:1.0.0
            ports: [{name: http, containerPort: 8585}]
            env: [{name: DATABASE_HOST, valueFrom: {configMapKeyRef: {name: bank, key: database}}}]
            readinessProbe: {httpGet: {path: /health, port: http}}
-           livenessProbe: {httpGet: {path: /health, port: http}}
+           livenessProbe: {httpGet: {path: /health/live, port: http}}
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: bank, namespace: develop}
  data: {database: db.example.com}
`,
  *check({ title, containers }) {
    for (const { name, spec } of containers) {
      const question = questionOf(spec.livenessProbe);
      const variable = spec.env
        .map((entry) => word(entry.name))
        .find((each) => backend.test(each) && !noBackend.test(each));
      if (question === undefined || variable === undefined) continue;
      if (question !== questionOf(spec.readinessProbe)) continue;
      yield {
        message: `Liveness and readiness of container ${name} of ${title} ask the same, ${question}, and ${variable} names a backend.`,
        at: spec.livenessProbe.place,
      };
    }
  },
});

/** What a probe asks, of which the handler may ask a backend; undefined for commands and mere connections. */
function questionOf({ httpGet, grpc }: ContainerFields['livenessProbe']): string | undefined {
  if (httpGet.place.isWritten) return `${word(httpGet.path) || '/'} on port ${word(httpGet.port)}`;
  if (!grpc.place.isWritten) return undefined;
  const service = word(grpc.service);
  return `the health service${service === '' ? '' : ` ${service}`} on port ${word(grpc.port)}`;
}

function word({ data }: Place): string {
  return typeof data === 'string' || typeof data === 'number' ? String(data) : '';
}
