import { componentListeners } from '../../../collector/effective';
import { at, type Data, field, isMap, items, type Path } from '../../../documents';
import { type CollectorSubject, isCollectorRelease, type ObjectSubject } from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

const extensionTypes = new Set(['health_check', 'healthcheckv2']);

export const healthCheckAnswersTheProbes: TreeRule = {
  id: 'HF-7',
  title: 'A health check is listed where the chart looks for it, and answers where the probes ask',
  severity: 'error',
  why: 'Without it in config.service.extensions the chart refuses to render; without a listener at the probes the kubelet kills the pod.',
  fix: 'List health_check in service.extensions, with endpoint ${env:MY_POD_IP}:13133.',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: otel-collector, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: charts}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
      command: {name: otelcol-k8s}
      alternateConfig:
        extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
        receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
-       service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
+       service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(tree) {
    for (const subject of tree.all('helm.toolkit.fluxcd.io', 'HelmRelease')) {
      if (isCollectorRelease(subject))
        yield* judgeValues(subject, ['spec', 'values'], `HelmRelease ${subject.name}`);
    }
    for (const collector of tree.collectors) {
      const { helm, object, title } = collector;
      if (helm === undefined) continue;
      if (object !== undefined && helm.valuesPath.length === 0) yield* judgeValues(object, [], title);
      yield* judgeListener(collector);
    }
  },
};

/** The chart's own check, which looks at `config` even where `alternateConfig` is used. */
function* judgeValues(subject: ObjectSubject, values: Path, title: string): Generator<Problem> {
  const path = [...values, 'config', 'service', 'extensions'];
  const listed = at(subject.object as Data, path);
  if (listed === undefined || items(listed).some((id) => typeof id === 'string' && extensionTypes.has(id)))
    return;
  yield {
    message: `config.service.extensions of ${title} does not list health_check.`,
    path,
    subject,
  };
}

interface Probe {
  readonly port: number;
  readonly path: string;
}

/** What the kubelet asks, unless the values move it. */
function probesOf(values: { readonly [key: string]: Data }): readonly Probe[] {
  return ['livenessProbe', 'readinessProbe'].map((probe) => {
    const port = at(values[probe], ['httpGet', 'port']);
    const path = at(values[probe], ['httpGet', 'path']);
    return { port: typeof port === 'number' ? port : 13133, path: typeof path === 'string' ? path : '/' };
  });
}

function* judgeListener(collector: CollectorSubject): Generator<Problem> {
  const { helm, components, enabledExtensions } = collector;
  if (helm === undefined) return;
  const ports = new Set(probesOf(helm.values).map(({ port }) => port));
  const checks = components.filter(
    ({ class: own, type, id }) =>
      own === 'extension' && extensionTypes.has(type) && enabledExtensions.includes(id),
  );
  const path = [
    'service',
    ...(at(collector.config as Data, ['service', 'extensions']) === undefined ? [] : ['extensions']),
  ];
  const [check] = checks;
  if (check === undefined) {
    // The chart refuses this one before any pod runs, and says so for `config` already.
    const refused =
      isMap(helm.values.config) &&
      at(helm.values.config, ['service', 'extensions']) !== undefined &&
      !isMap(helm.values.alternateConfig);
    if (!refused && enabledExtensions.every((id) => !id.startsWith('health'))) {
      yield {
        message: `${collector.title} runs no health check, but its probes ask port ${[...ports].join(' and ')}.`,
        path,
        // The collector itself starts, and the chart renders it: its own example of alternateConfig is such a one.
        severity: 'warning',
        subject: collector,
      };
    }
    return;
  }
  const listeners = componentListeners(check, collector.version);
  const reachable = listeners.filter(({ host }) => !/^(?:localhost|127\.|\[::1\])/.test(host));
  const open = listeners.some(({ port }) => port === undefined) || field(check.body, 'use_v2') !== undefined;
  const [first] = listeners;
  if (open || first === undefined) return;
  if (reachable.length === 0) {
    yield {
      message: `${check.id} of ${collector.title} listens on ${first.host}, where the kubelet cannot ask.`,
      path: first.path,
      subject: collector,
    };
    return;
  }
  const unanswered = [...ports].filter((port) => !reachable.some((listener) => listener.port === port));
  if (unanswered.length === 0) return;
  yield {
    message: `${check.id} of ${collector.title} listens on port ${reachable.map(({ port }) => port).join(', ')}, but the probes ask ${unanswered.join(', ')}.`,
    path: first.path,
    subject: collector,
  };
}
