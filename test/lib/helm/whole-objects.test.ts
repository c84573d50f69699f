import { effectiveConfig, objectName } from '../../../lib/helm';
import { digest } from './digest';
import outcomes from './whole-outcomes.json';
import { type WholeRelease, wholeReleases } from './whole-releases';

/** By version and release: a digest for each object that the real chart made, null where it refused. */
type Outcomes = { [version: string]: { [release: string]: { [object: string]: string } | null } };

function made(chartVersion: string, { values, release, namespace }: WholeRelease) {
  const result = effectiveConfig({ chartVersion, values, release, namespace });
  if (!result.ok) return null;
  const objects = result.objects.map((object): [string, string] => {
    const { kind, namespace: of = '', name } = objectName(object);
    return [`${kind} ${of}/${name}`, digest(object)];
  });
  return Object.fromEntries(objects);
}

// Digests and not objects: to see what differs, put the chart itself beside the model (conformance/helm).
describe.each(Object.entries(outcomes as Outcomes))('objects as chart %s makes them', (version, expected) => {
  test.each(wholeReleases.map((one): [string, WholeRelease] => [one.name, one]))('of %s', (name, one) => {
    expect(made(version, one)).toEqual(expected[name]);
  });
});
