import { type Data, didYouMean, field, isMap, items } from '../../../documents';
import { objectTitle, workloadKinds, workloadOf } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const mountsHaveTheirVolume: ObjectRule = {
  id: 'XR-35',
  title: 'Every mount names a volume of the pod',
  severity: 'error',
  why: 'The API server refuses the workload.',
  fix: 'Write the name of an entry of spec.volumes, or add the volume.',
  appliesTo: 'object',
  rendered: true,
  kinds: workloadKinds,
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: frontend, namespace: develop}
  spec:
    selector: {matchLabels: {app: frontend}}
    template:
      metadata: {labels: {app: frontend}}
      spec:
        volumes: [{name: tmp, emptyDir: {}}]
-       containers: [{name: frontend, image: "frontend:1.0.0", volumeMounts: [{name: temp, mountPath: /tmp}]}]
+       containers: [{name: frontend, image: "frontend:1.0.0", volumeMounts: [{name: tmp, mountPath: /tmp}]}]
`,
  *check(subject) {
    const workload = workloadOf(subject);
    if (workload === undefined) return;
    const claims =
      subject.kind === 'StatefulSet' ? items(field(subject.object.spec, 'volumeClaimTemplates')) : [];
    const names = [
      ...items(workload.podSpec.volumes).map(nameOf),
      ...claims.map((claim) => nameOf(field(claim, 'metadata') ?? null)),
    ];
    const known = new Set(names);
    for (const { name, body, path } of workload.containers) {
      for (const [index, mount] of items(body.volumeMounts).entries()) {
        const volume = field(mount, 'name');
        if (typeof volume !== 'string' || known.has(volume)) continue;
        yield {
          message: `Container ${name} of ${objectTitle(subject)} mounts volume "${volume}", which the pod does not have${didYouMean(volume, [...known])}.`,
          path: [...path, 'volumeMounts', index, 'name'],
        };
      }
    }
  },
};

function nameOf(data: Data): string {
  return isMap(data) && typeof data.name === 'string' ? data.name : '';
}
