import { distributionName } from '../../../collector/effective';
import { ownValue } from '../../../documents';
import { receivers } from '../../../platform';
import { operatedCollector } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

/** A program that a receiver runs, with the settings that look for it elsewhere. */
interface Program {
  readonly name: string;
  readonly elsewhere: readonly string[];
  /** What becomes of the collector without it. */
  readonly severity: 'error' | 'warning';
}

const programs: { readonly [receiver: string]: Program } = {
  journald: { name: 'journalctl', elsewhere: ['root_path', 'journalctl_path'], severity: 'error' },
  jmx: { name: 'java', elsewhere: [], severity: 'warning' },
};

/** Distributions whose images hold the collector and nothing else. */
const bare = ['core', 'otelcol', 'contrib', 'k8s'];

export const programsAreInTheImage = ruleOfCollector({
  each: receivers,
  id: 'TV-11',
  title: 'A receiver that runs a program has it in its image',
  severity: 'error',
  why: 'The image holds the collector alone: the receiver finds no such program, and the collector stops.',
  fix: 'Take an image that has the program, or mount the host and write root_path, from where journald takes its own.',
  example: `${operatedCollector('agent')}
    mode: daemonset
    image: otel/opentelemetry-collector-contrib:0.158.0
    volumes: [{name: host, hostPath: {path: /}}]
    volumeMounts: [{name: host, mountPath: /host, readOnly: true}]
    config:
-     receivers: {journald: {directory: /var/log/journal}}
+     receivers: {journald: {directory: /var/log/journal, root_path: /host}}
      exporters: {otlp_grpc: {endpoint: "logs.example.org:4317"}}
      service: {pipelines: {logs: {receivers: [journald], exporters: [otlp_grpc]}}}
`,
  *check({ type, place, isRunning }, { distribution, deployment }) {
    if (distribution === undefined || deployment === undefined || !isRunning || place.isOpen) return;
    if (!bare.includes(distributionName(distribution) ?? distribution)) return;
    const program = ownValue(programs, type);
    if (program === undefined || program.elsewhere.some((name) => place.at(name).isSet)) return;
    yield problemAt(
      place,
      `runs ${program.name}, which the image of distribution "${distribution}" does not hold`,
      { severity: program.severity },
    );
  },
});
