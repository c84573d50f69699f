import { at, type Data, field, isMap, isSet } from '../../../documents';
import { findChart } from '../../../helm';
import type { ObjectSubject } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

const values = ['spec', 'values'];
const official = /(?:^|\/)opentelemetry-collector(-[a-z0-9-]+)?$/;

export const commandFitsTheImage: ObjectRule = {
  id: 'TV-9',
  title: 'The collector’s chart is given an image, and the command that is in it',
  severity: 'error',
  why: 'Without a repository the chart refuses to be installed; a command that the image does not hold cannot be started.',
  fix: 'Write image.repository, and leave command.name out or let it be otelcol-k8s, otelcol-contrib or otelcol as the image is.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: collector, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-contrib}
-     command: {name: otelcol-k8s}
+     command: {name: otelcol-contrib}
`,
  *check(subject) {
    const chart = at(subject.object as Data, ['spec', 'chart', 'spec', 'chart']);
    if (typeof chart !== 'string' || !/(?:^|\/)opentelemetry-collector$/.test(chart)) return;
    yield* imageFaults(subject);
  },
};

function* imageFaults({ object }: ObjectSubject): Generator<Problem> {
  const written = at(object as Data, values);
  const image = field(written, 'image');
  const repository = field(image, 'repository');
  const comesFromElsewhere = isSet(field(field(object as Data, 'spec'), 'valuesFrom'));
  if (!isSet(repository) || repository === '') {
    // What a modelled chart says of its values is HF-8's.
    const version = at(object as Data, ['spec', 'chart', 'spec', 'version']);
    if (comesFromElsewhere || findChart(version) !== undefined) return;
    const path = isMap(image) ? [...values, 'image'] : isMap(written) ? values : ['spec'];
    yield {
      message: 'image.repository is not set: the chart refuses to be installed.',
      path,
      fix: 'Write image.repository: otel/opentelemetry-collector-k8s.',
    };
    return;
  }
  const command = at(written, ['command', 'name']);
  const suffix = typeof repository === 'string' ? official.exec(repository) : null;
  if (suffix === null || typeof command !== 'string' || command === '') return;
  const expected = `otelcol${suffix[1] ?? ''}`;
  if (!/^otelcol(?:-[a-z0-9-]+)?$/.test(command) || command === expected) return;
  yield {
    message: `command.name is "${command}", but ${String(repository)} holds "${expected}".`,
    path: [...values, 'command', 'name'],
    fix: `Write "${expected}", or leave command.name out.`,
  };
}
