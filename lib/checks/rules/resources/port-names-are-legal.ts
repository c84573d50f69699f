import { dnsLabel, portName } from '../../../documents';
import { anyOf, heldWorkloads, type Place, serviceObjects } from '../../../platform';
import { workload } from '../../frames';
import { nothing, type Problem, ruleOfEach } from '../../rule';

const kinds = anyOf(heldWorkloads, serviceObjects.held);

export const portNamesAreLegal = ruleOfEach({
  each: kinds,
  beside: nothing,
  id: 'XR-29',
  title: 'Ports of containers and Services have legal, unique names and numbers',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing beside it.',
  fix: 'Use at most 15 lower-case letters, digits and dashes with a letter among them, and numbers from 1 to 65535.',
  example: `${workload('Deployment', 'bank')}
-     spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{name: http-of-the-bank, containerPort: 8585}]}]}
+     spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{name: http-of-a-bank1, containerPort: 8585}]}]}
`,
  *check(view) {
    if (!('containers' in view)) {
      yield* serviceProblems(view);
      return;
    }
    for (const { name: container, spec } of view.containers) {
      const names = new Set<string>();
      for (const { name, containerPort, hostPort } of spec.ports) {
        yield* nameProblems(name, 15, names, container);
        for (const at of [containerPort, hostPort]) yield* numberProblems(at);
      }
    }
  },
});

function* serviceProblems({ name: service, spec }: ReturnType<typeof serviceObjects.of>): Generator<Problem> {
  const names = new Set<string>();
  const ports = spec.ports.filter(({ place }) => place.isMap);
  for (const { place, name, port, targetPort } of ports) {
    if (!name.isWritten && ports.length > 1) {
      yield {
        message: `Port ${port.shown} of Service ${service} has no name, although there are ${ports.length} ports.`,
        at: place,
      };
    }
    yield* nameProblems(name, 63, names, service);
    yield* numberProblems(port);
    // 0 is the port itself.
    if (targetPort.data !== 0) yield* numberProblems(targetPort);
    yield* nameProblems(targetPort, 15, new Set(), service);
  }
}

function* nameProblems(at: Place, longest: number, names: Set<string>, owner: string): Generator<Problem> {
  const name = at.known;
  if (name === undefined) return;
  const legal = (longest > 15 ? dnsLabel : portName).test(name);
  if (name.length > longest)
    yield {
      message: `Port name "${name}" of ${owner} has ${name.length} characters, ${longest} are allowed.`,
      at,
    };
  else if (!legal) yield { message: `"${name}" of ${owner} is not a legal name of a port.`, at };
  else if (names.has(name)) yield { message: `Port name "${name}" of ${owner} is used twice.`, at };
  names.add(name);
}

function* numberProblems(at: Place): Generator<Problem> {
  const { data: port } = at;
  if (typeof port !== 'number' || (Number.isInteger(port) && port >= 1 && port <= 65_535)) return;
  yield { message: `${port} is not a port: ports are whole numbers from 1 to 65535.`, at };
}
