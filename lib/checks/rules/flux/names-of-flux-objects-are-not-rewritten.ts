import { applyingKustomizations } from '../../../platform';
import { chartRelease, chartRepository, fluxKustomization } from '../../frames';
import { ruleOfEach } from '../../rule';

export const namesOfFluxObjectsAreNotRewritten = ruleOfEach({
  each: applyingKustomizations,
  id: 'FX-42',
  title: 'targetNamespace, namePrefix and nameSuffix are not used over objects of Flux',
  severity: 'warning',
  why: 'The names and namespaces that Flux objects hold of each other are not rewritten with them.',
  fix: 'Write names and namespaces into the objects themselves.',
  example: `${fluxKustomization('operators')}
    wait: true
-   namePrefix: develop-
  ---
  # file: operators/helmrelease.yaml
${chartRelease('cert-manager')}
${chartRepository}
`,
  *check({ name, spec, applies }, tree) {
    // In what was built every name is as it will be: a reference that no longer fits is a fault of its own.
    if (tree.built !== undefined || !applies.some(({ group }) => group.endsWith('.toolkit.fluxcd.io')))
      return;
    for (const at of [spec.targetNamespace, spec.namePrefix, spec.nameSuffix]) {
      if (at.isWritten) yield { message: `Kustomization ${name} sets ${at.key} over objects of Flux.`, at };
    }
  },
});
