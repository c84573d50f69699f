import { isFluxKustomizationType, isKustomizationPath } from '../../../lib/flux';

test.each([
  ['kustomization.yaml', true],
  ['apps/kustomization.yml', true],
  ['apps\\base\\Kustomization', true],
  ['apps/kustomization.yaml.bak', false],
  ['apps/my-kustomization.yaml', false],
  ['kustomization', false],
])('%s is a file of kustomize: %s', (path, expected) => {
  expect(isKustomizationPath(path)).toBe(expected);
});

test('a Kustomization of Flux is one by group and kind, whatever its version', () => {
  expect(isFluxKustomizationType({ group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization' })).toBe(true);
  expect(isFluxKustomizationType({ group: 'kustomize.config.k8s.io', kind: 'Kustomization' })).toBe(false);
  expect(isFluxKustomizationType({ group: 'kustomize.toolkit.fluxcd.io', kind: 'GitRepository' })).toBe(
    false,
  );
});
