import { difference, digested, ofModel } from '../../../conformance/helm/outcome';
import { readStored, storedOutcome } from '../../../conformance/helm/stored';
import { probes as inputs } from '../../../lib/helm/probe/features';

const stored = readStored();

/** Configuration, refusal, warnings and every whole object, as Helm 4.1.4 rendered them with the real charts. */
describe.each(stored.versions)('chart %s', (version) => {
  test.each(inputs)('$name', (input) => {
    const expected = storedOutcome(stored, input.name, version);
    expect(difference(digested(ofModel(version, input)), expected)).toBeUndefined();
  });
});

test('outcomes of twelve versions are stored, some of them refusals', () => {
  expect(stored.versions).toHaveLength(12);
  const all = stored.versions.flatMap((version) =>
    inputs.map(({ name }) => storedOutcome(stored, name, version)),
  );
  const refused = all.filter((outcome) => 'refused' in outcome).length;
  expect(refused).toBeGreaterThan(60);
  expect(all.length - refused).toBeGreaterThan(300);
});
