import { listenerKinds } from '../../collector/components';
import { type EffectiveListener, listeners, read, runningComponents } from '../../collector/effective';
import { walk } from '../../documents';
import { type CollectorSubject, type Place, type ServicePort, valuesOf } from '../../platform';

/** A Service port with the listeners behind it. */
export interface ServedPort {
  readonly port: ServicePort;
  readonly listeners: readonly EffectiveListener[];
}

/** The ports of the collector's Service whose target is a number, each with the listeners that take it. */
export function servedPorts(subject: CollectorSubject): readonly ServedPort[] {
  const all = listeners(subject);
  return (subject.deployment?.servicePorts ?? [])
    .filter(({ targetPort }) => typeof targetPort === 'number')
    .map((port) => ({
      port,
      listeners: all.filter(
        (listener) => listener.port === port.targetPort && listener.network === port.protocol.toLowerCase(),
      ),
    }));
}

/** True where a running component of which no listener is known has the number in its configuration: it may listen there. */
export function mayListen(subject: CollectorSubject, port: number): boolean {
  const text = new RegExp(`:${port}(?!\\d)`);
  const unknown = runningComponents(read(subject)).filter(
    ({ class: kind, type }) => listenerKinds(kind, type).length === 0,
  );
  return unknown.some(({ body }) =>
    [...walk(body)].some(({ value }) => value === port || (typeof value === 'string' && text.test(value))),
  );
}

/** Where a port of the chart's Service is written: in the values, or nowhere for other collectors. */
export function portPlace(collector: CollectorSubject, { name }: ServicePort): Place | undefined {
  const { helm, object } = collector;
  if (helm === undefined || object === undefined || name === null) return undefined;
  return valuesOf(collector).at('ports', name);
}
