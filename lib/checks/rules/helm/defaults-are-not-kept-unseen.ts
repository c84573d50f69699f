import { listed, notation } from '../../../collector/effective';
import type { Path } from '../../../documents';
import { type CollectorSubject, configOf, valuesOf } from '../../../platform';
import { whatIsWrittenAlone } from '../../collector/release-patch';
import { chartRepository, collectorValues } from '../../frames';
import type { CollectorRule, Problem } from '../../rule';

export const defaultsAreNotKeptUnseen: CollectorRule = {
  id: 'HF-2',
  title: 'The configuration that runs holds no receiver and no pipeline that only the chart wanted',
  severity: 'warning',
  habit: true,
  why: 'The chart lays config over its own defaults: ports stay open, and pipelines nobody asked for send to debug.',
  fix: 'Write the whole configuration in alternateConfig, to which the chart adds nothing.',
  appliesTo: 'collector',
  example: `${collectorValues('otel-collector', 'flux-system')}
      resources: {limits: {memory: 512Mi}}
-     config:
+     alternateConfig:
+       extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
+       receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
-       service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
+       service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
${chartRepository}
`,
  *check(subject) {
    // Whoever writes no configuration takes the defaults on purpose.
    const values = valuesOf(subject);
    if (!values.at('config').isMap || values.at('alternateConfig').keys.length > 0) return;
    const patch = whatIsWrittenAlone(subject);
    for (const problem of kept(subject)) yield patch === undefined ? problem : { ...problem, patch };
  },
};

/** One warning says all that was kept: it has one cause and one remedy. Each further place is told as advice. */
function* kept(subject: CollectorSubject): Generator<Problem> {
  const pipelines = [...keptPipelines(subject)];
  const receivers = [...keptReceivers(subject)];
  const [first, ...others] = [...pipelines, ...receivers];
  if (first !== undefined) {
    const parts = [
      ...(pipelines.length === 0 ? [] : [plural('pipeline', pipelines)]),
      ...(receivers.length === 0 ? [] : [plural('receiver', receivers)]),
    ];
    const all = parts.join(' and ').replace(/^./, (letter) => letter.toUpperCase());
    const comes = others.length === 0 ? 'comes' : 'come';
    yield {
      message: `${all} ${comes} from the chart's defaults.`,
      path: first.path,
      // A receiver that no pipeline names does not run.
      ...(pipelines.length > 0 || receivers.some(({ runs }) => runs === true)
        ? {}
        : { severity: 'advice' as const }),
    };
  }
  for (const { path } of others)
    yield { message: `${notation(path)} comes from the chart's defaults.`, path, severity: 'advice' };
  yield* keptReader(subject);
}

interface Kept {
  /** As the message calls it. */
  readonly name: string;
  readonly path: Path;
  /** For a receiver: whether a pipeline takes from it. */
  readonly runs?: boolean;
}

function plural(noun: string, kept: readonly Kept[]): string {
  return `${noun}${kept.length === 1 ? '' : 's'} ${listed(kept.map(({ name }) => name))}`;
}

/** Receivers of the chart's own configuration; those of presets are asked for. */
const defaultReceivers = new Set(['jaeger', 'otlp', 'prometheus', 'zipkin']);
const defaultPipelines = new Set(['logs', 'metrics', 'traces']);

function* keptPipelines(subject: CollectorSubject): Generator<Kept> {
  for (const { id, path, exporters } of subject.pipelines) {
    if (!defaultPipelines.has(id) || subject.isWritten(path)) continue;
    yield { name: `${id} (to ${exporters.join(', ') || 'nothing'})`, path };
  }
}

function* keptReceivers(subject: CollectorSubject): Generator<Kept> {
  for (const { class: componentClass, id, path } of subject.components) {
    if (componentClass !== 'receiver' || !defaultReceivers.has(id)) continue;
    const runs = subject.pipelines.some(({ receivers }) => receivers.includes(id));
    if (!subject.isWritten(path)) {
      if (isAskedFor(subject, id)) continue;
      yield { name: id, path, runs };
      continue;
    }
    for (const [protocol, place] of configOf(subject).at(...path, 'protocols').entries) {
      if (subject.isWritten(place.path)) continue;
      yield { name: `${id}::protocols::${protocol}`, path: place.path, runs };
    }
  }
}

/** Whether a pipeline that somebody wrote names the receiver. */
function isAskedFor(subject: CollectorSubject, id: string): boolean {
  return subject.pipelines.some(
    ({ receivers, path }) =>
      receivers.includes(id) && subject.isWritten([...path, 'receivers', receivers.indexOf(id)]),
  );
}

/** The reader of the collector's own metrics listens, while the port is off by default. */
function* keptReader(subject: CollectorSubject): Generator<Problem> {
  const { path, isWritten } = configOf(subject).at('service', 'telemetry', 'metrics');
  if (!isWritten || subject.isWritten(path)) return;
  yield {
    message: `${notation(path)} comes from the chart's defaults: the collector serves its own metrics on the pod's address.`,
    path,
    severity: 'advice',
  };
}
