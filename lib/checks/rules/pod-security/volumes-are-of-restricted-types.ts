import { podSecurityRule, shown } from '../../pod-security/control';

const admitted =
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');

export const volumesAreOfRestrictedTypes = podSecurityRule({
  level: 'restricted',
  id: 'PS-13',
  title: 'Volumes are of the types that the level restricted admits',
  fix: 'Take one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret, or lower the level of the namespace.',
  container: `
            securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
-       volumes: [{name: data, nfs: {server: files, path: /data}}]
+       volumes: [{name: data, emptyDir: {}}]
`,
  *violations(pod) {
    for (const volume of pod.at('volumes').items) {
      if (admitted.some((type) => volume.at(type).isSet)) continue;
      const type = volume.keys.find((key) => key !== 'name');
      const found = type === undefined ? 'of no type' : `of type ${type}`;
      yield {
        what: `volume ${shown(volume.at('name'))} is ${found}`,
        at: type === undefined ? volume : volume.at(type),
      };
    }
  },
});
