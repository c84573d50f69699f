import { exampleReleases, readExampleOutcomes } from '../../conformance/helm/examples';
import { difference, digested, ofModel } from '../../conformance/helm/outcome';

const stored = readExampleOutcomes();
const releases = exampleReleases();

/** Configuration, warnings and every whole object, as Helm 4.1.4 rendered them with the real charts. */
describe('what Helm makes of the releases of the examples', () => {
  // What changed since Helm rendered it is told as not run by conformance, which can render it again.
  for (const { path, digest, chartVersion, input } of releases) {
    const outcome = stored.get(digest);
    if (outcome === undefined) continue;
    test(`${path} is what lib/helm says`, () => {
      expect(outcome).not.toHaveProperty('refused');
      expect(difference(digested(ofModel(chartVersion, input)), outcome)).toBeUndefined();
    });
  }

  test('is stored for releases of every example', () => {
    const known = releases
      .filter(({ digest }) => stored.has(digest))
      .map(({ path }) => path.split('/dist/')[0]);
    expect([...new Set(known)]).toEqual(
      expect.arrayContaining(['examples/fleet', 'examples/minimal', 'examples/saas']),
    );
  });
});
