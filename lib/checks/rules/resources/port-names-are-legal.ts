import { type Data, field, isMap, items, type Path, words } from '../../../documents';
import { type ObjectSubject, workloadKinds, workloadOf } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

export const portNamesAreLegal: ObjectRule = {
  id: 'XR-29',
  title: 'Ports of containers and Services have legal, unique names and numbers',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing beside it.',
  fix: 'Use at most 15 lower-case letters, digits and dashes with a letter among them, and numbers from 1 to 65535.',
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
-     spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{name: http-of-the-bank, containerPort: 8585}]}]}
+     spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{name: http-of-a-bank1, containerPort: 8585}]}]}
`,
  *check(subject) {
    if (subject.kind === 'Service') {
      yield* judgeService(subject);
      return;
    }
    for (const { body, path, name: container } of workloadOf(subject)?.containers ?? []) {
      const names = new Set<string>();
      for (const [index, port] of items(body.ports).entries()) {
        const place = [...path, 'ports', index];
        yield* judgeName(field(port, 'name'), 15, names, [...place, 'name'], container);
        for (const key of ['containerPort', 'hostPort'])
          yield* judgeNumber(field(port, key), [...place, key]);
      }
    }
  },
};

function* judgeService(subject: ObjectSubject): Generator<Problem> {
  const names = new Set<string>();
  const ports = items(field(subject.object.spec, 'ports')).filter(isMap);
  for (const [index, port] of ports.entries()) {
    const place: Path = ['spec', 'ports', index];
    if (port.name === undefined && ports.length > 1) {
      yield {
        message: `Port ${words(port.port)} of Service ${subject.name} has no name, although there are ${ports.length} ports.`,
        path: place,
      };
    }
    yield* judgeName(port.name, 63, names, [...place, 'name'], subject.name);
    yield* judgeNumber(port.port, [...place, 'port']);
    // 0 is the port itself.
    if (typeof port.targetPort === 'number' && port.targetPort !== 0)
      yield* judgeNumber(port.targetPort, [...place, 'targetPort']);
    else if (typeof port.targetPort === 'string') {
      yield* judgeName(port.targetPort, 15, new Set(), [...place, 'targetPort'], subject.name);
    }
  }
}

function* judgeName(
  name: Data | undefined,
  longest: number,
  names: Set<string>,
  path: Path,
  owner: string,
): Generator<Problem> {
  if (typeof name !== 'string' || name.includes('$')) return;
  const legal =
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name) &&
    !name.includes('--') &&
    (longest > 15 || /[a-z]/.test(name));
  if (name.length > longest)
    yield {
      message: `Port name "${name}" of ${owner} has ${name.length} characters, ${longest} are allowed.`,
      path,
    };
  else if (!legal) yield { message: `"${name}" of ${owner} is not a legal name of a port.`, path };
  else if (names.has(name)) yield { message: `Port name "${name}" of ${owner} is used twice.`, path };
  names.add(name);
}

function* judgeNumber(port: Data | undefined, path: Path): Generator<Problem> {
  if (typeof port !== 'number' || (Number.isInteger(port) && port >= 1 && port <= 65_535)) return;
  yield { message: `${port} is not a port: ports are whole numbers from 1 to 65535.`, path };
}
