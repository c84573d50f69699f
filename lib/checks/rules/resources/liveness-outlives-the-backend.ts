import { at, type Data, field, items } from '../../../documents';
import { type Container, objectTitle, workloadKinds, workloadOf } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** Names of variables that say where something lies that the container depends on. */
const backend =
  /(?:^|_)(?:URL|URI|DSN|ENDPOINT|ADDR|ADDRESS|HOST|HOSTS|HOSTNAME|SERVER|SERVERS|BROKERS?|CONNECTION_STRING|TABLE|TABLE_NAME|BUCKET|QUEUE)$/;

/** Telemetry may be away without the container noticing, and what names the container itself is no backend. */
const noBackend =
  /^(?:OTEL_|JAEGER_|DD_|SENTRY_|K8S_|KUBERNETES_|POD_|NODE_|HOST_|PUBLIC_|BASE_|SELF_|LISTEN_|BIND_|HTTPS?_PROXY|NO_PROXY)|^(?:HOST|HOSTNAME|ADDR|ADDRESS|URL|SERVER)$/;

export const livenessOutlivesTheBackend: ObjectRule = {
  id: 'XR-74',
  title: 'Liveness asks another path than readiness where the container depends on a backend',
  severity: 'advice',
  why: 'Where the path answers for the backend too, an outage of the backend restarts every pod again and again, and mends nothing.',
  fix: 'Let the liveness probe ask a path that answers as long as the process serves requests.',
  appliesTo: 'object',
  kinds: workloadKinds,
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
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
  *check(subject) {
    for (const container of workloadOf(subject)?.containers ?? []) {
      const question = questionOf(container, 'livenessProbe');
      const variable = backendVariable(container);
      if (question === undefined || variable === undefined) continue;
      if (question !== questionOf(container, 'readinessProbe')) continue;
      yield {
        message: `Liveness and readiness of container ${container.name} of ${objectTitle(subject)} ask the same, ${question}, and ${variable} names a backend.`,
        path: [...container.path, 'livenessProbe'],
      };
    }
  },
};

/** What a probe asks, of which the handler may ask a backend; undefined for commands and mere connections. */
function questionOf({ body }: Container, probe: string): string | undefined {
  const http = at(body, [probe, 'httpGet']);
  if (http !== undefined) return `${word(field(http, 'path')) || '/'} on port ${word(field(http, 'port'))}`;
  const grpc = at(body, [probe, 'grpc']);
  if (grpc === undefined) return undefined;
  const service = word(field(grpc, 'service'));
  return `the health service${service === '' ? '' : ` ${service}`} on port ${word(field(grpc, 'port'))}`;
}

function word(data: Data | undefined): string {
  return typeof data === 'string' || typeof data === 'number' ? String(data) : '';
}

function backendVariable({ body }: Container): string | undefined {
  return items(body.env)
    .map((entry) => word(field(entry, 'name')))
    .find((name) => backend.test(name) && !noBackend.test(name));
}
