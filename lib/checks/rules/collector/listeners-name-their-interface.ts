import { isEveryInterface, listeners, notation } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const listenersNameTheirInterface: CollectorRule = {
  id: 'LP-5',
  title: 'Listeners are bound to the pod’s address rather than to every interface',
  severity: 'advice',
  why: 'On the host’s network every interface of the node is opened with it.',
  fix: 'Write ${env:MY_POD_IP} for the host, with the variable from status.podIP.',
  appliesTo: 'collector',
  example: `  receivers:
-   otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}
+   otlp: {protocols: {grpc: {endpoint: "\${env:MY_POD_IP}:4317"}}}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    for (const { path, host, address, written } of listeners(subject)) {
      if (!written || !isEveryInterface(host) || !subject.isWritten(path)) continue;
      yield { message: `${notation(path)} listens on ${address}, on every interface.`, path };
    }
  },
};
