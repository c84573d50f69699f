import { type Container, containerPorts, workloadKinds, workloadOf } from '../../../platform';
import { workloadOfContainer } from '../../frames';
import type { ObjectRule } from '../../rule';

export const containersShareNoPort: ObjectRule = {
  id: 'XR-76',
  title: 'Containers of a pod listen on ports of their own',
  severity: 'warning',
  why: 'The containers of a pod share its network: the second that opens the port fails with "address already in use".',
  fix: 'Let one of the containers listen on another port.',
  appliesTo: 'object',
  rendered: true,
  kinds: workloadKinds,
  example: `${workloadOfContainer('Deployment', 'bank')}
            ports: [{containerPort: 8080}]
          - name: proxy
            image: proxy:1.0.0
-           ports: [{containerPort: 8080}]
+           ports: [{containerPort: 8081}]
`,
  *check(subject) {
    const owners = new Map<string, Container>();
    for (const container of (workloadOf(subject)?.containers ?? []).filter(runsAllTheTime)) {
      for (const { port, protocol, path } of containerPorts(container)) {
        const key = `${port}/${protocol}`;
        const owner = owners.get(key);
        if (owner === undefined) owners.set(key, container);
        else if (owner !== container) {
          yield {
            message: `Containers ${owner.name} and ${container.name} both listen on ${key}.`,
            path,
          };
        }
      }
    }
  },
};

/** Other init containers are gone when the next one starts. */
function runsAllTheTime({ init, body }: Container): boolean {
  return !init || body.restartPolicy === 'Always';
}
