import { at, type Data, entries, field, isMap, items, once, ownValue, type Path } from '../documents';
import { jaegerObjects } from '../jaeger';
import { targetNamespaceOf } from './release-naming';
import { jaegerSpec } from './services';
import type { ObjectSubject, TreeSubject } from './subject';
import { mayBeMadeElsewhere } from './unseen';
import { helmGroup } from './views/flux';
import { workloadOf } from './workloads';

/** A Secret or ConfigMap that an object needs. */
export interface KeyReference {
  readonly subject: ObjectSubject;
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  /** Absent where the whole object is meant. */
  readonly key?: string;
  readonly path: Path;
  readonly keyPath?: Path;
}

type Found = Omit<KeyReference, 'subject' | 'namespace'>;

/** Fields that name a Secret or ConfigMap by `name`, wherever they stand. */
const namedFields: { readonly [field: string]: 'Secret' | 'ConfigMap' } = {
  secretKeyRef: 'Secret',
  configMapKeyRef: 'ConfigMap',
  secretRef: 'Secret',
  configMapRef: 'ConfigMap',
};

const deepest = 40;

function* referencesIn(data: Data | undefined, path: Path, depth = 0): Generator<Found> {
  if (depth > deepest) return;
  for (const [index, item] of items(data).entries()) yield* referencesIn(item, [...path, index], depth + 1);
  for (const [key, value] of entries(data)) {
    const place = [...path, key];
    const kind = ownValue(namedFields, key);
    if (kind === undefined || !isMap(value)) yield* referencesIn(value, place, depth + 1);
    else if (value.optional !== true && typeof value.name === 'string') {
      const entry = typeof value.key === 'string' ? { key: value.key, keyPath: [...place, 'key'] } : {};
      yield { kind, name: value.name, path: [...place, 'name'], ...entry };
    }
  }
}

function* volumeReferences(volumes: Data | undefined, path: Path): Generator<Found> {
  for (const [index, volume] of items(volumes).entries()) {
    yield* sourceReferences(volume, [...path, index], 'secretName');
    const projected = items(at(volume, ['projected', 'sources']));
    for (const [number, source] of projected.entries()) {
      yield* sourceReferences(source, [...path, index, 'projected', 'sources', number], 'name');
    }
  }
}

function* sourceReferences(source: Data, path: Path, secretField: string): Generator<Found> {
  const secret = field(source, 'secret');
  const secretName = field(secret, secretField);
  if (typeof secretName === 'string' && field(secret, 'optional') !== true) {
    yield { kind: 'Secret', name: secretName, path: [...path, 'secret', secretField] };
  }
  const map = field(source, 'configMap');
  const mapName = field(map, 'name');
  if (typeof mapName === 'string' && field(map, 'optional') !== true) {
    yield { kind: 'ConfigMap', name: mapName, path: [...path, 'configMap', 'name'] };
  }
}

/** Annotations by which ingress controllers find a Secret with users. */
const secretAnnotations = ['nginx.ingress.kubernetes.io/auth-secret', 'nginx.org/basic-auth-secret'];

function* annotationReferences(annotations: Data | undefined, path: Path): Generator<Found> {
  for (const key of secretAnnotations) {
    const value = field(annotations, key);
    if (typeof value === 'string' && !value.includes('/'))
      yield { kind: 'Secret', name: value, path: [...path, key] };
  }
}

function* ingressReferences(subject: ObjectSubject): Generator<Found> {
  const annotations = at(subject.object, ['metadata', 'annotations']);
  yield* annotationReferences(annotations, ['metadata', 'annotations']);
  // cert-manager makes the Secrets of an Ingress that asks it to.
  if (entries(annotations).some(([key]) => key.startsWith('cert-manager.io/'))) return;
  for (const [index, tls] of items(field(subject.object.spec, 'tls')).entries()) {
    const name = field(tls, 'secretName');
    if (typeof name === 'string') yield { kind: 'Secret', name, path: ['spec', 'tls', index, 'secretName'] };
  }
}

function* jaegerReferences(subject: ObjectSubject): Generator<Found> {
  const spec = jaegerSpec(subject);
  const name = at(spec.storage, ['secretName']);
  if (typeof name === 'string') yield { kind: 'Secret', name, path: ['spec', 'storage', 'secretName'] };
  yield* volumeReferences(spec.volumes, ['spec', 'volumes']);
  const annotations = at(spec.ingress, ['annotations']);
  yield* annotationReferences(annotations, ['spec', 'ingress', 'annotations']);
  if (entries(annotations).some(([key]) => key.startsWith('cert-manager.io/'))) return;
  for (const [index, tls] of items(field(spec.ingress, 'tls')).entries()) {
    const secret = field(tls, 'secretName');
    if (typeof secret === 'string')
      yield { kind: 'Secret', name: secret, path: ['spec', 'ingress', 'tls', index, 'secretName'] };
  }
}

function* releaseReferences(subject: ObjectSubject): Generator<Found> {
  const values = at(subject.object, ['spec', 'values']);
  const path = ['spec', 'values'];
  for (const key of ['extraEnvs', 'extraEnvsFrom', 'env', 'envFrom'])
    yield* referencesIn(field(values, key), [...path, key]);
  for (const key of ['extraVolumes', 'volumes']) yield* volumeReferences(field(values, key), [...path, key]);
}

