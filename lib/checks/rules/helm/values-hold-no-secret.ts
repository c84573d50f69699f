import { at, type Data, entries, field, isMap, items, type Path } from '../../../documents';
import { isCollectorRelease } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** Keys whose text is a secret, whatever the chart. */
const secretKeys =
  /^(?:(?:[a-z]+_?)*password|adminPassword|rootPassword|(?:client|consumer|app)_?secret|api_?key|access_?token|auth_?token|bearer_?token|private_?key|secret_?access_?key|secret_?key)$/i;
/** Names of variables whose text is a secret. */
const secretVariables = /(?:PASSWORD|PASSWD|SECRET|API_?KEY|TOKEN|PRIVATE_KEY)$/;
/** Keys that only say where a secret is. */
const pointers = /(?:name|ref|key|path|file|secret)$/i;

export const valuesHoldNoSecret: ObjectRule = {
  id: 'HF-14',
  title: 'The values of a HelmRelease hold no secret',
  severity: 'error',
  why: 'The secret stands in Git, in the cluster and in every backup of both, for everybody to read.',
  fix: 'Keep it in a Secret, and name that under valuesFrom or in a variable of the pod.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: gateway, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   values: {auth: {adminPassword: correct-horse-battery}}
+   values: {auth: {existingSecret: gateway-users, adminPasswordKey: password}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    const values = at(subject.object as Data, ['spec', 'values']);
    const isCollector = isCollectorRelease(subject);
    for (const path of secretsIn(values, ['spec', 'values'])) {
      // The collector's own configuration has a rule of its own.
      if (isCollector && (path[2] === 'config' || path[2] === 'alternateConfig')) continue;
      yield {
        message: `HelmRelease ${subject.name} holds a secret as plain text in ${path.slice(2).join('.')}.`,
        path,
      };
    }
  },
};

const deepest = 60;

function* secretsIn(data: Data | undefined, path: Path): Generator<Path> {
  if (path.length > deepest) return;
  for (const [index, item] of items(data).entries()) yield* secretsIn(item, [...path, index]);
  for (const [key, value] of entries(data)) {
    const place = [...path, key];
    if (typeof value !== 'string') yield* secretsIn(value, place);
    else if (secretKeys.test(key) && !isPointer(key) && isLiteral(value)) yield place;
  }
  const variable = isMap(data) ? field(data, 'name') : undefined;
  const value = field(data, 'value');
  if (
    typeof variable === 'string' &&
    typeof value === 'string' &&
    secretVariables.test(variable) &&
    isLiteral(value)
  )
    yield [...path, 'value'];
}

function isPointer(key: string): boolean {
  return (
    pointers.test(key) &&
    !/(?:api|private|secret|access)_?key$/i.test(key) &&
    !/(?:client|consumer|app)_?secret$/i.test(key)
  );
}

/** Whether the text is a secret itself, and not a reference to one. */
function isLiteral(value: string): boolean {
  return value.trim() !== '' && !/\$[{(]|\{\{|^\/|^ENC\[/.test(value);
}
