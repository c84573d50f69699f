import {
  at,
  type Data,
  type DataMap,
  field,
  groupOf,
  isMap,
  once,
  type Path,
  type SourceLocation,
} from '../../documents';
import { isKustomizationPath } from '../../flux';
import type { ObjectSubject } from '../subject';

/** What is known of an object beside its content. */
export interface ObjectContext {
  /** Path of the cdk8s construct, during synth. */
  readonly construct?: string;
  /** Folder relative to the environment's root. */
  readonly folder?: string;
  /** Position of a path inside the object; nothing is known of it where this is left out. */
  readonly locate?: (path: Path) => SourceLocation;
  /** Position of the first character of a text written as a literal block. */
  readonly locateText?: (path: Path) => SourceLocation | undefined;
}

const kustomizeFile = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };

/** True for a map that says which kind it is. */
export function isObject(data: Data): data is { [key: string]: Data } {
  return isMap(data) && typeof data.apiVersion === 'string' && typeof data.kind === 'string';
}

/**
 * A subject for one Kubernetes object. A `kustomization.yaml` may leave out its apiVersion and kind; they are
 * filled in before.
 */
export function objectSubject(object: DataMap, context: ObjectContext = {}): ObjectSubject {
  const apiVersion = text(object.apiVersion) ?? kustomizeFile.apiVersion;
  const namespace = text(at(object, ['metadata', 'namespace']));
  const { construct, folder, locate = () => ({}), locateText } = context;
  return {
    apiVersion,
    group: groupOf(apiVersion),
    kind: text(object.kind) ?? kustomizeFile.kind,
    name: text(at(object, ['metadata', 'name'])) ?? '',
    ...(namespace === undefined ? {} : { namespace }),
    object,
    ...(construct === undefined ? {} : { construct }),
    ...(folder === undefined ? {} : { folder }),
    locate,
    ...(locateText && { locateText }),
  };
}

function text(data: Data | undefined): string | undefined {
  return typeof data === 'string' ? data : undefined;
}

/**
 * The objects that a document holds: itself, the items of a `List`, none where it is no Kubernetes object.
 *
 * @param fileName name of its file, by which a `kustomization.yaml` without kind is known
 */
export function objectsOf(data: Data, fileName: string, context: ObjectContext): ObjectSubject[] {
  if (isKustomizationFile(data, fileName)) return [objectSubject({ ...kustomizeFile, ...data }, context)];
  if (!isObject(data)) return [];
  if (data.kind !== 'List' || !Array.isArray(data.items)) return [objectSubject(data, context)];
  return data.items.flatMap((item, index) =>
    isObject(item) ? [objectSubject(item, below(context, ['items', index]))] : [],
  );
}

function below(context: ObjectContext, prefix: Path): ObjectContext {
  const { locate, locateText } = context;
  return {
    ...context,
    ...(locate && { locate: (path) => locate([...prefix, ...path]) }),
    ...(locateText && { locateText: (path) => locateText([...prefix, ...path]) }),
  };
}

function isKustomizationFile(data: Data, fileName: string): data is { [key: string]: Data } {
  const isNamedSo = isKustomizationPath(fileName);
  return isNamedSo && isMap(data) && field(data, 'kind') === undefined;
}

/** The object as JSON: where to look for a word without a walk, and what tells it from others. */
export const jsonOf: (subject: ObjectSubject) => string = once(({ object }) => JSON.stringify(object));

/** `Kind namespace/name`, or `Kind name` where there is no namespace: how messages name an object. */
export function objectTitle({ kind, namespace, name }: ObjectSubject): string {
  if (name === '') return kind;
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
