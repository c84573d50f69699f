import { isLoopback } from '../../../collector/effective';
import { servedPorts } from '../../collector/service-ports';
import { collectorValues } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const servedPortsAreReachable = ruleOfCollector({
  each: servedPorts,
  id: 'LP-4',
  title: 'What a Service exposes is not bound to localhost',
  severity: 'error',
  why: 'The listener takes connections from inside the pod only: every connection through the Service is refused.',
  fix: 'Bind it to ${env:MY_POD_IP}, or to 0.0.0.0.',
  example: `${collectorValues('collector')}
      config:
-       receivers: {otlp: {protocols: {http: {endpoint: "localhost:4318"}}}}
+       receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
`,
  *check({ port, listeners }, { version, deployment }) {
    if (!listeners.every(({ host }) => isLoopback(host))) return;
    for (const { path, address, component, written } of listeners) {
      // The default of the own metrics changed with the releases.
      const isCertain = written || component !== undefined || version !== undefined;
      yield problemAt(
        path,
        `listens on ${address}${written ? '' : ' by default'}, and port ${port.port} of Service ${deployment?.serviceName} leads there`,
        isCertain ? {} : { severity: 'warning' },
      );
    }
  },
});
