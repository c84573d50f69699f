import { hasIngress, queryBlock } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

const others = ['allInOne', 'query'] as const;

export const ingressPathIsAbsolute = jaegerRule({
  id: 'JG-12',
  title: 'A pathType of the Ingress comes with query.base-path in the block that is read',
  severity: 'error',
  why: 'Without it the operator writes an empty path, which the API server refuses for Prefix and Exact.',
  fix: 'Set the option query.base-path in the block of the effective strategy, or leave pathType out.',
  spec: `
    strategy: allinone
-   query: {options: {query: {base-path: /jaeger}}}
+   allInOne: {options: {query: {base-path: /jaeger}}}
    ingress: {hosts: [ui.example.com], pathType: Prefix} # ←
`,
  *check({ name, spec }, plain) {
    const live = queryBlock(plain);
    const sets = (block: typeof live, flag: string) => spec[block].options.value(flag) !== undefined;
    if (sets(live, 'query.base-path')) return;
    const wrong =
      others.find((block) => block !== live && sets(block, 'query.base-path')) ??
      others.find((block) => sets(block, 'base-path'));
    const { pathType } = spec.ingress;
    if (hasIngress(plain) && (pathType.value === 'Prefix' || pathType.value === 'Exact')) {
      yield {
        message: `The Ingress of Jaeger ${name} has pathType ${pathType.value}, but ${live}.options sets no query.base-path.`,
        at: pathType,
      };
    } else if (wrong !== undefined) {
      yield {
        message: `Jaeger ${name} sets a base path in ${wrong}.options that nothing reads: ${live}.options.query.base-path would be.`,
        at: spec[wrong].options.place,
        severity: 'warning',
      };
    }
  },
});
