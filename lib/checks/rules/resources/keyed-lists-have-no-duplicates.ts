import { type Data, field, isMap, items, type Path, words } from '../../../documents';
import { workloadKinds, workloadOf } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

export const keyedListsHaveNoDuplicates: ObjectRule = {
  id: 'XR-30',
  title: 'No environment variable, port, volume, mount or container is given twice',
  severity: 'error',
  why: 'Flux applies on the server side, where these lists are keyed: it refuses duplicate entries, and nothing is applied.',
  fix: 'Remove one of the two entries.',
  appliesTo: 'object',
  rendered: true,
  kinds: [...workloadKinds, '/Service'],
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec:
        containers:
          - name: bank
            image: bank:1.0.0
-           env: [{name: AWS_REGION, value: us-east-1}, {name: AWS_REGION, value: eu-west-1}]
+           env: [{name: AWS_REGION, value: us-east-1}, {name: AWS_DEFAULT_REGION, value: eu-west-1}]
`,
  *check(subject) {
    if (subject.kind === 'Service') {
      yield* duplicates(field(subject.object.spec, 'ports'), ['spec', 'ports'], ['port', 'protocol'], 'port');
      return;
    }
    const workload = workloadOf(subject);
    if (workload === undefined) return;
    const { podSpec, podSpecPath, containers } = workload;
    for (const key of ['initContainers', 'containers', 'volumes']) {
      yield* duplicates(
        podSpec[key],
        [...podSpecPath, key],
        ['name'],
        key === 'volumes' ? 'volume' : 'container',
      );
    }
    for (const { body, path } of containers) {
      yield* duplicates(body.env, [...path, 'env'], ['name'], 'variable');
      yield* duplicates(body.ports, [...path, 'ports'], ['containerPort', 'protocol'], 'port');
      yield* duplicates(body.volumeMounts, [...path, 'volumeMounts'], ['mountPath'], 'mount path');
    }
  },
};

/** Values that the API server puts in where a key is left out. */
const defaults: { readonly [key: string]: string } = { protocol: 'TCP' };

function* duplicates(
  list: Data | undefined,
  path: Path,
  keys: readonly string[],
  noun: string,
): Generator<Problem> {
  const seen = new Map<string, number>();
  for (const [index, item] of items(list).entries()) {
    if (!isMap(item) || item[keys[0] ?? ''] === undefined) continue;
    const key = keys.map((name) => words(item[name] ?? defaults[name] ?? '')).join('/');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else {
      yield {
        message: `The ${noun} ${key} is given twice, in entries ${first} and ${index}.`,
        path: [...path, index, keys[0] ?? ''],
      };
    }
  }
}
