/** Names that configurations commonly use for what only the pod knows, with the field that holds it. */
const fields: { readonly [field: string]: readonly string[] } = {
  'spec.nodeName': ['K8S_NODE_NAME', 'KUBE_NODE_NAME', 'NODE_NAME', 'OTEL_K8S_NODE_NAME'],
  'status.hostIP': ['K8S_NODE_IP', 'NODE_IP', 'HOST_IP', 'OTEL_K8S_NODE_IP'],
  'status.podIP': ['MY_POD_IP', 'K8S_POD_IP', 'POD_IP', 'OTEL_K8S_POD_IP'],
  'metadata.name': ['K8S_POD_NAME', 'POD_NAME', 'OTEL_K8S_POD_NAME'],
  'metadata.uid': ['K8S_POD_UID', 'POD_UID'],
  'metadata.namespace': ['K8S_NAMESPACE', 'K8S_POD_NAMESPACE', 'POD_NAMESPACE', 'OTEL_K8S_NAMESPACE'],
};

const byName = new Map(
  Object.entries(fields).flatMap(([field, names]) => names.map((name) => [name, field] as const)),
);

/** The field of the pod that a variable of this name holds by custom; undefined where there is no such custom. */
export function customaryField(variable: string): string | undefined {
  return byName.get(variable);
}
