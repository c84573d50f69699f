import index from '../../../schemas/documents/index.json';
import platforms from '../../../schemas/platforms/index.json';
import { compareReleases, type Data, groupOf, minorOf, once, ownValue } from '../../documents';
import type { TreeSubject } from '../../platform';
import { definedSchemas } from './definitions';
import type { KindSchema } from './kind-schema';
import type { SchemaFile } from './schema';

/** The kinds that a cluster serves, as far as they are known. */
export interface SchemaCatalog {
  /** Release of Kubernetes that the built-in kinds are taken from: `1.34`. */
  readonly kubernetes: string;
  /** True where the cluster is newer or older than what is known, so that what is unknown may exist. */
  readonly isBeyond: boolean;
  /** The schema of a kind; undefined where it is not known. */
  kindSchema(apiVersion: string, kind: string): KindSchema | undefined;
  /** The versions in which a kind of a group is served; empty where the group or kind is not known. */
  servedVersions(group: string, kind: string): string[];
  /** The kinds of a group of Kubernetes itself; undefined for any other group, whose kinds are not all known. */
  builtInKinds(group: string): string[] | undefined;
  /** The kinds of a group of another platform whose definitions come with the program; empty for any other. */
  kindsOfPlatform(group: string): readonly string[];
  /** Whether a kind belongs to a namespace; undefined where the kind is not known. */
  isNamespaced(apiVersion: string, kind: string): boolean | undefined;
  /** Whether a later release than that of the cluster serves a kind. */
  comesLater(apiVersion: string, kind: string): boolean;
  /** Whether a definition of the input itself says what the kind is. */
  isDefined(apiVersion: string, kind: string): boolean;
}

type Release = (typeof index.kubernetes)[number];

const customFiles: { readonly [kind: string]: string } = index.files;
const releases: readonly Release[] = index.kubernetes;
const files = new Map<string, SchemaFile>();

interface Platform {
  readonly release: string;
  readonly kinds: readonly string[];
  readonly clusterScoped: readonly string[];
}

const platformGroups: { readonly [group: string]: Platform } = platforms;

/** The platform whose definitions hold a kind. */
function platformOf(key: string): Platform | undefined {
  const group = groupOf(key.slice(0, key.lastIndexOf('/')));
  const platform = ownValue(platformGroups, group);
  return platform !== undefined && kindSet(platform.kinds).has(key) ? platform : undefined;
}

/** Reads a file once, when the first document of one of its kinds comes up: most runs need few of them. */
function load(file: string): SchemaFile {
  const known = files.get(file);
  if (known !== undefined) return known;
  const read: SchemaFile = require(`../../../schemas/documents/${file}`);
  files.set(file, read);
  return read;
}

const platformFiles = new Map<string, SchemaFile>();

function loadPlatform(group: string): SchemaFile {
  const known = platformFiles.get(group);
  if (known !== undefined) return known;
  const read: SchemaFile = require(`../../../schemas/platforms/${group}.json`);
  platformFiles.set(group, read);
  return read;
}

/** Orders releases of Kubernetes by their minor versions: `1.9` before `1.28`, beside `v1.9.3`. */
export function compareMinors(a: string, b: string): number {
  return compareReleases(minorOf(a), minorOf(b));
}

/** The oldest release that is no older than the cluster, or the newest that is known. */
function releaseFor(version: string | undefined): Release {
  const newest = releases.at(-1);
  if (newest === undefined) throw new Error('no release of Kubernetes is known');
  if (version === undefined) return newest;
  return releases.find((release) => compareMinors(release.version, version) >= 0) ?? newest;
}

function isBeyondTables(version: string | undefined): boolean {
  const [oldest] = releases;
  const newest = releases.at(-1);
  if (version === undefined || oldest === undefined || newest === undefined) return false;
  return compareMinors(version, newest.version) > 0 || compareMinors(version, oldest.version) < 0;
}

/**
 * What a cluster serves.
 *
 * @param version release of Kubernetes, `1.30`; the newest that is known where it is left out
 * @param definitions CustomResourceDefinitions of the input: they say what their kinds are, before what comes with the program
 */
