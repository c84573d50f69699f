import { entries, field } from '../collector/data';
import type { CollectorSubject, ObjectSubject } from '../subject';
import { collectorSubject } from './collector';
import { embeddedConfiguration, readEmbedded } from './embedded';
import { collectorImage, distributionOf } from './image';
import { objectTitle } from './object';
import type { ObjectIndex } from './object-index';
import { deploymentOfWorkload, text, type Workload, workloadMounting } from './pod';
import { configurationKey, isConfiguration, mayBeConfiguration } from './recognise';
import type { TextProblem } from './text';

/** What a reader of objects found: collectors, and texts inside objects that are no YAML. */
export interface Found {
  readonly collectors: readonly CollectorSubject[];
  readonly problems: readonly (TextProblem & { readonly subject: ObjectSubject })[];
}

/** The collector configurations of a ConfigMap: key `relay`, and every other text that is one for certain. */
export function collectorsOfConfigMap(subject: ObjectSubject, index: ObjectIndex, complete: boolean): Found {
  const collectors: CollectorSubject[] = [];
  const problems: Found['problems'][number][] = [];
  for (const [key, value] of entries(field(subject.object, 'data'))) {
    if (typeof value !== 'string' || !isCandidate(key, value)) continue;
    const read = readEmbedded(value, subject, ['data', key]);
    const document = read.documents[0];
    const isMeant = key === 'relay' || (document !== undefined && isConfiguration(document.data));
    if (!isMeant) continue;
    problems.push(...read.problems.map((problem) => ({ ...problem, path: ['data', key], subject })));
    if (document === undefined || !mayBeConfiguration(document.data)) continue;
    const { config, locate } = embeddedConfiguration(document, read.lines);
    collectors.push(
      collectorSubject(config, { ...runtime(subject, index, complete), ...describe(subject), locate }),
    );
  }
  return { collectors, problems };
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

function runtime(subject: ObjectSubject, index: ObjectIndex, complete: boolean) {
  const workload = workloadMounting(subject, index);
  if (workload === undefined) return {};
  return { ...binary(workload), deployment: deploymentOfWorkload(workload, index, complete) };
}

function binary({ container }: Workload) {
  const image = collectorImage(text(container.image) ?? '');
  const command = Array.isArray(container.command) ? text(container.command[0]) : undefined;
  const distribution = image.distribution ?? (command === undefined ? undefined : distributionOf(command));
  return { ...image, ...(distribution === undefined ? {} : { distribution }) };
}
