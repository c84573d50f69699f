import { at, type Data, field, isMap, items, parseImage } from '../documents';
import { mountHolding } from './mounts';
import type { ObjectSubject, TreeSubject } from './subject';
import { configurationArguments } from './subjects/configuration-sources';
import { distributionOf } from './subjects/image';
import type { Container, Workload } from './workloads';

/** Where a collector's container takes its configuration from. */
export type ConfigurationSource =
  /** Files named by `--config`. */
  | { readonly kind: 'named'; readonly files: readonly string[] }
  /** The file that the image's own command names. */
  | { readonly kind: 'builtIn'; readonly file: string }
  /** Command or arguments are written, and name none: the program refuses to start. */
  | { readonly kind: 'none' }
  /** Something else, or not known. */
  | { readonly kind: 'unknown' };

/** Reads command and arguments of a container with an image of the project. */
export function configurationSource({ body }: Container): ConfigurationSource {
  const distribution = distributionOf(repositoryOf(body.image));
  if (distribution === undefined) return { kind: 'unknown' };
  const words = [...texts(body.command), ...texts(body.args)];
  const isWritten = items(body.command).length > 0 || items(body.args).length > 0;
  if (!isWritten) {
    const name = distribution === 'otelcol' ? 'otelcol' : `otelcol-${distribution}`;
    return { kind: 'builtIn', file: `/etc/${name}/config.yaml` };
  }
  // A shell, or another program that starts the collector.
  const [program = ''] = texts(body.command);
  if (program !== '' && !/^\/?otelcol(?:-[a-z0-9-]+)?$/.test(program)) return { kind: 'unknown' };
  if (words.some((word) => word.includes('$(')) || /^(?:components|validate|print-)/.test(words.at(-1) ?? ''))
    return { kind: 'unknown' };
  const named = configurationArguments(body);
  if (named.length === 0) {
    const isOther = words.some((word) => /^--?(?:help|version|h|v)$/.test(word));
    return isOther ? { kind: 'unknown' } : { kind: 'none' };
  }
  const files = named.map((text) => /^(?:file:)?(\/.*)$/s.exec(text)?.[1]);
  if (files.some((file) => file === undefined)) return { kind: 'unknown' };
  return { kind: 'named', files: files.flatMap((file) => file ?? []) };
}

function repositoryOf(image: Data | undefined): string {
  return typeof image === 'string' ? parseImage(image).repository : '';
}

function texts(data: Data | undefined): string[] {
  return items(data).flatMap((item) => (typeof item === 'string' ? [item] : []));
}

/** What stands at a path of a container: nothing that is mounted, a mount that lacks the file, or something that may be it. */
export type MountedFile =
  | { readonly kind: 'unmounted' }
  | { readonly kind: 'missingKey'; readonly source: ObjectSubject; readonly keys: readonly string[] }
  | { readonly kind: 'mounted' };

/** Looks for a file below a container's mounts, and inside the ConfigMaps of the tree that are mounted there. */
export function mountedFile(
  tree: TreeSubject,
  { subject, podSpec }: Workload,
  { body }: Container,
  file: string,
): MountedFile {
  const mounted = mountHolding(body.volumeMounts, file);
  if (mounted === undefined) return { kind: 'unmounted' };
  const volume = items(podSpec.volumes).find((each) => field(each, 'name') === mounted.volume);
  const configMap = field(volume, 'configMap');
  const name = field(configMap, 'name');
  const source = typeof name === 'string' ? tree.find('', 'ConfigMap', subject.namespace, name) : undefined;
  if (source === undefined || field(configMap, 'optional') === true) return { kind: 'mounted' };
  const { inside } = mounted;
  const files = filesOf(source, configMap);
  return inside === '' || files.some((each) => each === inside || each.startsWith(`${inside}/`))
    ? { kind: 'mounted' }
    : { kind: 'missingKey', source, keys: files };
}

/** Names under which a ConfigMap's texts appear in the volume. */
function filesOf(source: ObjectSubject, configMap: Data | undefined): string[] {
  const chosen = items(field(configMap, 'items'));
  if (chosen.length > 0) return chosen.flatMap((item) => textOf(field(item, 'path')));
  return ['data', 'binaryData'].flatMap((key) => {
    const content = at(source.object, [key]);
    return isMap(content) ? Object.keys(content) : [];
  });
}

function textOf(data: Data | undefined): string[] {
  return typeof data === 'string' ? [data] : [];
}
