import { ingressBackends, objectTitle } from '../../../platform';
import type { TreeRule } from '../../rule';

export const ingressRoutesAreUnique: TreeRule = {
  id: 'XR-37',
  title: 'No two rules of Ingresses route the same host and path',
  severity: 'warning',
  why: 'The controller takes one of the two, usually the older, or refuses the second.',
  fix: 'Give each backend a host or path of its own.',
  appliesTo: 'tree',
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
  *check(tree) {
    const seen = new Map<string, string>();
    for (const subject of tree.all('networking.k8s.io', 'Ingress')) {
      for (const { host, route, path } of ingressBackends(subject)) {
        if (path[1] !== 'rules') continue;
        const key = `${host}\n${route}`;
        const first = seen.get(key);
        const place = path.slice(0, -2);
        if (first === undefined) seen.set(key, objectTitle(subject));
        else
          yield {
            message: `${objectTitle(subject)} routes ${host}${route}, which ${first} routes already.`,
            path: [...place, 'path'],
            subject,
          };
      }
    }
  },
};
