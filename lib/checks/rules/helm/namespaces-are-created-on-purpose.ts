import { helmReleases } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const namespacesAreCreatedOnPurpose = ruleOfEach({
  each: helmReleases,
  id: 'FX-19',
  title: 'createNamespace stands beside a targetNamespace',
  severity: 'warning',
  habit: true,
  why: 'Without targetNamespace the field has no effect.',
  fix: 'Write targetNamespace, or remove createNamespace and bring the Namespace as an object.',
  example: `${chartRelease('cert-manager')}
+   targetNamespace: certificates
    install: {createNamespace: true} # ←
${chartRepository}
`,
  *check({ name, spec: { install, targetNamespace } }) {
    if (install.createNamespace.value !== true || targetNamespace.isWritten) return;
    yield {
      message: `install.createNamespace of HelmRelease ${name} does nothing without targetNamespace.`,
      at: install.createNamespace,
    };
  },
});
