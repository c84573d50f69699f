import {
  embeddedConfiguration,
  entries,
  field,
  type LineMap,
  readEmbedded,
  type YamlDocument,
} from '../../documents';
import type { CollectorSubject, ObjectSubject } from '../subject';
import { ambiguousScalars } from './ambiguous-scalars';
import { collectorSubject } from './collector';
import { type ConfigurationParts, collectorsOfSeveral, mergedConfiguration } from './configuration-sources';
import { collectorImage, distributionOfCommand } from './image';
import { objectTitle } from './object';
import type { ObjectIndex } from './object-index';
import { type CollectorPod, deploymentOfWorkload, text, workloadMounting } from './pod';
import { configurationKey, isConfiguration, mayBeConfiguration } from './recognise';
import type { SourceProblem } from './source';

/** What a reader of objects found: collectors, and what is wrong with the texts inside objects as YAML. */
export interface FoundCollectors {
  readonly collectors: readonly CollectorSubject[];
  readonly problems: readonly SourceProblem[];
}

/** The collector configurations of a ConfigMap: key `relay`, and every other text that is one for certain. */
export function collectorsOfConfigMap(
  subject: ObjectSubject,
  index: ObjectIndex,
  complete: boolean,
): FoundCollectors {
  const collectors: CollectorSubject[] = [];
  const problems: SourceProblem[] = [];
  const several = collectorsOfSeveral(index).filter((one) =>
    one.parts.some(({ held }) => held?.configMap === subject),
  );
  for (const one of several.filter((each) => isFirst(subject, each))) {
    const { config, locate } = mergedConfiguration(one.parts);
    const collector = collectorSubject(config, {
      ...runtime(one.pod, index, complete),
      ...describe(subject),
      locate,
    });
    collectors.push(collector);
    for (const { held } of one.parts)
      if (held !== undefined) problems.push(...embeddedWords(held.document, held.lines, collector));
  }
  for (const [key, value] of entries(field(subject.object, 'data'))) {
    if (typeof value !== 'string' || !isCandidate(key, value) || isPart(subject, key, several)) continue;
    const read = readEmbedded(value, subject, ['data', key]);
    const document = read.documents[0];
    if (key !== 'relay' && !isMeant(document, value)) continue;
    problems.push(...read.problems.map((problem) => ({ ...problem, path: ['data', key], subject })));
    const isEmpty = document === undefined && read.problems.length === 0;
    if (document === undefined ? !isEmpty : !mayBeConfiguration(document.data)) continue;
    const { config, locate } = document
      ? embeddedConfiguration(document, read.lines)
      : { config: null, locate: () => subject.locate(['data', key]) };
    const pod = workloadMounting(subject, index);
    const collector = collectorSubject(config, {
      ...runtime(pod, index, complete),
      ...describe(subject),
      locate,
    });
    collectors.push(collector);
    if (document !== undefined) problems.push(...embeddedWords(document, read.lines, collector));
  }
  return { collectors, problems };
}

/** True for a configuration, and for a text that is no YAML but can only have been meant for one. */
function isMeant(document: YamlDocument | undefined, value: string): boolean {
  if (document !== undefined) return isConfiguration(document.data);
  return ['receivers', 'exporters', 'service'].every((section) =>
    new RegExp(`^${section}:`, 'm').test(value),
  );
}

/** Words of a text inside an object that two readers read differently. */
export function embeddedWords(
  document: YamlDocument,
  lines: LineMap,
  collector: CollectorSubject,
): SourceProblem[] {
  return ambiguousScalars(document, collector).map((problem) => ({
    ...problem,
    location: lines(problem.location),
  }));
}

function isCandidate(key: string, value: string): boolean {
  return (
    key === 'relay' ||
    (configurationKey.test(key) && /^[ \t]*service:/m.test(value) && value.includes('pipelines'))
  );
}

function describe(subject: ObjectSubject) {
  return { title: objectTitle(subject), origin: 'configMap', object: subject } as const;
}

/** True for the ConfigMap under which the collector of several configurations is known, where all of them are. */
function isFirst(subject: ObjectSubject, { parts, isWhole }: ConfigurationParts): boolean {
  return isWhole && parts.find(({ held }) => held !== undefined)?.held?.configMap === subject;
}

/** True for a text that is no configuration of its own, but one of several that are merged. */
function isPart(subject: ObjectSubject, key: string, several: readonly ConfigurationParts[]): boolean {
  return several.some(({ parts }) =>
    parts.some(({ held }) => held?.configMap === subject && held.key === key),
  );
}

function runtime(workload: CollectorPod | undefined, index: ObjectIndex, complete: boolean) {
  if (workload === undefined) return {};
  return { ...binary(workload), deployment: deploymentOfWorkload(workload, index, complete) };
}

function binary({ container }: CollectorPod) {
  const image = collectorImage(text(container.image) ?? '');
  const command = Array.isArray(container.command) ? text(container.command[0]) : undefined;
  // The image's own binary is what its name says; another one is told by its name.
  const distribution =
    image.distribution ?? (command === undefined ? undefined : distributionOfCommand(command));
  return { ...image, ...(distribution === undefined ? {} : { distribution }) };
}
