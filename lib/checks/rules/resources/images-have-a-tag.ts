import { heldWorkloads } from '../../../platform';
import { workload } from '../../frames';
import { nothing, ruleOfEach } from '../../rule';

export const imagesHaveATag = ruleOfEach({
  each: heldWorkloads,
  beside: nothing,
  id: 'XR-45',
  title: 'Images are named with a tag or a digest',
  severity: 'warning',
  once: true,
  habit: true,
  why: 'Nodes pull whatever "latest" is at the time, so a restart may change what runs without a commit.',
  fix: 'Write image:tag or image@sha256:….',
  example: `${workload('Deployment', 'bank')}
-     spec: {containers: [{name: bank, image: "registry.example.com:5000/bank"}]}
+     spec: {containers: [{name: bank, image: "registry.example.com:5000/bank:1.0.0"}]}
`,
  *check({ title, containers }) {
    for (const { name, spec } of containers) {
      const image = spec.image.known ?? '';
      const [, tag] = /:([^/:]+)$/.exec(image) ?? [];
      if (image === '' || image.includes('@') || (tag !== undefined && tag !== 'latest')) continue;
      yield {
        message: `Container ${name} of ${title} runs ${image}, ${tag === undefined ? 'without tag' : 'whatever that is'}.`,
        at: spec.image,
      };
    }
  },
});
