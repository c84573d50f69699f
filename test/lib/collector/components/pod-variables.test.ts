import { customaryField } from '../../../../lib/collector/components/pod-variables';

test.each([
  ['spec.nodeName', 'K8S_NODE_NAME KUBE_NODE_NAME NODE_NAME OTEL_K8S_NODE_NAME'],
  ['status.hostIP', 'K8S_NODE_IP NODE_IP HOST_IP OTEL_K8S_NODE_IP'],
  ['status.podIP', 'MY_POD_IP K8S_POD_IP POD_IP OTEL_K8S_POD_IP'],
  ['metadata.name', 'K8S_POD_NAME POD_NAME OTEL_K8S_POD_NAME'],
  ['metadata.uid', 'K8S_POD_UID POD_UID'],
  ['metadata.namespace', 'K8S_NAMESPACE K8S_POD_NAMESPACE POD_NAMESPACE OTEL_K8S_NAMESPACE'],
  [undefined, 'HOME'],
])('%s is what %s hold by custom', (field, names) => {
  expect(new Set(names.split(' ').map(customaryField))).toEqual(new Set([field]));
});
