import { compareTrees, treeFile } from '../../../../lib/delivery/diff';

const tree = (...objects: object[]) =>
  new Map([
    [
      'prod',
      new Map(objects.map((object, at) => [`${at}.yaml`, treeFile(Buffer.from(JSON.stringify(object)))])),
    ],
  ]);
const release = (values: object) => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'cert-manager', namespace: 'cert-manager' },
  spec: { interval: '1h', chart: { spec: { chart: 'cert-manager', version: '1.16.0' } }, values },
});
const reasons = (object: object) =>
  compareTrees(tree(object), tree()).environments.flatMap(({ deletions }) =>
    deletions.map(({ reason, alarming }) => [reason.split('; ')[1], alarming]),
  );

test('a release that takes its CRDs with it is alarming', () => {
  const loss = 'Helm uninstalls it with its CRDs, and every object of those kinds is deleted';
  expect(reasons(release({ crds: { enabled: true, keep: false } }))).toEqual([[loss, true]]);
  for (const crds of [{ enabled: true, keep: true }, { enabled: true }, { enabled: false, keep: false }, {}])
    expect([crds, reasons(release({ crds }))]).toEqual([crds, [[undefined, false]]]);
});
