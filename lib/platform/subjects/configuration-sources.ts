import {
  at,
  type Data,
  embeddedConfiguration,
  field,
  isMap,
  items,
  type LineMap,
  merged,
  type Path,
  readEmbedded,
  readYaml,
  type SourceLocation,
  type YamlDocument,
} from '../../documents';
import { mountHolding } from '../mounts';
import type { ObjectSubject } from '../subject';
import type { ObjectIndex } from './object-index';
import { type CollectorPod, collectorPods } from './pod';

/** One of several configurations that a collector is started with and merges, the later over the earlier. */
export interface ConfigurationPart {
  readonly config: Data;
  /** The ConfigMap and the key that hold it; absent for one that is an argument itself. */
  readonly held?: {
    readonly configMap: ObjectSubject;
    readonly key: string;
    readonly document: YamlDocument;
    readonly lines: LineMap;
  };
  locate(path: Path): SourceLocation;
}

/** What a collector is started with by several `--config`. */
export interface ConfigurationParts {
  readonly pod: CollectorPod;
  /** In the order of the arguments; those that cannot be known are left out. */
  readonly parts: readonly ConfigurationPart[];
  /** True where every one of them is known. */
  readonly isWhole: boolean;
}

const known = new WeakMap<ObjectIndex, readonly ConfigurationParts[]>();

/** The collectors of a tree that are started with several configurations. */
export function collectorsOfSeveral(index: ObjectIndex): readonly ConfigurationParts[] {
  const found = known.get(index) ?? collectorPods(index).flatMap((pod) => partsOf(pod, index) ?? []);
  known.set(index, found);
  return found;
}

function partsOf(pod: CollectorPod, index: ObjectIndex): ConfigurationParts | undefined {
  const named = configurationArguments(pod.container);
  if (named.length < 2) return undefined;
  const parts = named.map((text) => partOf(text, pod, index));
  return {
    pod,
    parts: parts.flatMap((part) => part ?? []),
    isWhole: parts.every((part) => part !== undefined),
  };
}

/** The values of `--config` in a container's command and arguments, in their order. */
export function configurationArguments(container: Data): string[] {
  const words = [...items(field(container, 'command')), ...items(field(container, 'args'))].map((word) =>
    typeof word === 'string' ? word : '',
  );
  return words.flatMap((word, index) => {
    const inline = /^--?config=(.*)$/s.exec(word)?.[1];
    if (inline !== undefined) return [inline];
    return /^--?config$/.test(word) ? [words[index + 1] ?? ''] : [];
  });
}

function partOf(text: string, pod: CollectorPod, index: ObjectIndex): ConfigurationPart | undefined {
  const argument = /^yaml:(.*)$/s.exec(text)?.[1];
  if (argument !== undefined) return partOfArgument(argument, pod.subject);
  const file = /^(?:file:)?(\/.*)$/s.exec(text)?.[1];
  return file === undefined ? undefined : partOfFile(file, pod, index);
}

/** What arguments behind the configuration of the chart make of it (`command.extraArgs`). */
export interface Overridden {
  readonly config: Data;
  /** What the arguments say themselves. */
  readonly own: Data;
  /** False where one of them names a file, whose content is not known. */
  readonly isWhole: boolean;
}

/** A configuration with the `--config=yaml:…` of further arguments over it; undefined where there is none. */
export function overriddenByArguments(config: Data, args: Data | undefined): Overridden | undefined {
  const named = configurationArguments({ args: args ?? [] });
  if (named.length === 0) return undefined;
  const texts = named.map((text) => /^yaml:(.*)$/s.exec(text)?.[1]);
  const own = texts.reduce<Data>((whole, text) => {
    const [document] = text === undefined ? [] : readYaml('', text).documents;
    return document === undefined ? whole : merged(whole, unfolded(document.asCollector()));
  }, {});
  return { config: merged(config, own), own, isWhole: texts.every((text) => text !== undefined) };
}

/** Of `yaml:processors::batch::timeout: 2s`: the keys between colons are a path. */
function partOfArgument(text: string, subject: ObjectSubject): ConfigurationPart | undefined {
  const [document] = readYaml('', text).documents;
  if (document === undefined) return undefined;
  const place = subject.locate(['spec', 'template', 'spec', 'containers']);
  return { config: unfolded(document.asCollector()), locate: () => place };
}

function unfolded(data: Data): Data {
  if (!isMap(data)) return data;
  return Object.entries(data).reduce<Data>((whole, [key, value]) => {
    const inner = key.split('::').reduceRight<Data>((below, step) => ({ [step]: below }), unfolded(value));
    return merged(whole, inner);
  }, {});
}

function partOfFile(
  file: string,
  { subject, container }: CollectorPod,
  index: ObjectIndex,
): ConfigurationPart | undefined {
  const mounted = mountHolding(container.volumeMounts, file);
  if (mounted === undefined) return undefined;
  const volumes = items(at(subject.object, ['spec', 'template', 'spec', 'volumes']));
  const volume = volumes.find((each) => field(each, 'name') === mounted.volume);
  for (const source of [
    field(volume, 'configMap'),
    ...items(at(volume, ['projected', 'sources'])).map((each) => field(each, 'configMap')),
  ]) {
    const found = keyOf(source, mounted.inside, subject, index);
    if (found !== undefined) return partOfKey(found.configMap, found.key);
  }
  return undefined;
}

/** The ConfigMap of a volume's source, and the key that stands in it under a name. */
function keyOf(source: Data | undefined, name: string, { namespace }: ObjectSubject, index: ObjectIndex) {
  const configMapName = field(source, 'name');
  if (typeof configMapName !== 'string') return undefined;
  const configMap = index.find('', 'ConfigMap', namespace, configMapName);
  if (configMap === undefined) return undefined;
  const chosen = items(field(source, 'items'));
  const key =
    chosen.length === 0
      ? name
      : field(
          chosen.find((item) => field(item, 'path') === name),
          'key',
        );
  if (typeof key !== 'string' || typeof at(configMap.object, ['data', key]) !== 'string') return undefined;
  return { configMap, key };
}

function partOfKey(configMap: ObjectSubject, key: string): ConfigurationPart | undefined {
  const text = at(configMap.object, ['data', key]);
  if (typeof text !== 'string') return undefined;
  const read = readEmbedded(text, configMap, ['data', key]);
  const [document] = read.documents;
  if (document === undefined) return undefined;
  const { config, locate } = embeddedConfiguration(document, read.lines);
  return { config, locate, held: { configMap, key, document, lines: read.lines } };
}

/** Several configurations as one, as the collector merges them: maps key by key, anything else by the last that says it. */
export function mergedConfiguration(parts: readonly ConfigurationPart[]): {
  config: Data;
  locate(path: Path): SourceLocation;
} {
  return {
    config: parts.reduce<Data>((whole, { config }) => merged(whole, config), {}),
    locate: (path) => locateIn(parts, path),
  };
}

/** Where the last part that has a path has it, else the nearest of its ancestors. */
function locateIn(parts: readonly ConfigurationPart[], path: Path): SourceLocation {
  for (let length = path.length; length > 0; length--) {
    const start = path.slice(0, length);
    const part = [...parts].reverse().find(({ config }) => at(config, start) !== undefined);
    if (part !== undefined) return part.locate(start);
  }
  return parts[0]?.locate([]) ?? {};
}
