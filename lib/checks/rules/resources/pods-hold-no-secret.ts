import { argumentSecrets, secretPlaces } from '../../../documents';
import { anyObject, type ContainerFields, type Place, workloads } from '../../../platform';
import { workload } from '../../frames';
import { nothing, ruleOfEach } from '../../rule';

export const podsHoldNoSecret = ruleOfEach({
  each: workloads,
  beside: nothing,
  id: 'XR-70',
  title: 'Variables and arguments of containers hold no secret',
  severity: 'warning',
  why: 'The secret stands in Git and in the object, for everyone to read who may read either.',
  fix: 'Keep it in a Secret, and take it with valueFrom: {secretKeyRef: …}.',
  example: `${workload('Deployment', 'bank')}
      spec:
        containers:
          - name: bank
            image: registry.example.com/bank:1.0.0
            env:
-             - {name: DB_PASSWORD, value: correct-horse-9}
+             - {name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: bank, key: password}}}
  ---
  apiVersion: external-secrets.io/v1
  kind: ExternalSecret
  metadata: {name: bank, namespace: develop}
  spec: {target: {name: bank}}
`,
  *check({ subject, title, containers }) {
    const seen = new Set<string>();
    for (const { name, spec } of containers) {
      for (const path of placesIn(spec)) {
        if (seen.has(path.join('.'))) continue;
        seen.add(path.join('.'));
        const at = anyObject(subject).place.at(...path);
        yield {
          message: `Container ${name} of ${title} holds a secret as plain text in ${nameOf(spec, at)}.`,
          at,
        };
      }
    }
  },
});

function* placesIn({ env, command, args }: ContainerFields) {
  for (const { path } of secretPlaces(env.place.data, env.place.path)) yield path;
  for (const { data, path } of [command, args]) yield* argumentSecrets(data, path);
}

/** The variable's name, or the place of the argument. */
function nameOf({ place, env }: ContainerFields, { path }: Place): string {
  const [list, index] = path.slice(place.path.length);
  const variable = list === 'env' ? env[Number(index)]?.name.value : undefined;
  return variable === undefined ? `${list}[${index}]` : `the variable ${variable}`;
}
