import { at } from '../../../documents';
import { block, hasIngress, option, queryBlock } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

const others = ['allInOne', 'query'] as const;

export const ingressPathIsAbsolute: ObjectRule = {
  id: 'JG-12',
  title: 'A pathType of the Ingress comes with query.base-path in the block that is read',
  severity: 'error',
  why: 'Without it the operator writes an empty path, which the API server refuses for Prefix and Exact.',
  fix: 'Set the option query.base-path in the block of the effective strategy, or leave pathType out.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: allinone
-   query: {options: {query: {base-path: /jaeger}}}
+   allInOne: {options: {query: {base-path: /jaeger}}}
    ingress: {hosts: [ui.example.com], pathType: Prefix} # ←
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const live = queryBlock(spec);
    const path = option(block(spec, live).options, 'query.base-path');
    const misplaced = others.find(
      (name) => name !== live && option(block(spec, name).options, 'query.base-path') !== undefined,
    );
    const wrongKey = others.find((name) => option(block(spec, name).options, 'base-path') !== undefined);
    const type = at(spec.ingress, ['pathType']);
    if (path !== undefined) return;
    if (hasIngress(spec) && (type === 'Prefix' || type === 'Exact')) {
      yield {
        message: `The Ingress of Jaeger ${subject.name} has pathType ${type}, but ${live}.options sets no query.base-path.`,
        path: ['spec', 'ingress', 'pathType'],
      };
    } else if (misplaced !== undefined || wrongKey !== undefined) {
      const name = misplaced ?? wrongKey ?? live;
      yield {
        message: `Jaeger ${subject.name} sets a base path in ${name}.options that nothing reads: ${live}.options.query.base-path would be.`,
        path: ['spec', name, 'options'],
        severity: 'warning',
      };
    }
  },
};
