import { listenerKinds } from '../../collector/components';
import { type EffectiveListener, listeners, read, runningComponents } from '../../collector/effective';
import { walk } from '../../documents';
import { type CollectorSubject, type Place, type ServicePort, valuesOf } from '../../platform';
import type { ValuesPatch } from '../finding';
import { nested } from './release-patch';

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
function mayListen(subject: CollectorSubject, port: number): boolean {
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

/** The ports behind which nothing listens. */
export function idlePorts(subject: CollectorSubject): readonly ServicePort[] {
  return servedPorts(subject)
    .filter(({ listeners }) => listeners.length === 0)
    .map(({ port }) => port)
    .filter(({ targetPort }) => !mayListen(subject, Number(targetPort)));
}

/**
 * Values under which the chart makes no Service. None where something leads to the Service from outside: the chart makes it
 * for an Ingress whatever the values say, and a route would lead to nothing.
 */
export function withoutService({ deployment }: CollectorSubject): ValuesPatch | undefined {
  return deployment?.exposed === true ? undefined : { write: { service: { enabled: false } } };
}

/**
 * Values under which the chart does not open a port of its Service, or makes no Service where none of its ports would be left.
 * What an author opened, or leads to from outside, is the author's to say.
 */
export function withoutPort(subject: CollectorSubject, port: ServicePort): ValuesPatch | undefined {
  const isTheCharts = (one: ServicePort) => portPlace(subject, one)?.isWritten === false;
  if (!isTheCharts(port) || subject.deployment?.exposed === true) return undefined;
  const idle = idlePorts(subject).filter(isTheCharts);
  return idle.length === subject.deployment?.servicePorts.length
    ? withoutService(subject)
    : { write: nested(['ports', `${port.name}`, 'enabled'], false) };
}
