import { anyOf, heldWorkloads, type Place, serviceObjects } from '../../../platform';
import { workloadOfContainer } from '../../frames';
import { nothing, type Problem, ruleOfEach } from '../../rule';

const kinds = anyOf(heldWorkloads, serviceObjects.held);

export const keyedListsHaveNoDuplicates = ruleOfEach({
  each: kinds,
  beside: nothing,
  id: 'XR-30',
  title: 'No environment variable, port, volume, mount or container is given twice',
  severity: 'error',
  why: 'Flux applies on the server side, where these lists are keyed: it refuses duplicate entries, and nothing is applied.',
  fix: 'Remove one of the two entries.',
  example: `${workloadOfContainer('Deployment', 'bank')}
-           env: [{name: REGION, value: us-east-1}, {name: REGION, value: eu-west-1}]
+           env: [{name: REGION, value: us-east-1}, {name: FALLBACK_REGION, value: eu-west-1}]
`,
  *check(view) {
    if (!('containers' in view)) {
      yield* duplicates(view.spec.ports.place, ['port', 'protocol'], 'port');
      return;
    }
    const { initContainers, containers, volumes } = view.spec;
    yield* duplicates(initContainers, ['name'], 'container');
    yield* duplicates(containers, ['name'], 'container');
    yield* duplicates(volumes.place, ['name'], 'volume');
    for (const { spec } of view.containers) {
      yield* duplicates(spec.env.place, ['name'], 'variable');
      yield* duplicates(spec.ports.place, ['containerPort', 'protocol'], 'port');
      yield* duplicates(spec.volumeMounts.place, ['mountPath'], 'mount path');
    }
  },
});

/** Values that the API server puts in where a key is left out. */
const defaults: { readonly [key: string]: string } = { protocol: 'TCP' };

function* duplicates(list: Place, keys: readonly [string, ...string[]], noun: string): Generator<Problem> {
  const seen = new Map<string, number>();
  for (const [index, item] of list.items.entries()) {
    const at = item.at(keys[0]);
    if (!at.isWritten) continue;
    const textOf = (name: string) => (item.at(name).isSet ? item.at(name).shown : (defaults[name] ?? ''));
    const key = keys.map(textOf).join('/');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else yield { message: `The ${noun} ${key} is given twice, in entries ${first} and ${index}.`, at };
  }
}
