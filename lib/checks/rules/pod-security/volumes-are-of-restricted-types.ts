import { field, isMap, items } from '../../../documents';
import { isSet, podSecurityRule, shown } from '../../pod-security/control';

const admitted =
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');

export const volumesAreOfRestrictedTypes = podSecurityRule(
  {
    id: 'PS-13',
    title: 'Volumes are of the types that the level restricted admits',
    fix: 'Take one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret, or lower the level of the namespace.',
    example: `  apiVersion: v1
  kind: Namespace
  metadata: {name: monitoring, labels: {pod-security.kubernetes.io/enforce: restricted}}
  ---
  apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: agent, namespace: monitoring}
  spec:
    selector: {matchLabels: {app: agent}}
    template:
      metadata: {labels: {app: agent}}
      spec:
        containers:
          - name: agent
            image: agent:1.0.0
            securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
-       volumes: [{name: data, nfs: {server: files, path: /data}}]
+       volumes: [{name: data, emptyDir: {}}]
`,
  },
  {
    level: 'restricted',
    *violations(pod) {
      for (const [position, volume] of items(pod.spec.volumes).entries()) {
        if (admitted.some((type) => isSet(field(volume, type)))) continue;
        const type = isMap(volume) ? Object.keys(volume).find((key) => key !== 'name') : undefined;
        yield {
          what: `volume ${shown(field(volume, 'name'))} is ${type === undefined ? 'of no type' : `of type ${type}`}`,
          path: pod.fieldPath('volumes', position, ...(type === undefined ? [] : [type])),
        };
      }
    },
  },
);
