import {
  type Component,
  type EffectiveListener,
  isLoopback,
  listeners,
  notation,
} from '../../../collector/effective';
import { type CollectorSubject, valuesOf } from '../../../platform';
import { collectorValues } from '../../frames';
import type { CollectorRule } from '../../rule';

export const listenersAreServed: CollectorRule = {
  id: 'LP-2',
  title: 'The port of a receiver, and of an exporter that is scraped, is a port of the collector’s Service',
  severity: 'warning',
  why: 'Nobody reaches the component through the Service: connections to that port are refused.',
  fix: 'Add the port to the Service (ports.<name> in the chart’s values), or remove the component.',
  appliesTo: 'collector',
  example: `${collectorValues('collector')}
+     ports: {otlp-http: {containerPort: 14318, servicePort: 14318}}
      config:
        receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:14318"}}}} # ←
`,
  *check(subject) {
    const { deployment } = subject;
    // A Service without any port is HF-17’s.
    if (deployment?.serviceName === undefined || deployment.servicePorts.length === 0) return;
    const served = new Set(
      deployment.servicePorts.map(({ targetPort, protocol }) => `${protocol.toLowerCase()}/${targetPort}`),
    );
    // Named target ports say nothing of their number.
    if (deployment.servicePorts.some(({ targetPort }) => typeof targetPort === 'string')) return;
    const own = listeners(subject).filter(
      ({ component, port, host }) =>
        port !== undefined &&
        port !== 0 &&
        !isLoopback(host) &&
        (component?.class === 'receiver' || isScraped(subject, component, port)),
    );
    const isServed = ({ network, port }: EffectiveListener) => served.has(`${network}/${port}`);
    for (const listener of own.filter((each) => !isServed(each))) {
      // A receiver of which another port is served may be meant to be reached there only.
      const isPartly = own.some((each) => each.component === listener.component && isServed(each));
      yield {
        message: `${notation(listener.path)}: no port of Service ${deployment.serviceName} leads to ${listener.port}.`,
        path: listener.path,
        // Nor does anybody miss a receiver that only the chart wrote.
        ...(isPartly || !subject.isWritten(listener.path) ? { severity: 'advice' as const } : {}),
      };
    }
  },
};

/** An exporter that waits to be scraped, where nothing sends the scraper to its pod. */
function isScraped(collector: CollectorSubject, component: Component | undefined, port: number): boolean {
  if (component?.class !== 'exporter') return false;
  const { helm, origin, deployment } = collector;
  if (helm === undefined) return origin === 'configMap' && deployment?.isScrapedAsPod === false;
  return valuesOf(collector).at('podAnnotations', 'prometheus.io/port').shown !== `${port}`;
}
