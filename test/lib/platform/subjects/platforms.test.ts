import {
  askedReleases,
  objectIndex,
  platformsOf,
  type ReadPlatform,
  repositoryOf,
} from '../../../../lib/platform';
import { fleet } from './fleet';

const base = 'repo';

/** The platforms of a folder that was given, as a verb that shows everything reads it. */
function platforms(files: Record<string, string>, everything = true): readonly ReadPlatform[] {
  const texts = new Map(Object.entries(files));
  const nameOf = (path: string) => `${base}/${path}`;
  const sources = [...texts].map(([path, text]) => ({ name: nameOf(path), text, base }));
  return platformsOf(sources, { repositories: [repositoryOf(base, texts, nameOf)], everything }).platforms;
}

const releases = ({ objects }: ReadPlatform) => {
  const index = objectIndex(objects);
  return objects.flatMap((subject) =>
    askedReleases(subject, index).map(({ input, object, valuesPath }) => ({
      at: `${input.namespace}/${input.release}`,
      chart: input.chartVersion,
      replicas: input.values.replicaCount,
      memory: input.values.resources,
      appliedBy: subject.appliedBy,
      written: object.locate([...valuesPath, 'replicaCount']),
    })),
  );
};

const release = fleet()['examples/release.yaml'] ?? '';

describe('a repository that Flux applies', () => {
  const [cluster, unapplied, ...others] = platforms(fleet());

  test('holds a base once for each overlay, under the Kustomization that applies it, after patches and substitution', () => {
    if (cluster === undefined) throw new Error('no cluster');
    expect(releases(cluster)).toMatchObject([
      { at: 'production/otel', chart: '0.130.0', replicas: 3, memory: { limits: { memory: '2Gi' } } },
      { at: 'staging/otel', chart: '0.170.0', replicas: 1, memory: undefined },
    ]);
    expect(releases(cluster).map(({ appliedBy }) => appliedBy)).toEqual([
      'Kustomization flux-system/production',
      'Kustomization flux-system/staging',
    ]);
    expect([cluster.name, cluster.builtFrom]).toEqual(['cluster', base]);
  });

  test('keeps the places of the author: of the base, and of the patch', () => {
    if (cluster === undefined) throw new Error('no cluster');
    expect(releases(cluster).map(({ written: { file, line } }) => [file, line])).toEqual([
      ['repo/apps/production/kustomization.yaml', 10],
      ['repo/apps/base/release.yaml', 9],
    ]);
  });

  test('gives what nothing applies as it is written, to those who show everything', () => {
    expect(others).toEqual([]);
    expect([unapplied?.isUnapplied, unapplied?.builtFrom]).toEqual([true, undefined]);
    expect(unapplied === undefined ? [] : releases(unapplied)).toMatchObject([
      { at: 'examples/example', chart: '0.150.0' },
    ]);
    expect(platforms(fleet(), false)).toHaveLength(1);
  });

  test('is found below and above the folder that is given', () => {
    const inside = Object.entries(fleet()).map(([path, text]) => [`gitops/${path}`, text]);
    const [below] = platforms(Object.fromEntries(inside));
    expect(below === undefined ? [] : releases(below)).toHaveLength(2);
    const moved = Object.entries(fleet()).map(([path, text]) => [
      path,
      text.replace('path: ./apps/', 'path: fleet/apps/'),
    ]);
    const [above] = platforms(Object.fromEntries(moved));
    expect(above === undefined ? [] : releases(above)).toHaveLength(2);
  });
});

describe('folders that no Flux applies', () => {
  const folder = (resources: string) =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${resources}\n`;
  const apart = {
    'a/kustomization.yaml': folder('resources: [release.yaml]'),
    'a/release.yaml': release,
    'b/kustomization.yaml': folder('namespace: b\nresources: [release.yaml]'),
    'b/release.yaml': release,
  };

  test('are one platform to those who show everything, and one each to those who judge', () => {
    expect(platforms(apart).map((one) => releases(one).map(({ at }) => at))).toEqual([
      ['examples/example', 'b/example'],
    ]);
    expect(platforms(apart, false).map((one) => releases(one).map(({ at }) => at))).toEqual([
      ['examples/example'],
      ['b/example'],
    ]);
  });

  test('stay apart where one object is in two of them', () => {
    const twice = { ...apart, 'b/kustomization.yaml': folder('resources: [release.yaml]') };
    expect(platforms(twice).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('give the values of a helmfile and what is no object beside them', () => {
    const [only, ...more] = platforms({
      'release.yaml': release,
      'helmfile.yaml':
        'releases: [{name: a, chart: otel/opentelemetry-collector, version: 0.132.0, values: []}]\n',
    });
    expect(more).toEqual([]);
    expect(only?.releases.map(({ title, input }) => [title, input.chartVersion])).toEqual([
      ['repo/helmfile.yaml, release a', '0.132.0'],
    ]);
  });
});
