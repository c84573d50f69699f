import { answersProbes, healthPort } from '../../../collector/components';
import { type Component, componentListeners, isLoopback } from '../../../collector/effective';
import {
  type CollectorDeployment,
  type CollectorSubject,
  collectorReleases,
  configOf,
  type HttpProbe,
  knowsListeners,
  listenerOn,
  type Place,
  valuesOf,
} from '../../../platform';
import { chartRepository, collectorValues } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const healthCheckAnswersTheProbes: TreeRule = {
  id: 'HF-7',
  title: 'A health check is listed where the chart looks for it, and answers where the probes ask',
  severity: 'error',
  why: 'Without it in config.service.extensions the chart refuses to render; without a listener at the probes the kubelet kills the pod.',
  fix: 'List health_check in service.extensions, with endpoint ${env:MY_POD_IP}:13133.',
  appliesTo: 'tree',
  example: `${collectorValues('otel-collector', 'flux-system')}
      alternateConfig:
        extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
        receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
-       service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
+       service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
${chartRepository}
`,
  *check(tree) {
    for (const { name, spec } of collectorReleases(tree))
      yield* valueProblems(spec.values.place, `HelmRelease ${name}`);
    for (const collector of tree.collectors) {
      const { helm, object, title } = collector;
      if (object !== undefined && helm?.valuesPath.length === 0)
        yield* valueProblems(valuesOf(collector), title);
      yield* listenerProblems(collector);
    }
  },
};

/** The chart's own check, which looks at `config` even where `alternateConfig` is used. */
function* valueProblems(values: Place, title: string): Generator<Problem> {
  const at = values.at('config', 'service', 'extensions');
  if (!at.isWritten || at.items.some(({ text = '' }) => answersProbes(text))) return;
  yield { message: `config.service.extensions of ${title} does not list health_check.`, at };
}

function* listenerProblems(collector: CollectorSubject): Generator<Problem> {
  const { components, enabledExtensions, deployment } = collector;
  if (deployment === undefined) return;
  const [check] = components.filter(
    ({ class: own, type, id }) =>
      own === 'extension' && answersProbes(type) && enabledExtensions.includes(id),
  );
  if (check === undefined) yield* absenceProblems(collector);
  else yield* checkProblems(collector, check, deployment);
}

/** No health check runs: the probes may still ask another listener. */
function* absenceProblems(collector: CollectorSubject): Generator<Problem> {
  const { helm, enabledExtensions, deployment } = collector;
  if (deployment === undefined || enabledExtensions.some((id) => id.startsWith('health'))) return;
  if (helm === undefined && (!knowsListeners(collector) || deployment.hasNeighbours === true)) return;
  const asked = unique((deployment.probes ?? []).map(({ port }) => port)).filter(
    (port) => listenerOn(collector, port) === undefined,
  );
  // The chart refuses this one before any pod runs, and says so for `config` already.
  const values = valuesOf(collector);
  const refused =
    values.at('config', 'service', 'extensions').isWritten && !values.at('alternateConfig').isMap;
  if (refused || asked.length === 0) return;
  yield {
    message: `${collector.title} runs no health check, but its probes ask port ${asked.join(' and ')}.`,
    at: configOf(collector).at('service').towards('extensions'),
    // The collector itself starts, and the chart renders it: its own example of alternateConfig is such a one.
    severity: 'warning',
  };
}

function* checkProblems(
  collector: CollectorSubject,
  check: Component,
  deployment: CollectorDeployment,
): Generator<Problem> {
  const listeners = componentListeners(check, collector.version);
  const [first] = listeners;
  const open =
    listeners.some(({ port }) => port === undefined) ||
    configOf(collector).at(...check.path, 'use_v2').isWritten;
  if (open || first === undefined) return;
  const place = { path: first.path, subject: collector };
  // Without probes of its own the operator asks where the health check says that it listens.
  const probes = (deployment.probes ?? [{ name: '', port: first.port ?? 0, path: '' }]).filter(
    ({ port }) =>
      collector.helm !== undefined ||
      listeners.some((listener) => listener.port === port) ||
      port === healthPort,
  );
  const asked = unique(probes.map(({ port }) => port));
  if (asked.length === 0 || asked.every((port) => answersElsewhere(collector, check, port))) return;
  const reachable = listeners.filter(({ host }) => !isLoopback(host));
  if (reachable.length === 0) {
    yield {
      ...place,
      message: `${check.id} of ${collector.title} listens on ${first.host}, where the kubelet cannot ask.`,
    };
    return;
  }
  const unanswered = asked.filter(
    (port) =>
      !reachable.some((listener) => listener.port === port) && !answersElsewhere(collector, check, port),
  );
  if (unanswered.length > 0) {
    if (deployment.hasNeighbours === true && collector.helm === undefined) return;
    yield {
      ...place,
      message: `${check.id} of ${collector.title} listens on port ${reachable.map(({ port }) => port).join(', ')}, but the probes ask ${unanswered.join(', ')}.`,
    };
    return;
  }
  yield* pathProblems(collector, check, probes);
}

/** health_check answers 404 for every path but its own; one that ends in a slash takes what lies below. */
function* pathProblems(
  collector: CollectorSubject,
  check: Component,
  probes: readonly HttpProbe[],
): Generator<Problem> {
  const at = configOf(collector).at(...check.path, 'path');
  const own = at.known;
  if (check.type !== 'health_check' || !own?.startsWith('/')) return;
  const answers = (path: string) => path === own || (own.endsWith('/') && path.startsWith(own));
  const wrong = probes.find(({ path }) => path !== '' && !answers(path.split('?')[0] ?? path));
  if (wrong === undefined) return;
  yield {
    message: `${check.id} of ${collector.title} answers at ${own} alone, but ${wrong.name} asks ${wrong.path}.`,
    at,
    fix: `Leave path out, or let the probes ask ${own}.`,
  };
}

/** Another listener of the collector that pods and nodes reach. */
function answersElsewhere(collector: CollectorSubject, check: Component, port: number): boolean {
  const listener = listenerOn(collector, port);
  return listener !== undefined && listener.component?.id !== check.id && !isLoopback(listener.host);
}

function unique(ports: readonly number[]): readonly number[] {
  return [...new Set(ports)];
}
