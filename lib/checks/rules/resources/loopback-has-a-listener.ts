import { isLoopback } from '../../../collector/effective';
import {
  type EnvironmentAddress,
  environmentAddresses,
  isCollectorImage,
  type Workload,
} from '../../../platform';
import { workloadOfContainer } from '../../frames';
import type { TreeRule } from '../../rule';

export const loopbackHasAListener: TreeRule = {
  id: 'XR-60',
  title: 'A service that sends its telemetry to its own pod has a collector there',
  severity: 'warning',
  why: 'localhost and 0.0.0.0 mean the pod itself: nobody listens there, and every span of the service is dropped.',
  fix: 'Write the address of a collector’s Service, or of the node (status.hostIP) where an agent listens on it.',
  appliesTo: 'tree',
  example: `${workloadOfContainer('Deployment', 'bank')}
            env:
-             - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://localhost:4318"}
+             - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://gateway-collector.observability:4318"}
`,
  *check(tree) {
    for (const found of environmentAddresses(tree)) {
      const { workload, entry, text, address, use } = found;
      if (use === 'other' || !meansThePod(address.host) || mayListen(found)) continue;
      yield {
        message: `${entry.name} of ${workload.name} names "${text}", but no container of its pod listens there.`,
        path: entry.path,
        subject: workload.subject,
      };
    }
  },
};

function meansThePod(host: string): boolean {
  return isLoopback(host) || ['0.0.0.0', '[::]', '::'].includes(host);
}

/** Another container that may be the receiver, one that is injected, or the node's own network. */
function mayListen({ workload, container, address }: EnvironmentAddress): boolean {
  if (workload.spec.hostNetwork.value === true || isInjected(workload)) return true;
  if (isCollectorImage(container.spec.image.value ?? '')) return true;
  if (workload.ports.some(({ port }) => port === address.port)) return true;
  const others = workload.containers.filter(
    ({ init, name, spec }) => name !== container.name && (!init || spec.restartPolicy.value === 'Always'),
  );
  // Ports need not be declared: a container that declares none may listen anywhere.
  return others.some(({ spec }) => spec.ports.length === 0);
}

function isInjected({ metadata }: Workload): boolean {
  const { data, isWritten } = metadata.at('annotations', 'sidecar.opentelemetry.io/inject');
  return isWritten && data !== 'false' && data !== false;
}
