import { groupBy } from '../../../documents';
import {
  type CollectorSubject,
  destinationOf,
  type Endpoint,
  endpointsOf,
  listenerOn,
  namespaceOf,
  type TreeSubject,
} from '../../../platform';
import { operatedCollector } from '../../frames';
import type { TreeRule } from '../../rule';

export const collectorsSendInNoCircle: TreeRule = {
  id: 'XR-21',
  title: 'Data that a collector sends never comes back to it',
  severity: 'error',
  why: 'Every span goes round without end and doubles the load until the collectors are killed.',
  fix: 'Let the last collector of the circle send to the backend.',
  appliesTo: 'tree',
  example: `${operatedCollector('front')}
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
      exporters: {otlp_http: {endpoint: "http://back-collector.observability.svc:4318"}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
  ---
${operatedCollector('back')}
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
      exporters: {otlp_http: {endpoint: "http://front-collector.observability.svc:4318"}} # ←
-     service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
+     service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}, metrics: {receivers: [otlp], exporters: [debug]}}}
`,
  *check(tree) {
    for (const cycle of cyclesOf(edgesOf(tree))) {
      const last = cycle.at(-1);
      if (last === undefined) continue;
      const route = [
        ...new Set(cycle.map(({ from }) => from.collector.title)),
        cycle[0]?.from.collector.title ?? '',
      ].join(' → ');
      yield {
        message: `${last.from.signal} go round in a circle: ${route}.`,
        path: last.endpoint.path,
        subject: last.from.collector,
      };
    }
  },
};

/** Data of one signal inside one collector. */
interface Node {
  readonly collector: CollectorSubject;
  readonly signal: string;
}

interface Edge {
  readonly from: Node;
  readonly to: Node;
  readonly endpoint: Endpoint;
}

function nodeKey({ collector, signal }: Node): string {
  return `${collector.title}\n${signal}`;
}

/** Receivers that take what an exporter of OTLP sends, by signal: only where data of the signal leaves again is it an edge. */
function edgesOf(tree: TreeSubject): readonly Edge[] {
  return tree.collectors.flatMap((collector) =>
    endpointsOf(collector).flatMap((endpoint) => {
      if (endpoint.component.class !== 'exporter') return [];
      const destination = destinationOf(tree, endpoint.address, namespaceOf(collector));
      if (destination.kind !== 'found' || destination.port === undefined) return [];
      const target = destination.service.collector;
      const port = destination.port.targetPort;
      const receiver =
        target === undefined || typeof port !== 'number' ? undefined : listenerOn(target, port)?.component;
      if (target === undefined || receiver === undefined) return [];
      const sent = collector.pipelines.filter(({ exporters }) => exporters.includes(endpoint.component.id));
      return sent.flatMap(({ signal }) =>
        target.pipelines.some((each) => each.signal === signal && each.receivers.includes(receiver.id))
          ? [{ from: { collector, signal }, to: { collector: target, signal }, endpoint }]
          : [],
      );
    }),
  );
}

/** One cycle for each edge that closes one. */
function cyclesOf(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const outgoing = groupBy(edges, ({ from }) => nodeKey(from));
  const done = new Set<string>();
  const cycles: (readonly Edge[])[] = [];
  const walk = (key: string, trail: readonly Edge[]): void => {
    for (const edge of outgoing.get(key) ?? []) {
      const next = nodeKey(edge.to);
      const route = [...trail, edge];
      const start = route.findIndex(({ from }) => nodeKey(from) === next);
      if (start >= 0) cycles.push(route.slice(start));
      else if (!done.has(next)) walk(next, route);
    }
    done.add(key);
  };
  for (const key of outgoing.keys()) if (!done.has(key)) walk(key, []);
  return cycles;
}
