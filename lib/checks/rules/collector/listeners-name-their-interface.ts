import { isEveryInterface, listeners } from '../../../collector/effective';
import { withReceivers } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const listenersNameTheirInterface = ruleOfCollector({
  each: listeners,
  id: 'LP-5',
  title: 'Listeners are bound to the pod’s address rather than to every interface',
  severity: 'advice',
  why: 'On the host’s network every interface of the node is opened with it.',
  fix: 'Write ${env:MY_POD_IP} for the host, with the variable from status.podIP.',
  example: withReceivers(`
-   otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}
+   otlp: {protocols: {grpc: {endpoint: "\${env:MY_POD_IP}:4317"}}}
`),
  *check({ path, host, address, written }, { isWritten }) {
    if (written && isEveryInterface(host) && isWritten(path))
      yield problemAt(path, `listens on ${address}, on every interface`);
  },
});
