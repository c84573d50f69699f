import type { Data } from '../../../../lib/documents';
import { anyObject, anyOf, helmReleases, kustomizations, objectSubject } from '../../../../lib/platform';

const subject = objectSubject({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'apps' },
  spec: {
    wait: true,
    timeout: 5,
    path: `./$` + '{cluster}/apps',
    targetNamespace: null,
    dependsOn: [{ name: 'infra', namespace: 'flux-system' }, 'odd'],
  },
} as { [key: string]: Data });
const { spec, name, namespace, title, metadata } = kustomizations.of(subject);

describe('a view of an object', () => {
  test('has its name, the namespace that is meant and its title', () => {
    expect([name, namespace, title]).toEqual(['apps', 'default', 'Kustomization apps']);
  });

  test('has values of the type of their field, with their places', () => {
    expect([spec.wait.value, spec.wait.path]).toEqual([true, ['spec', 'wait']]);
    const [first, second] = spec.dependsOn;
    expect([first?.name.value, first?.name.path]).toEqual(['infra', ['spec', 'dependsOn', 0, 'name']]);
    expect([second?.name.value, second?.place.data]).toEqual([undefined, 'odd']);
  });

  test('tells a value of another type, null, variables and nothing apart', () => {
    expect([spec.timeout.value, spec.timeout.isSet, spec.timeout.shown]).toEqual([undefined, true, '5']);
    expect([spec.path.known, spec.path.value]).toEqual([undefined, './${cluster}/apps']);
    expect([spec.targetNamespace.isWritten, spec.targetNamespace.isSet]).toEqual([true, false]);
    expect([spec.interval.isWritten, spec.interval.path]).toEqual([false, ['spec', 'interval']]);
  });

  test('has fields below what is not written', () => {
    expect(spec.postBuild.substituteFrom).toHaveLength(0);
    expect(spec.postBuild.substitute.path).toEqual(['spec', 'postBuild', 'substitute']);
    expect(metadata.labels.at('a.b/c').path).toEqual(['metadata', 'labels', 'a.b/c']);
  });
});

describe('a place', () => {
  const { place } = anyObject(subject);

  test('tells how far a way is written', () => {
    expect(place.towards('spec', 'postBuild', 'substitute').path).toEqual(['spec']);
    expect(place.towards('spec', 'wait').path).toEqual(['spec', 'wait']);
  });

  test('walks over all that is written, in its order', () => {
    expect([...place.at('spec', 'dependsOn').walk()].map(({ path }) => path.slice(2))).toEqual([
      [],
      [0],
      [0, 'name'],
      [0, 'namespace'],
      [1],
    ]);
    expect([...place.at('status').walk()]).toEqual([]);
  });
});

test('views of several kinds come kind by kind', () => {
  const of = (kind: string) => (_: string, asked: string) => (asked === kind ? [subject] : []);
  const tree = { all: of('Kustomization'), rendered: [] } as never;
  expect(anyOf(helmReleases, kustomizations)(tree).map((view) => view.title)).toEqual(['Kustomization apps']);
});
