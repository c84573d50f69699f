import { ingressBackends, ingresses } from '../../../platform';
import type { TreeRule } from '../../rule';

export const ingressRoutesAreUnique: TreeRule = {
  id: 'XR-37',
  title: 'No two rules of Ingresses route the same host and path',
  severity: 'warning',
  why: 'The controller takes one of the two, usually the older, or refuses the second.',
  fix: 'Give each backend a host or path of its own.',
  example: `  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: api, namespace: flux-system}
  spec:
    rules:
      - host: api.example.com
        http:
          paths:
            - {path: /bank, pathType: Prefix, backend: {service: {name: bank, port: {number: 80}}}}
-           - {path: /bank, pathType: Prefix, backend: {service: {name: user, port: {number: 80}}}}
+           - {path: /user, pathType: Prefix, backend: {service: {name: user, port: {number: 80}}}}
`,
  appliesTo: 'tree',
  *check(tree) {
    const seen = new Map<string, string>();
    for (const ingress of ingresses(tree)) {
      for (const { host, route, path } of ingressBackends(ingress)) {
        if (path === undefined) continue;
        const first = seen.get(`${host}\n${route}`);
        if (first === undefined) seen.set(`${host}\n${route}`, ingress.title);
        else
          yield {
            message: `${ingress.title} routes ${host}${route}, which ${first} routes already.`,
            at: path,
          };
      }
    }
  },
};
