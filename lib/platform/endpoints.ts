import { does } from '../collector/components';
import type { Component } from '../collector/effective';
import { type Data, entries, field, isMap, items, knownText, type Path } from '../documents';
import { type Address, parseAddress } from './addresses';
import type { CollectorSubject } from './subject';

/** An address that a component of a collector connects to. */
export interface Endpoint {
  readonly component: Component;
  /** Place of the text in the configuration. */
  readonly path: Path;
  readonly text: string;
  readonly address: Address;
}

const addressKeys =
  /^(?:endpoint|endpoints|[a-z]+_endpoint|url|urls|brokers|server_url|dsn|address|hostname)$/;

/** Maps below an exporter that hold no address of the backend. */
const otherMaps = new Set([
  'headers',
  'tls',
  'auth',
  'sending_queue',
  'retry_on_failure',
  'resolver',
  'protocol',
]);

function* addressTexts(data: Data, path: Path): Generator<{ text: string; path: Path }> {
  for (const [key, value] of entries(data)) {
    const place = [...path, key];
    if (isMap(value)) {
      if (!otherMaps.has(key)) yield* addressTexts(value, place);
    } else if (addressKeys.test(key)) {
      const text = knownText(value);
      if (text !== undefined && text !== '') yield { text, path: place };
      for (const [index, item] of items(value).entries()) {
        const listed = knownText(item);
        if (listed !== undefined) yield { text: listed, path: [...place, index] };
      }
    }
  }
}

function* scrapeTargets(component: Component): Generator<{ text: string; path: Path }> {
  const base = [...component.path, 'config', 'scrape_configs'];
  const configs = items(field(field(component.body, 'config'), 'scrape_configs'));
  for (const [job, config] of configs.entries()) {
    for (const [group, statics] of items(field(config, 'static_configs')).entries()) {
      for (const [index, target] of items(field(statics, 'targets')).entries()) {
        const text = knownText(target);
        if (text !== undefined)
          yield { text, path: [...base, job, 'static_configs', group, 'targets', index] };
      }
    }
  }
}

/**
 * Addresses that exporters and scraping receivers of a collector connect to, as far as they are known text. Ids of
 * components that no pipeline names are left out.
 */
export function endpointsOf(collector: CollectorSubject): readonly Endpoint[] {
  const exporters = new Set(collector.pipelines.flatMap((pipeline) => pipeline.exporters));
  const receivers = new Set(collector.pipelines.flatMap((pipeline) => pipeline.receivers));
  const found: Endpoint[] = [];
  for (const component of collector.components) {
    const texts =
      component.class === 'exporter' && exporters.has(component.id) && !does(component, 'staysInPod')
        ? addressTexts(component.body, component.path)
        : component.class === 'receiver' && receivers.has(component.id) && component.type === 'prometheus'
          ? scrapeTargets(component)
          : [];
    for (const { text, path } of texts) {
      const address = parseAddress(text);
      if (address !== undefined) found.push({ component, path, text, address });
    }
  }
  return found;
}

/** Namespace from which a collector resolves names. */
export function namespaceOf(collector: CollectorSubject): string {
  return collector.deployment?.namespace ?? collector.object?.namespace ?? 'default';
}
