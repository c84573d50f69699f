import {
  anyOf,
  collectorReleases,
  heldWorkloads,
  operatedCollectors,
  type Place,
  quantity,
} from '../../../platform';
import { workload } from '../../frames';
import { nothing, type Problem, ruleOfEach } from '../../rule';

const kinds = anyOf(heldWorkloads, collectorReleases, operatedCollectors);

export const requestsStayBelowLimits = ruleOfEach({
  each: kinds,
  beside: nothing,
  id: 'XR-42',
  title: 'A container requests no more than its limit, in quantities that can be read',
  severity: 'error',
  why: 'The API server refuses the workload.',
  fix: 'Raise the limit or lower the request; write quantities as 100m, 0.5, 128Mi.',
  example: `${workload('Deployment', 'bank')}
-     spec: {containers: [{name: bank, image: "bank:1.0.0", resources: {requests: {memory: 256Mi}, limits: {memory: 128Mi}}}]}
+     spec: {containers: [{name: bank, image: "bank:1.0.0", resources: {requests: {memory: 128Mi}, limits: {memory: 128Mi}}}]}
`,
  *check(view) {
    if ('containers' in view) {
      for (const { name, spec } of view.containers) yield* problemsOf(name, spec.resources.place);
    } else {
      const { spec } = view;
      yield* problemsOf(view.name, ('values' in spec ? spec.values : spec).place.at('resources'));
    }
  },
});

function* problemsOf(name: string, resources: Place): Generator<Problem> {
  for (const key of ['requests', 'limits']) {
    for (const [resource, at] of resources.at(key).entries) {
      const amount = quantity(at.data);
      if (at.known !== undefined && amount === undefined)
        yield { message: `"${at.known}" of container ${name} is not a quantity.`, at };
      const limit = quantity(resources.at('limits', resource).data);
      if (key !== 'requests' || amount === undefined || limit === undefined || amount <= limit) continue;
      yield {
        message: `Container ${name} requests ${at.shown} of ${resource}, more than its limit.`,
        at,
      };
    }
  }
}
