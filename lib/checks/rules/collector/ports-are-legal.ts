import { type EffectiveListener, listeners, notation } from '../../../collector/effective';
import { isOpen, isPortName } from '../../../documents';
import { portPlace } from '../../collector/service-ports';
import { withReceivers } from '../../frames';
import type { CollectorRule } from '../../rule';

export const portsAreLegal: CollectorRule = {
  id: 'LP-6',
  title: 'Port numbers lie between 1 and 65535, port names have at most 15 legal characters',
  severity: 'error',
  why: 'The collector cannot bind the address, or the API server refuses the Service.',
  fix: 'Write host:port with a port up to 65535; name ports with at most 15 lower-case letters, digits and hyphens.',
  appliesTo: 'collector',
  example: withReceivers(`
-   otlp: {protocols: {grpc: {endpoint: "0.0.0.0:43170"}, http: {endpoint: "0.0.0.0:431800"}}}
+   otlp: {protocols: {grpc: {endpoint: "0.0.0.0:43170"}, http: {endpoint: "0.0.0.0:43180"}}}
`),
  *check(subject) {
    for (const listener of listeners(subject)) {
      const fault = addressFault(listener);
      if (fault !== undefined) {
        yield { message: `${notation(listener.path)}: "${listener.address}" ${fault}.`, path: listener.path };
      }
    }
    for (const port of subject.deployment?.servicePorts ?? []) {
      if (port.name === null || isPortName(port.name)) continue;
      yield { message: `The port name "${port.name}" is not legal.`, at: portPlace(subject, port) };
    }
  },
};

function addressFault({ address, port, written }: EffectiveListener): string | undefined {
  if (!written) return undefined;
  if (port !== undefined) return port > 65535 ? 'has a port above 65535' : undefined;
  if (isOpen(address)) return undefined;
  return address.includes(':') && !/^\[[^\]]*\]$/.test(address) ? undefined : 'has no port';
}
