/** Longest name of a Service, in characters: a DNS label. */
const longestLabel = 63;

function withoutOuterSymbols(text: string): string {
  return text.replace(/^[^A-Za-z0-9]+/, '').replace(/[^A-Za-z0-9]+$/, '');
}

/**
 * Joins `name` and `suffix` as the operator does: what is too much is cut from the end of the name, never from the suffix.
 *
 * @param limit longest result, in characters
 * @returns the joined text without symbols at its ends (jaeger-operator 1.65.0, `pkg/util/truncate.go`)
 */
export function truncate(name: string, suffix: string, limit: number): string {
  const excess = name.length + suffix.length - limit;
  const kept = excess <= 0 ? name : name.slice(0, Math.max(0, name.length - excess));
  return withoutOuterSymbols(kept + suffix);
}

/**
 * Makes a DNS label of a text: lower case, every other character a dash, or `a` at either end
 * (jaeger-operator 1.65.0, `pkg/util/dns_name.go`).
 */
export function dnsName(text: string): string {
  const letters = [...text.toLowerCase()];
  return letters
    .map((letter, index) => {
      if (/[a-z0-9]/.test(letter)) return letter;
      return index === 0 || index === letters.length - 1 ? 'a' : '-';
    })
    .join('');
}

/** Name of the Service that the operator makes for a Jaeger resource, for instance with the suffix `-collector`. */
export function serviceName(name: string, suffix: ServiceSuffix): string {
  return dnsName(truncate(name, suffix, longestLabel));
}

/** What the operator appends to a resource's name for its Services. */
export type ServiceSuffix = '-collector' | '-collector-headless' | '-query' | '-agent';

/** Cluster-internal DNS name of a Service. */
export function serviceHost(service: string, namespace: string): string {
  return `${service}.${namespace}.svc.cluster.local`;
}

/**
 * Host to which spans of a Jaeger resource are sent, whatever its strategy: the operator's ClusterIP Service of the
 * collector, which an all-in-one has as well.
 */
export function collectorHost(name: string, namespace: string): string {
  return serviceHost(serviceName(name, '-collector'), namespace);
}
