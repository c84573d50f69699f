import { at, field, isMap, items, type Path } from '../../documents';
import { groupVersion, isClusterScoped } from '../../flux';
import { type AskedChart, findChart, type Renderer, type Table } from '../../helm';
import { releaseNameOf, targetNamespaceOf } from '../release-naming';
import type { ObjectSubject } from '../subject';
import { askedReleases, valuesOfRelease } from './helm-release';
import { objectTitle } from './object';
import type { ObjectIndex } from './object-index';
import { text } from './pod';
import { renderedObject } from './rendered';
import { placesOfValues } from './value-places';

/** A release whose objects are not known, and so not judged. */
export interface Unrendered {
  readonly what: string;
  readonly why: string;
  readonly how: string;
}

/** What a renderer makes of the releases of a tree that the model of the collector's chart does not make. */
export interface RenderedByHelm {
  readonly objects: readonly ObjectSubject[];
  readonly unrendered: readonly Unrendered[];
}

const sources = 'source.toolkit.fluxcd.io';
const valuesPath: Path = ['spec', 'values'];

/** Renders the HelmReleases of a tree, those of the collector's chart excepted whose version is modelled. */
export function renderedByHelm(
  index: ObjectIndex,
  renderer: Renderer,
  isModelled: (release: ObjectSubject) => boolean,
  kubernetesVersion?: string,
): RenderedByHelm {
  const releases = index
    .all('helm.toolkit.fluxcd.io', 'HelmRelease')
    .filter((release) => !isModelled(release));
  const apiVersions = apisOf(index);
  const objects: ObjectSubject[] = [];
  const unrendered: Unrendered[] = [];
  for (const release of releases) {
    const made = ofRelease(release, index, renderer, { apiVersions, kubernetesVersion });
    if ('why' in made) unrendered.push({ what: objectTitle(release), ...made });
    else objects.push(...made.objects);
  }
  return { objects, unrendered };
}

/** What the tree has objects of, its cluster has definitions of. */
function apisOf(index: ObjectIndex): readonly string[] {
  const found = index.objects.flatMap(({ apiVersion, kind }) => [apiVersion, `${apiVersion}/${kind}`]);
  return [...new Set(found)].filter((one) => one.includes('.')).sort();
}

function ofRelease(
  subject: ObjectSubject,
  index: ObjectIndex,
  renderer: Renderer,
  {
    apiVersions,
    kubernetesVersion,
  }: { readonly apiVersions: readonly string[]; readonly kubernetesVersion: string | undefined },
): { readonly objects: readonly ObjectSubject[] } | { readonly why: string; readonly how: string } {
  if (items(at(subject.object, ['spec', 'postRenderers'])).length > 0)
    return {
      why: 'Its postRenderers change what Helm makes.',
      how: 'Write it in the values where the chart allows it.',
    };
  const chart = chartOfRelease(subject, index);
  if (chart === undefined)
    return {
      why: 'Its chart comes from a source that is not in this tree.',
      how: 'Validate the folder that holds the source as well.',
    };
  const values = valuesOfRelease(subject, index);
  if (values === undefined)
    return {
      why: 'Its values come from objects that are not in this tree.',
      how: 'Write them in spec.values, or in a ConfigMap of the tree.',
    };
  const namespace = targetNamespaceOf(subject);
  const rendering = renderer.render({
    chart,
    release: releaseNameOf(subject),
    namespace,
    values,
    apiVersions,
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
  });
  if (!rendering.ok) return { why: rendering.why, how: rendering.how };
  const places = placesOfValues(at(subject.object, valuesPath) ?? {});
  return {
    objects: rendering.objects.map((object) =>
      renderedObject(
        { release: subject, valuesPath },
        { object: inNamespace(object, namespace), sourceOf: places(object) },
        false,
      ),
    ),
  };
}

/** Groups of Kubernetes with kinds that belong to a namespace. */
const groups = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
]);

/** Helm puts what names no namespace into that of the release; of kinds that are not Kubernetes' own it is not known whether they have one. */
function inNamespace(object: Table, namespace: string): Table {
  const { metadata } = object;
  const { group, version } = groupVersion(text(object.apiVersion) ?? '');
  const isNamespaced =
    groups.has(group) && !isClusterScoped({ group, version, kind: text(object.kind) ?? '' });
  if (!isMap(metadata) || metadata.namespace !== undefined || !isNamespaced) return object;
  return { ...object, metadata: { ...metadata, namespace } };
}

/** The chart with where it is had; undefined where the source is unknown, and for charts inside of Git repositories and buckets. */
function chartOfRelease(subject: ObjectSubject, index: ObjectIndex): AskedChart | undefined {
  const spec = at(subject.object, ['spec', 'chart', 'spec']);
  const reference = spec === undefined ? at(subject.object, ['spec', 'chartRef']) : field(spec, 'sourceRef');
  const namespace = text(field(reference, 'namespace')) ?? subject.namespace;
  const kind = text(field(reference, 'kind')) ?? '';
  const source = index.find(sources, kind, namespace, text(field(reference, 'name')) ?? '');
  const url = text(at(source?.object, ['spec', 'url']));
  if (kind === 'OCIRepository' && spec === undefined && url !== undefined) {
    const version =
      text(at(source?.object, ['spec', 'ref', 'tag'])) ?? text(at(source?.object, ['spec', 'ref', 'semver']));
    return { name: url.split('/').at(-1) ?? '', version: version ?? '*', repository: url };
  }
  const name = text(field(spec, 'chart'));
  if (kind !== 'HelmRepository' || name === undefined) return undefined;
  const version = field(spec, 'version');
  return {
    name,
    version: version === undefined || version === null ? '*' : String(version),
    ...(url === undefined
      ? {}
      : { repository: url.startsWith('oci://') ? `${url.replace(/\/$/, '')}/${name}` : url }),
  };
}

/** Whether the model makes the objects of a release: of the collector's chart, in a version that is known. */
export function isOfModel(index: ObjectIndex): (release: ObjectSubject) => boolean {
  return (release) =>
    askedReleases(release, index).some(({ input }) => findChart(input.chartVersion)?.assumed === false);
}
