import { type Data, field, ownValue } from '../../documents';
import type { ComponentClass } from '../handles';
import type { ComponentCard, Deed, Transport } from './card';
import { connectors } from './connectors';
import { exporters } from './exporters';
import { extensions } from './extensions';
import type { ListenerKind } from './listens';
import { processors } from './processors';
import { receivers } from './receivers';
import type { Need } from './rights';

export type {
  Authentication,
  ComponentCard,
  Deed,
  ExtensionRole,
  ExtensionUse,
  FolderNeed,
  PodNeeds,
  Sending,
  Transport,
} from './card';
export { transportTitles } from './card';
export { healthPort, type ListenerKind, otlpPorts, queryPorts, samplingPorts } from './listens';
export type { Need } from './rights';

/** Cards by class and canonical type. */
export const cards: {
  readonly [componentClass in ComponentClass]: { readonly [type: string]: ComponentCard };
} = {
  receiver: receivers,
  processor: processors,
  exporter: exporters,
  connector: connectors,
  extension: extensions,
};

/** What is known of a component beyond its fields; undefined where nothing is. */
export function cardOf(componentClass: ComponentClass, type: string): ComponentCard | undefined {
  const ofClass = cards[componentClass];
  return ownValue(ofClass, type);
}

/** What a component of a canonical type listens on; empty for types that listen on nothing or are not known to. */
export function listenerKinds(componentClass: ComponentClass, type: string): readonly ListenerKind[] {
  return cardOf(componentClass, type)?.listens ?? [];
}

/** Whether a component does one of some things to the data that passes it; false where nothing is known of it. */
export function does(
  component: { readonly class: ComponentClass; readonly type: string } | undefined,
  ...deeds: readonly Deed[]
): boolean {
  const known = component && cardOf(component.class, component.type)?.does;
  return known?.some((deed) => deeds.includes(deed)) === true;
}

/** What an exporter of OTLP speaks it over; undefined for every other component. */
export function otlpOver({
  class: componentClass,
  type,
}: {
  readonly class: ComponentClass;
  readonly type: string;
}): Transport | undefined {
  const sends = componentClass === 'exporter' ? cardOf('exporter', type)?.sends : undefined;
  return sends?.otlp === true ? sends.over : undefined;
}

/** Whether an extension of a canonical type answers the kubelet's questions after the collector's health. */
export function answersProbes(type: string): boolean {
  return listenerKinds('extension', type).some(({ audience }) => audience === 'probes');
}

/**
 * Rights at the Kubernetes API that a component needs; empty where it does not act as the pod's ServiceAccount, and where
 * a variable decides whether it does.
 *
 * @param release of the collector that runs it; absent: the newest
 */
export function rightsOf(
  { class: componentClass, type, body }: { class: ComponentClass; type: string; body: Data },
  release?: string,
): readonly Need[] {
  const card = cardOf(componentClass, type);
  if (card?.rights === undefined) return [];
  const written = field(body, 'auth_type') ?? card.authenticatesAs ?? 'serviceAccount';
  return written === 'serviceAccount' ? card.rights(body, release) : [];
}
