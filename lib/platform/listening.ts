import { otlpPorts } from '../collector/components';
import { type EffectiveListener, listeners } from '../collector/effective';
import { at, field, isSet, once } from '../documents';
import { option } from '../jaeger';
import { jaegerSpec, type ProvidedPort, type ProvidedService } from './services';
import type { CollectorSubject } from './subject';

/** What is known of the server behind a port of a Service. */
export interface Server {
  /** Protocol of an OTLP server; absent for any other or unknown server. */
  readonly otlp?: 'grpc' | 'http';
  /** False where it certainly speaks plain text. */
  readonly tls?: boolean;
  /** What listens, for messages. */
  readonly title: string;
}

const listenersOf: (collector: CollectorSubject) => readonly EffectiveListener[] = once((collector) =>
  listeners(collector),
);

/** Listener of a collector on a TCP port; undefined where none is known. */
export function listenerOn(collector: CollectorSubject, port: number): EffectiveListener | undefined {
  return listenersOf(collector).find((each) => each.port === port && each.network === 'tcp');
}

/** Whether every listener of a collector has a known port. */
export function knowsListeners(collector: CollectorSubject): boolean {
  return listenersOf(collector).every((each) => each.port !== undefined);
}

function collectorServer(collector: CollectorSubject, listener: EffectiveListener): Server {
  const { component, application, title } = listener;
  if (component?.type !== 'otlp' || application === undefined) return { title };
  const protocol = at(component.body, ['protocols', application]);
  return { otlp: application, tls: isSet(field(protocol, 'tls')), title: `${title} of ${collector.title}` };
}

/** Server behind a port: a receiver of a collector of the tree, or Jaeger's own. Undefined where nothing is known of it. */
export function serverBehind(service: ProvidedService, port: ProvidedPort): Server | undefined {
  if (service.collector !== undefined && typeof port.targetPort === 'number') {
    const listener = listenerOn(service.collector, port.targetPort);
    return listener === undefined ? undefined : collectorServer(service.collector, listener);
  }
  if (service.origin !== 'jaeger' || service.object === undefined) return undefined;
  const protocol = (['grpc', 'http'] as const).find((each) => otlpPorts[each] === port.port);
  if (protocol === undefined) return { title: `port ${port.name ?? port.port} of Jaeger` };
  const spec = jaegerSpec(service.object);
  const flag = `collector.otlp.${protocol}.tls.enabled`;
  const tls = ['allInOne', 'collector'].some(
    (block) => option(field(spec[block], 'options'), flag) === 'true',
  );
  return { otlp: protocol, tls, title: `OTLP of Jaeger ${service.object.name}` };
}
