import { findings } from '../problems';

const pod = (init: string, second: string) => `apiVersion: v1
kind: Pod
metadata: {name: bank, namespace: develop}
spec:
  initContainers: [${init}]
  containers:
    - {name: bank, image: "bank:1.0.0", ports: [{containerPort: 8080}, {containerPort: 53, protocol: UDP}]}
    - ${second}
`;
const told = (init: string, second: string) =>
  findings(pod(init, second), 'XR-76').map(({ message, path }) => [message, path]);

describe('XR-76: Containers of a pod listen on ports of their own', () => {
  it('names the second one, also where it is a sidecar that starts before', () => {
    expect(
      told('', '{name: proxy, image: "p:1", ports: [{containerPort: 9090}, {containerPort: 8080}]}'),
    ).toEqual([
      ['Containers bank and proxy both listen on 8080/TCP.', 'spec.containers[1].ports[1].containerPort'],
    ]);
    expect(
      told(
        '{name: mesh, image: "m:1", restartPolicy: Always, ports: [{containerPort: 8080}]}',
        '{name: b, image: "b:1"}',
      ),
    ).toEqual([
      ['Containers mesh and bank both listen on 8080/TCP.', 'spec.containers[0].ports[0].containerPort'],
    ]);
  });

  it('leaves other protocols, and init containers that end', () => {
    expect(told('', '{name: dns, image: "d:1", ports: [{containerPort: 53}]}')).toEqual([]);
    expect(
      told('{name: migrate, image: "m:1", ports: [{containerPort: 8080}]}', '{name: b, image: "b:1"}'),
    ).toEqual([]);
  });
});
