import { fluxReleaseIn, stopsAtUnsetVariables } from '../../../lib/flux';

const instance = (version: string) =>
  `kind: FluxInstance\nspec:\n  distribution:\n    artifact: oci://ghcr.io/x\n    version: "${version}"\n`;

test('a FluxInstance says which release it installs, unless it takes any', () => {
  expect(fluxReleaseIn([instance('2.7.x')])).toBe('2.7');
  expect(fluxReleaseIn([instance('2.x')])).toBeUndefined();
});

test('the gate decides, then the release, whether unset variables stop a build', () => {
  const gate = (value: string) =>
    `patch: |\n  - {op: add, value: --feature-gates=A=true,StrictPostBuildSubstitutions=${value}}`;
  expect(stopsAtUnsetVariables([])).toBe(true);
  expect(stopsAtUnsetVariables([], '2.9')).toBe(true);
  expect(stopsAtUnsetVariables([], '2.8')).toBe(false);
  expect(stopsAtUnsetVariables([gate('false')])).toBe(false);
  expect(stopsAtUnsetVariables([gate('true')], '2.6')).toBe(true);
  expect(stopsAtUnsetVariables(['  # value: --feature-gates=StrictPostBuildSubstitutions=false'])).toBe(true);
});
