import { removedFluxVersion } from '../../../lib/flux';

test('an old version names its successor', () => {
  expect(removedFluxVersion('helm.toolkit.fluxcd.io/v2beta2')).toEqual({
    use: 'helm.toolkit.fluxcd.io/v2',
    since: 'Flux 2.8',
  });
  expect(removedFluxVersion('helm.toolkit.fluxcd.io/v2')).toBeUndefined();
  expect(removedFluxVersion('constructor')).toBeUndefined();
});
