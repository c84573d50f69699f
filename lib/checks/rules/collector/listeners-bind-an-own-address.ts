import { type EffectiveListener, listeners } from '../../../collector/effective';
import { isOpen } from '../../../documents';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const listenersBindAnOwnAddress = ruleOfCollector({
  each: listeners,
  id: 'LP-8',
  title: 'A listener is bound to an address of its own pod, not to the name of a Service',
  severity: 'warning',
  why: 'The name resolves to an address that the pod does not have: the collector cannot bind it and stops. An exporter that waits to be scraped does not send either.',
  fix: 'Write 0.0.0.0 or ${env:MY_POD_IP} for the host; to send to that server, use an exporter that sends.',
  example: withExporter(
    `
-   prometheus: {endpoint: "prometheus-server.monitoring.svc:9090"}
+   prometheus: {endpoint: "0.0.0.0:9090"}
`,
    'metrics',
  ),
  *check(listener, { deployment }) {
    const { path, host, address } = listener;
    if (namesAnother(listener) && (deployment !== undefined || /\.svc(?:\.|$)/.test(host)))
      yield problemAt(path, `listens on ${address}, which is the name of another host`);
  },
});

/** A name of several labels; one label may be the own host name. */
function namesAnother({ host, written }: EffectiveListener): boolean {
  const isName = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+\.?$/i.test(host);
  return written && !isOpen(host) && isName && !/^localhost\b/i.test(host);
}
