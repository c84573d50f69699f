import { parseImage } from '../../../documents';
import { findChart } from '../../../helm';
import {
  type Container,
  distributionOf,
  type HelmRelease,
  helmReleases,
  isCollectorRelease,
  isProjectImage,
  type Place,
  valuesOf,
  workloads,
} from '../../../platform';
import { collectorRelease } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

const official = /(?:^|\/)opentelemetry-collector(-[a-z0-9-]+)?$/;

export const commandFitsTheImage: TreeRule = {
  id: 'TV-9',
  title: 'The collector is given an image, and the command that is in it',
  severity: 'error',
  why: 'Without a repository the chart refuses to be installed; a command that the image does not hold cannot be started.',
  fix: 'Write image.repository, and leave command.name out or let it be otelcol-k8s, otelcol-contrib or otelcol as the image is.',
  example: `${collectorRelease('collector')}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-contrib}
-     command: {name: otelcol-k8s}
+     command: {name: otelcol-contrib}
`,
  appliesTo: 'tree',
  *check(tree) {
    for (const { subject, spec } of helmReleases(tree))
      if (isCollectorRelease(subject)) yield* imageFaults(spec.values.place, spec);
    for (const { containers } of workloads(tree))
      for (const container of containers) yield* commandFaults(container);
    for (const collector of tree.collectors) {
      const { helm, object } = collector;
      // A values file: it stands for the release that takes it.
      if (helm !== undefined && object !== undefined && helm.valuesPath.length === 0)
        yield* imageFaults(valuesOf(collector));
    }
  },
};

/** A container that starts a binary of another image of the project. */
function* commandFaults({ name, spec: { command, image } }: Container): Generator<Problem> {
  const [program] = command.items;
  const given = image.isOpen ? '' : (image.value ?? '');
  const distribution = distributionOf(parseImage(given).repository);
  const written = /^\/(otelcol(?:-[a-z0-9-]+)?)$/.exec(program?.text ?? '')?.[1];
  if (distribution === undefined || written === undefined) return;
  const expected = distribution === 'otelcol' ? 'otelcol' : `otelcol-${distribution}`;
  if (written === expected) return;
  yield {
    message: `Container ${name} starts /${written}, but ${given} holds /${expected}.`,
    at: program,
    fix: `Write /${expected}, or leave command out and give args alone.`,
  };
}

function* imageFaults(values: Place, release?: HelmRelease['spec']): Generator<Problem> {
  const image = values.at('image');
  const repository = image.at('repository');
  const comesFromElsewhere = release?.valuesFrom.place.isSet === true;
  if (!repository.isSet || repository.text === '') {
    // What a modelled chart says of its values is HF-8's; a values file may be one of several.
    const isJudged = release === undefined || findChart(release.chart.spec.version.data) !== undefined;
    if (isJudged || comesFromElsewhere) return;
    yield {
      message: 'image.repository is not set: the chart refuses to be installed.',
      at: [image, values].find(({ isMap }) => isMap) ?? release.place,
      fix: 'Write image.repository: otel/opentelemetry-collector-k8s.',
    };
    return;
  }
  const name = repository.text;
  const command = values.at('command', 'name');
  const [isOfTheProject, suffix = ''] = official.exec(name ?? '') ?? [];
  if (name === undefined) return;
  if (!command.text) {
    // What an image of someone's own starts is known to its maker alone.
    if (comesFromElsewhere || repository.isOpen || isProjectImage(name) || isOfTheProject !== undefined)
      return;
    yield {
      message: `${name} is not an image of the project, and command.name does not say which binary in it is the collector.`,
      at: repository,
      severity: 'warning',
      fix: 'Write command.name: the name of the binary in the root of the image.',
    };
    return;
  }
  const expected = `otelcol${suffix}`;
  if (isOfTheProject === undefined || !/^otelcol(?:-[a-z0-9-]+)?$/.test(command.text)) return;
  if (command.text === expected) return;
  yield {
    message: `command.name is "${command.text}", but ${name} holds "${expected}".`,
    at: command,
    fix: `Write "${expected}", or leave command.name out.`,
  };
}