export function schemaCatalog(version?: string, definitions: readonly Data[] = []): SchemaCatalog {
  const release = releaseFor(version);
  // A release between two that are known may still serve what the later one dropped.
  const served = releases.filter(
    (each) => each === release || version === undefined || !isExactly(release, version),
  );
  const custom = definedSchemas(definitions);
  const fileOf = (key: string): string | undefined => {
    const holder = [release, ...served].find(({ kinds }) => kindSet(kinds).has(key));
    return holder?.file ?? ownValue(customFiles, key);
  };
  const keys = () => [
    ...new Set([
      ...served.flatMap(({ kinds }) => kinds),
      ...Object.keys(customFiles),
      ...custom.kinds.keys(),
    ]),
  ];
  let builtIn: ReadonlyMap<string, string[]> | undefined;
  return {
    kubernetes: release.version,
    isBeyond: isBeyondTables(version),
    kindSchema(apiVersion, kind) {
      const key = `${apiVersion}/${kind}`;
      const own = custom.kinds.get(key);
      if (own !== undefined) return own;
      // A definition of the input that lacks the version says that the cluster does not serve it.
      if (custom.groups.has(`${groupOf(apiVersion)}/${kind}`)) return undefined;
      const file = fileOf(key);
      if (file === undefined) return platformSchema(key);
      const { kinds, definitions: shared } = load(file);
      const schema = kinds[key];
      if (schema === undefined) return undefined;
      return {
        schema,
        definition: (name) => shared[name] ?? load(release.file).definitions[name],
        isCustom: file === customFiles[key],
      };
    },
    servedVersions: (group, kind) =>
      keys()
        .filter((key) => key.endsWith(`/${kind}`))
        .map((key) => key.slice(0, -kind.length - 1))
        .filter((apiVersion) => groupOf(apiVersion) === group),
    builtInKinds(group) {
      builtIn ??= kindsByGroup(served.flatMap((each) => each.kinds));
      return builtIn.get(group);
    },
    kindsOfPlatform(group) {
      const platform = ownValue(platformGroups, group);
      const defined = [...custom.groups.keys()].some((key) => key.startsWith(`${group}/`));
      if (platform === undefined || defined) return [];
      return [...new Set(platform.kinds.map((key) => key.slice(key.lastIndexOf('/') + 1)))];
    },
    isNamespaced(apiVersion, kind) {
      const key = `${apiVersion}/${kind}`;
      const scope = custom.groups.get(`${groupOf(apiVersion)}/${kind}`);
      if (scope !== undefined) return scope !== 'Cluster';
      if (fileOf(key) !== undefined) return !index.clusterScoped.includes(key);
      const platform = platformOf(key);
      return platform === undefined ? undefined : !platform.clusterScoped.includes(key);
    },
    comesLater: (apiVersion, kind) =>
      releases.some(({ kinds }) => kindSet(kinds).has(`${apiVersion}/${kind}`)),
    isDefined: (apiVersion, kind) => custom.kinds.has(`${apiVersion}/${kind}`),
  };
}

/** Kinds by their group, each once. */
function kindsByGroup(keys: readonly string[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const key of keys) {
    const slash = key.lastIndexOf('/');
    const group = groupOf(key.slice(0, slash));
    const kinds = found.get(group) ?? new Set();
    found.set(group, kinds.add(key.slice(slash + 1)));
  }
  return new Map([...found].map(([group, kinds]) => [group, [...kinds]]));
}

/** The structure of a kind of another platform: that of one release, while the cluster may hold another. */
function platformSchema(key: string): KindSchema | undefined {
  const platform = platformOf(key);
  if (platform === undefined) return undefined;
  const group = groupOf(key.slice(0, key.lastIndexOf('/')));
  const { kinds, definitions } = loadPlatform(group);
  const schema = kinds[key];
  return schema === undefined
    ? undefined
    : { schema, definition: (name) => definitions[name], release: platform.release, isCustom: true };
}

function isExactly(release: Release, version: string): boolean {
  return compareMinors(release.version, version) === 0;
}

const kindSets = new WeakMap<readonly string[], ReadonlySet<string>>();

function kindSet(kinds: readonly string[]): ReadonlySet<string> {
  const known = kindSets.get(kinds) ?? new Set(kinds);
  kindSets.set(kinds, known);
  return known;
}

/** What the cluster of a tree serves: its release, and the definitions that the tree brings. */
export const catalogOf: (tree: TreeSubject) => SchemaCatalog = once((tree) =>
  schemaCatalog(tree.kubernetes, [
    ...(tree.definitions ?? []),
    ...tree.all('apiextensions.k8s.io', 'CustomResourceDefinition').map(({ object }) => object),
  ]),
);