/** Sources, Kustomizations and image automation read their credentials from Secrets of their own namespace. */
function* fluxReferences(data: Data | undefined, path: Path, depth = 0): Generator<Found> {
  if (depth > deepest) return;
  for (const [index, item] of items(data).entries()) yield* fluxReferences(item, [...path, index], depth + 1);
  for (const [key, value] of entries(data)) {
    // The key that decrypts is the one secret that cannot be in the tree.
    if (key === 'decryption' && depth === 0) continue;
    const name = /secretRef$/i.test(key) ? field(value, 'name') : undefined;
    if (typeof name === 'string') yield { kind: 'Secret', name, path: [...path, key, 'name'] };
    else yield* fluxReferences(value, [...path, key], depth + 1);
  }
}

const fluxGroups = /^(?:source|kustomize|image)\.toolkit\.fluxcd\.io$/;

/** The source that a bootstrap made, together with its Secret. */
function isBootstrap({ kind, name }: ObjectSubject): boolean {
  return kind === 'GitRepository' && name === 'flux-system';
}

function* found(subject: ObjectSubject): Generator<Found> {
  const workload = workloadOf(subject);
  const spec = subject.object.spec;
  if (workload !== undefined) {
    for (const { body, path } of workload.containers) {
      for (const key of ['env', 'envFrom']) yield* referencesIn(body[key], [...path, key]);
    }
    yield* volumeReferences(workload.podSpec.volumes, [...workload.podSpecPath, 'volumes']);
  } else if (subject.group === helmGroup) yield* releaseReferences(subject);
  else if (subject.kind === 'OpenTelemetryCollector') {
    for (const key of ['env', 'envFrom']) yield* referencesIn(field(spec, key), ['spec', key]);
    yield* volumeReferences(field(spec, 'volumes'), ['spec', 'volumes']);
  } else if (subject.group === 'networking.k8s.io' && subject.kind === 'Ingress')
    yield* ingressReferences(subject);
  else if (subject.group === 'jaegertracing.io') yield* jaegerReferences(subject);
  else if (fluxGroups.test(subject.group) && !isBootstrap(subject)) yield* fluxReferences(spec, ['spec']);
}

/** Secrets and ConfigMaps without which an object does not run. */
export function keyReferences(subject: ObjectSubject): readonly KeyReference[] {
  const isRelease = subject.group === helmGroup;
  const namespace = isRelease ? targetNamespaceOf(subject) : (subject.namespace ?? 'default');
  return [...found(subject)].map((reference) => ({ ...reference, subject, namespace }));
}

/** Secrets and ConfigMaps that operators of the tree make, as `kind namespace/name`. */
const made: (tree: TreeSubject) => ReadonlySet<string> = once((tree) => {
  const names = tree.objects.flatMap((subject): string[] => {
    const { group, kind, name, namespace = 'default' } = subject;
    const text = (path: Path, otherwise: string) => {
      const value = at(subject.object, path);
      return typeof value === 'string' ? value : otherwise;
    };
    const secret = (own: string) => [`Secret ${namespace}/${own}`];
    if (group === 'external-secrets.io' && kind === 'ExternalSecret')
      return secret(text(['spec', 'target', 'name'], name));
    if (group === 'bitnami.com') return secret(name);
    if (group === 'cert-manager.io' && kind === 'Certificate')
      return secret(text(['spec', 'secretName'], name));
    if (group === 'jaegertracing.io' && kind === 'Jaeger') {
      return jaegerObjects({ name, namespace, spec: jaegerSpec(subject) }).map(
        (each) => `${each.kind} ${namespace}/${each.name}`,
      );
    }
    return [];
  });
  return new Set(names);
});

/** Names that kustomize makes with a hash at their end, from `configMapGenerator` and `secretGenerator`. */
const generated: (tree: TreeSubject) => ReadonlySet<string> = once((tree) => {
  const names = tree
    .all('kustomize.config.k8s.io', 'Kustomization')
    .flatMap(({ object }) =>
      (['configMapGenerator', 'secretGenerator'] as const).flatMap((key) =>
        items(object[key]).flatMap((entry) =>
          isMap(entry) && typeof entry.name === 'string' ? [entry.name] : [],
        ),
      ),
    );
  return new Set(names);
});

/**
 * Where a Secret or ConfigMap stands: in the tree, certainly nowhere, or it cannot be told.
 *
 * @param except an object that certainly does not make it
 */
export function lookUp(
  tree: TreeSubject,
  reference: Pick<KeyReference, 'kind' | 'namespace' | 'name'>,
  except?: ObjectSubject,
): ObjectSubject | 'missing' | 'unknown' {
  const { kind, namespace, name } = reference;
  const object = tree.find('', kind, namespace, name);
  if (object !== undefined) return object;
  if (!tree.complete || name === 'kube-root-ca.crt' || /[$]\{/.test(name)) return 'unknown';
  if (tree.isExternal(kind, namespace, name) || made(tree).has(`${kind} ${namespace}/${name}`))
    return 'unknown';
  if (generated(tree).has(name) || mayBeMadeElsewhere(tree, kind, namespace, name, except)) return 'unknown';
  return 'missing';
}

/** Keys of a Secret or ConfigMap; undefined where they cannot be known. */
export function keysOf({ object }: ObjectSubject): ReadonlySet<string> | undefined {
  const maps = [object.data, object.stringData, object.binaryData].filter((map) => isMap(map));
  return maps.length === 0 ? undefined : new Set(maps.flatMap((map) => Object.keys(map)));
}
