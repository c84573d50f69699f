import { objectTitle, workloadKinds, workloadOf } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const imagesHaveATag: ObjectRule = {
  id: 'XR-45',
  title: 'Images are named with a tag or a digest',
  severity: 'warning',
  once: true,
  habit: true,
  why: 'Nodes pull whatever "latest" is at the time, so a restart may change what runs without a commit.',
  fix: 'Write image:tag or image@sha256:….',
  appliesTo: 'object',
  rendered: true,
  kinds: workloadKinds,
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
-     spec: {containers: [{name: bank, image: "registry.example.com:5000/bank"}]}
+     spec: {containers: [{name: bank, image: "registry.example.com:5000/bank:1.0.0"}]}
`,
  *check(subject) {
    for (const { name, body, path } of workloadOf(subject)?.containers ?? []) {
      const { image } = body;
      if (typeof image !== 'string' || image === '' || image.includes('$')) continue;
      if (image.includes('@')) continue;
      const [, tag] = /:([^/:]+)$/.exec(image) ?? [];
      if (tag !== undefined && tag !== 'latest') continue;
      yield {
        message: `Container ${name} of ${objectTitle(subject)} runs ${image}, ${tag === undefined ? 'without tag' : 'whatever that is'}.`,
        path: [...path, 'image'],
      };
    }
  },
};
