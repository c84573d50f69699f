import { applyingKustomizations } from '../../../platform';
import { fluxKustomization } from '../../frames';
import { ruleOfEach } from '../../rule';

/** Namespaces that a cluster cannot lose. */
const vital = new Set(['flux-system', 'kube-system', 'default', 'kube-public', 'kube-node-lease']);

export const namespacesKeepTheirName = ruleOfEach({
  each: applyingKustomizations,
  id: 'FX-53',
  title: 'targetNamespace does not stand over a Namespace of another name',
  severity: 'error',
  why: 'kustomize renames the Namespace too: the one that is written never comes, and pruning removes the target with all that is in it.',
  fix: 'Give the Namespace a Kustomization of its own without targetNamespace, or name the target as it is called.',
  example: `${fluxKustomization('web')}
-   targetNamespace: flux-system
+   targetNamespace: web
  ---
  # file: web/namespace.web.yaml
  apiVersion: v1
  kind: Namespace
  metadata: {name: web, annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}}
`,
  *check({ name, spec: { targetNamespace, prune }, applies }, tree) {
    const target = targetNamespace.known;
    if (target === undefined) return;
    for (const subject of applies) {
      if (subject.group !== '' || subject.kind !== 'Namespace') continue;
      const written = tree.built === undefined ? subject.name : subject.writtenName?.();
      if (written === undefined || written === target || isPlaceholder(written)) continue;
      yield {
        message: `Kustomization ${name} sets targetNamespace ${target}, which renames Namespace ${written} to ${target}.`,
        at: targetNamespace,
        severity: vital.has(target) && prune.value !== false ? undefined : 'warning',
      };
    }
  },
});

/** A name that is there to be replaced. */
function isPlaceholder(name: string): boolean {
  return /^(?:_|not-used|unused|placeholder|this-will-be-overwritten|x+)$/.test(name);
}
