import type { TreeDiff } from '../../../../lib/delivery/diff';
import { type Any, at, change, parts } from './base';

/** The difference that an edit of the collector's values makes. */
function edited(edit: (values: Any) => void): TreeDiff {
  return change((after) => edit(at(after.collector, 'spec', 'values')));
}

function restarts({ environments }: TreeDiff) {
  return environments.flatMap(({ restarts: found }) =>
    found.map(({ reason, certain }) => ({ reason, certain })),
  );
}

function warnings({ environments }: TreeDiff): string[] {
  return environments.flatMap((one) => one.warnings);
}

test('pods start anew where the template that Helm makes of them changes, and nowhere else', () => {
  expect(
    restarts(
      edited((values) => {
        values.tolerations = [{ operator: 'Exists' }];
      }),
    ),
  ).toEqual([{ reason: 'tolerations', certain: true }]);
  expect(
    restarts(
      edited((values) => {
        values.extraEnvs = [{ name: 'A', value: 'b' }];
      }),
    ),
  ).toEqual([{ reason: 'environment', certain: true }]);
  expect(
    restarts(
      edited((values) => {
        values.networkPolicy = { enabled: true };
      }),
    ),
  ).toEqual([]);
  expect(
    restarts(
      edited((values) => {
        values.annotations = { a: 'b' };
      }),
    ),
  ).toEqual([]);
});

test('labels of every object reach the pods by the checksum of their ConfigMap', () => {
  expect(
    restarts(
      edited((values) => {
        values.additionalLabels = { team: 'x' };
      }),
    ),
  ).toEqual([{ reason: 'the labels of its ConfigMap', certain: true }]);
});

test('an upgrade that changes a selector is told', () => {
  const before = parts();
  at(before.collector, 'spec', 'values').fullnameOverride = 'gateway';
  const told = warnings(
    change((after) => {
      at(after.collector, 'spec', 'values').nameOverride = 'gateway';
    }, before),
  );
  expect(told).toEqual([
    expect.stringMatching(
      /^HelmRelease observability\/otel-collector: spec\.selector\.matchLabels\["app\.kubernetes\.io\/name"\] of Deployment observability\/gateway cannot be changed in the cluster, so the upgrade fails/,
    ),
  ]);
});
