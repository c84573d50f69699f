import { at, field, isMap, isOpen, isSet, items, type Path } from '../../../documents';
import { findChart } from '../../../helm';
import {
  type Container,
  distributionOf,
  isCollectorRelease,
  isProjectImage,
  type ObjectSubject,
  type Workload,
  workloads,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

const official = /(?:^|\/)opentelemetry-collector(-[a-z0-9-]+)?$/;

export const commandFitsTheImage: TreeRule = {
  id: 'TV-9',
  title: 'The collector is given an image, and the command that is in it',
  severity: 'error',
  why: 'Without a repository the chart refuses to be installed; a command that the image does not hold cannot be started.',
  fix: 'Write image.repository, and leave command.name out or let it be otelcol-k8s, otelcol-contrib or otelcol as the image is.',
  appliesTo: 'tree',
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
  *check(tree) {
    for (const subject of tree.all('helm.toolkit.fluxcd.io', 'HelmRelease')) {
      if (isCollectorRelease(subject)) yield* imageFaults(subject, ['spec', 'values']);
    }
    for (const workload of workloads(tree)) {
      for (const container of workload.containers) yield* commandFaults(workload, container);
    }
    for (const { helm, object } of tree.collectors) {
      // A values file: it stands for the release that takes it.
      if (helm !== undefined && object !== undefined && helm.valuesPath.length === 0)
        yield* imageFaults(object, helm.valuesPath);
    }
  },
};

/** A container that starts a binary of another image of the project. */
function* commandFaults({ subject }: Workload, { name, body, path }: Container): Generator<Problem> {
  const [program] = items(body.command);
  const image = typeof body.image === 'string' ? body.image : '';
  if (typeof program !== 'string' || isOpen(image)) return;
  const distribution = distributionOf(image.replace(/@.*$/, '').replace(/:[^:/]*$/, ''));
  const written = /^\/(otelcol(?:-[a-z0-9-]+)?)$/.exec(program)?.[1];
  if (distribution === undefined || written === undefined) return;
  const expected = distribution === 'otelcol' ? 'otelcol' : `otelcol-${distribution}`;
  if (written === expected) return;
  yield {
    message: `Container ${name} starts ${program}, but ${image} holds /${expected}.`,
    path: [...path, 'command', 0],
    subject,
    fix: `Write /${expected}, or leave command out and give args alone.`,
  };
}

function* imageFaults(subject: ObjectSubject, values: Path): Generator<Problem> {
  const { object } = subject;
  const written = at(object, values);
  const image = field(written, 'image');
  const repository = field(image, 'repository');
  const comesFromElsewhere = isSet(field(field(object, 'spec'), 'valuesFrom'));
  if (!isSet(repository) || repository === '') {
    // What a modelled chart says of its values is HF-8's; a values file may be one of several.
    const version = at(object, ['spec', 'chart', 'spec', 'version']);
    if (comesFromElsewhere || values.length === 0 || findChart(version) !== undefined) return;
    const path = isMap(image) ? [...values, 'image'] : isMap(written) ? values : ['spec'];
    yield {
      message: 'image.repository is not set: the chart refuses to be installed.',
      path,
      subject,
      fix: 'Write image.repository: otel/opentelemetry-collector-k8s.',
    };
    return;
  }
  const command = at(written, ['command', 'name']);
  if (typeof repository !== 'string') return;
  if (typeof command !== 'string' || command === '') {
    yield* unknownBinary(repository, subject, [...values, 'image', 'repository'], comesFromElsewhere);
    return;
  }
  const suffix = official.exec(repository);
  if (suffix === null) return;
  const expected = `otelcol${suffix[1] ?? ''}`;
  if (!/^otelcol(?:-[a-z0-9-]+)?$/.test(command) || command === expected) return;
  yield {
    message: `command.name is "${command}", but ${repository} holds "${expected}".`,
    path: [...values, 'command', 'name'],
    subject,
    fix: `Write "${expected}", or leave command.name out.`,
  };
}

/** What an image of someone's own starts is known to its maker alone. */
function* unknownBinary(
  repository: string,
  subject: ObjectSubject,
  path: Path,
  comesFromElsewhere: boolean,
): Generator<Problem> {
  if (comesFromElsewhere || isOpen(repository) || isProjectImage(repository) || official.test(repository))
    return;
  yield {
    message: `${repository} is not an image of the project, and command.name does not say which binary in it is the collector.`,
    path,
    subject,
    severity: 'warning',
    fix: 'Write command.name: the name of the binary in the root of the image.',
  };
}
