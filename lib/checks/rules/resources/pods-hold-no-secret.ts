import { argumentSecrets, type Path, secretPlaces } from '../../../documents';
import { type Container, objectTitle, workloadKinds, workloadOf } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const podsHoldNoSecret: ObjectRule = {
  id: 'XR-70',
  title: 'Variables and arguments of containers hold no secret',
  severity: 'warning',
  why: 'The secret stands in Git and in the object, for everyone to read who may read either.',
  fix: 'Keep it in a Secret, and take it with valueFrom: {secretKeyRef: …}.',
  appliesTo: 'object',
  kinds: workloadKinds,
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
  *check(subject) {
    const seen = new Set<string>();
    for (const container of workloadOf(subject)?.containers ?? []) {
      for (const path of placesIn(container)) {
        const place = path.join('.');
        if (seen.has(place)) continue;
        seen.add(place);
        yield {
          message: `Container ${container.name} of ${objectTitle(subject)} holds a secret as plain text in ${nameOf(container, path)}.`,
          path,
        };
      }
    }
  },
};

function* placesIn({ body, path }: Container): Generator<Path> {
  for (const place of secretPlaces(body.env, [...path, 'env'])) yield place.path;
  for (const key of ['command', 'args']) yield* argumentSecrets(body[key], [...path, key]);
}

/** The variable's name, or the place of the argument. */
function nameOf({ body, path }: Container, place: Path): string {
  const [list, index] = place.slice(path.length);
  const entry: unknown = list === 'env' && Array.isArray(body.env) ? body.env[Number(index)] : undefined;
  const name: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'name') : undefined;
  return typeof name === 'string' ? `the variable ${name}` : `${list}[${index}]`;
}
