/** An RFC 1123 label; its length, 63 at most, is not looked at. */
export const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Labels joined by dots; their length, 253 at most, is not looked at. */
export const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** What stands in the key of a label or annotation, behind its domain; its length, 63 at most, is not looked at. */
const keyName = /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/;

/** Longest label of DNS, and longest name and value of a label of Kubernetes. */
const longestLabel = 63;

/** True for a name that Kubernetes takes for a Service or a Namespace: RFC 1123 label, at most 63 characters. */
export function isDnsLabel(text: string): boolean {
  return text.length <= longestLabel && dnsLabel.test(text);
}

/** True for a host name: labels of at most 63 characters joined by dots, 253 in all, lower case. */
export function isDnsName(text: string): boolean {
  return text.length <= 253 && text.split('.').every(isDnsLabel);
}

/** True for the key of a label or annotation: a name, perhaps behind a domain and a slash. */
export function isLabelKey(key: string): boolean {
  const [domain, name = key] = key.includes('/') ? key.split(/\/(.*)/s) : [];
  const isName = name.length <= longestLabel && keyName.test(name);
  return isName && (domain === undefined || (domain.length <= 253 && dnsSubdomain.test(domain)));
}

/** True for the value of a label, the empty one included. */
export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= longestLabel && keyName.test(value));
}

/** Of a port of a container, or what a Service or probe calls it by; its length, 15 at most, is not looked at. */
export const portName = /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** True for the name of a port of a container: at most 15 characters. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && portName.test(text);
}

/** Longest name of a Helm release, in characters (Helm 3 and 4). */
export const longestReleaseName = 53;

/** Whether Helm accepts the text as a release name: at most 53 characters, a DNS name. */
export function isReleaseName(text: string): boolean {
  return text.length <= longestReleaseName && dnsSubdomain.test(text);
}
