import { normalizePath } from '../../../flux';
import { fluxTree, imageAutomations } from '../../../platform';
import { fluxKustomization, serviceAccount } from '../../frames';
import { ruleOfEach } from '../../rule';

export const automationStaysOutOfGeneratedFiles = ruleOfEach({
  each: imageAutomations,
  id: 'FX-50',
  title: 'Image automation does not write into the generated tree',
  severity: 'warning',
  why: 'The next synth writes the old tag back, and the two take turns.',
  fix: 'Let update.path point to the file with the image tags that the synth reads.',
  example: `${fluxKustomization('services')}
    wait: true
  ---
  # file: flux/automation.yaml
  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImageUpdateAutomation
  metadata: {name: images, namespace: flux-system}
  spec:
    interval: 30m
    sourceRef: {kind: GitRepository, name: flux-system}
    git: {commit: {author: {email: flux@example.com}}}
-   update: {strategy: Setters, path: ./dist/develop}
+   update: {strategy: Setters, path: ./environments}
  ---
  # file: services/account.yaml
${serviceAccount('bank')}
`,
  *check({ name, spec: { update } }, tree) {
    const { root = '' } = fluxTree(tree);
    const normal = normalizePath(update.path.value ?? '') ?? '';
    if (root === '' || normal === '') return;
    const isInside = normal === root || normal.startsWith(`${root}/`) || root.startsWith(`${normal}/`);
    if (!isInside) return;
    yield {
      message: `ImageUpdateAutomation ${name} writes into ${update.path.value}, where this tree is generated.`,
      at: update.path,
    };
  },
});
