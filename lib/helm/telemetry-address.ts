import { sortedEntries, type Table, withKey, withoutKey } from './data';
import { inEffect } from './model';
import { changes } from './model/changes';
import { printed, valueAt } from './names';
import { unquoted } from './scalar';
import { field, fill, table, text, truthy } from './template';
import type { Release } from './version';

const at = 'config.service.telemetry';

/**
 * The address on which older collectors served their own metrics, as a reader of the newer ones (0.121.0 to 0.160.0).
 * Of a written reader and the address, the reader won up to 0.122.2, and the address from then on.
 */
export function withReaderOfAddress(config: Table, release: Release): Table {
  const address = valueAt(release, 'config', 'service', 'telemetry', 'metrics', 'address');
  if (!truthy(address)) return config;
  const [host = '', port] = partsOf(text(address, `${at}.metrics.address`));
  const service = table(field(config, ['service'], 'config'), 'config.service');
  const telemetry = table(field(service, ['telemetry'], 'config.service'), at);
  const metrics = table(field(telemetry, ['metrics'], at), `${at}.metrics`);
  const without = withKey(telemetry, 'metrics', withoutKey(metrics, 'address'));
  const reader = readerAt(host, port, release);
  const wins = inEffect(release, changes.resourceLabels);
  return withKey(
    config,
    'service',
    withKey(service, 'telemetry', wins ? fill(reader, without) : fill(without, reader)),
  );
}

/** The colon of `${env:…}` does not part host and port. */
function partsOf(address: string): string[] {
  return address
    .replaceAll('{env:', '{env!')
    .split(':')
    .map((part, position) => (position === 0 ? part.replaceAll('{env!', '{env:') : part));
}

function readerAt(host: string, port: string | undefined, release: Release): Table {
  const [printedHost, printedPort] = [unquoted(host), unquoted(port ?? '')];
  const labels = inEffect(release, changes.resourceLabels) ? resourceKeys(release) : [];
  for (const part of [printedHost, printedPort]) {
    if ('broken' in part)
      return { Error: `error converting YAML to JSON: ${complaint(host, labels, part.broken)}` };
  }
  const prometheus: Table = {
    host: 'value' in printedHost ? printedHost.value : null,
    port: 'value' in printedPort ? printedPort.value : null,
  };
  if (labels.length > 0) {
    const included = labels.map((label) => {
      const read = unquoted(label);
      return 'value' in read ? read.value : label;
    });
    prometheus.with_resource_constant_labels = { included };
  }
  return { metrics: { readers: [{ pull: { exporter: { prometheus } } }] } };
}

/** What the parser says of a host that is no YAML; its words are those of an IPv6 address, `[::1]:8888`, where it is one. */
function complaint(host: string, labels: readonly string[], otherwise: string): string {
  if (host === '[')
    return `yaml: line 7: did not find expected ${labels.length > 0 ? "',' or ']'" : 'node content'}`;
  if (host === '*') return 'yaml: line 6: did not find expected alphabetic or numeric character';
  return otherwise;
}

function resourceKeys(release: Release): string[] {
  const resource = valueAt(release, 'config', 'service', 'telemetry', 'resource');
  if (!truthy(resource)) return [];
  return sortedEntries(table(resource, `${at}.resource`)).map(([key]) => printed(key));
}
