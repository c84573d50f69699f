import { type EffectiveListener, hostsOverlap, listeners, notation } from '../../../collector/effective';
import { withReceivers } from '../../frames';
import type { CollectorRule } from '../../rule';

export const listenersDoNotClash: CollectorRule = {
  id: 'LP-1',
  title: 'No two listeners of a collector take the same port',
  severity: 'error',
  why: 'The second one cannot bind its address, and the collector stops.',
  fix: 'Give one of the two another port.',
  appliesTo: 'collector',
  example: withReceivers(`
-   otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}, http: {endpoint: "0.0.0.0:4317"}}}
+   otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}, http: {endpoint: "0.0.0.0:4318"}}}
`),
  *check(subject) {
    const byPort = new Map<string, EffectiveListener[]>();
    for (const listener of listeners(subject)) {
      if (listener.port === undefined || listener.port === 0) continue;
      const key = `${listener.network}/${listener.port}`;
      const others = byPort.get(key) ?? [];
      const earlier = others.find((other) => hostsOverlap(other.host, listener.host));
      if (earlier !== undefined) yield clash(earlier, listener);
      // One of several overlapping listeners is enough to find every later one.
      if (others.length < 8) byPort.set(key, [...others, listener]);
    }
  },
};

/** The later one is at fault, unless only the earlier one was written. */
function clash(
  earlier: EffectiveListener,
  later: EffectiveListener,
): { message: string; path: EffectiveListener['path'] } {
  const [kept, blamed] = later.written || !earlier.written ? [earlier, later] : [later, earlier];
  const own = (listener: EffectiveListener) => (listener.written ? '' : ' by default');
  return {
    message: `${notation(blamed.path)} listens on ${blamed.address}${own(blamed)}, which ${notation(kept.path)} takes${own(kept)} with ${kept.address}.`,
    path: blamed.path,
  };
}
