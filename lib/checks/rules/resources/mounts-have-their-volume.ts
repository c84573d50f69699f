import { anyObject, heldWorkloads } from '../../../platform';
import { workload } from '../../frames';
import { nameAmong } from '../../reference';
import { nothing, ruleOfEach } from '../../rule';

export const mountsHaveTheirVolume = ruleOfEach({
  each: heldWorkloads,
  beside: nothing,
  id: 'XR-35',
  title: 'Every mount names a volume of the pod',
  severity: 'error',
  why: 'The API server refuses the workload.',
  fix: 'Write the name of an entry of spec.volumes, or add the volume.',
  example: `${workload('Deployment', 'frontend')}
      spec:
        volumes: [{name: tmp, emptyDir: {}}]
-       containers: [{name: frontend, image: "frontend:1.0.0", volumeMounts: [{name: temp, mountPath: /tmp}]}]
+       containers: [{name: frontend, image: "frontend:1.0.0", volumeMounts: [{name: tmp, mountPath: /tmp}]}]
`,
  *check({ subject, title, spec, containers }) {
    const claims = anyObject(subject).place.at('spec', 'volumeClaimTemplates').items;
    const known = [
      ...spec.volumes.flatMap(({ name }) => name.value ?? []),
      ...(subject.kind === 'StatefulSet' ? claims : []).flatMap(
        (each) => each.at('metadata', 'name').text ?? [],
      ),
    ];
    for (const container of containers) {
      for (const { name } of container.spec.volumeMounts) {
        const says = `Container ${container.name} of ${title} mounts volume "${name.value}"`;
        yield* nameAmong({ from: name, among: known, says, fault: 'which the pod does not have' });
      }
    }
  },
});
