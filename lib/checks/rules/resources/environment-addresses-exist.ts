import { didYouMean } from '../../collector/wording';
import { destinationOf, serviceNamesIn, serviceTitle } from '../../resources/services';
import { environmentAddresses } from '../../resources/telemetry';
import type { TreeRule } from '../../rule';

export const environmentAddressesExist: TreeRule = {
  id: 'XR-23',
  title: 'Addresses of Services in environment variables lead to a Service and port that exist',
  severity: 'error',
  why: 'The name does not resolve or the connection is refused, so every call of the service fails.',
  fix: 'Write the name and port of a Service of this tree, or declare the host as external.',
  appliesTo: 'tree',
  bad: `apiVersion: v1
kind: Namespace
metadata: {name: develop}
---
apiVersion: v1
kind: Service
metadata: {name: user, namespace: develop}
spec: {selector: {app: user}, ports: [{port: 80, targetPort: 8181}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: user, namespace: develop}
spec:
  selector: {matchLabels: {app: user}}
  template:
    metadata: {labels: {app: user}}
    spec: {containers: [{name: user, image: "user:1.0.0", ports: [{containerPort: 8181}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: expenses, namespace: develop}
spec:
  selector: {matchLabels: {app: expenses}}
  template:
    metadata: {labels: {app: expenses}}
    spec:
      containers:
        - name: expenses
          image: expenses:1.0.0
          env: [{name: USER_URL, value: "http://user.develop.svc.cluster.local:8181"}]
`,
  good: `apiVersion: v1
kind: Namespace
metadata: {name: develop}
---
apiVersion: v1
kind: Service
metadata: {name: user, namespace: develop}
spec: {selector: {app: user}, ports: [{port: 80, targetPort: 8181}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: user, namespace: develop}
spec:
  selector: {matchLabels: {app: user}}
  template:
    metadata: {labels: {app: user}}
    spec: {containers: [{name: user, image: "user:1.0.0", ports: [{containerPort: 8181}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: expenses, namespace: develop}
spec:
  selector: {matchLabels: {app: expenses}}
  template:
    metadata: {labels: {app: expenses}}
    spec:
      containers:
        - name: expenses
          image: expenses:1.0.0
          env: [{name: USER_URL, value: "http://user.develop.svc.cluster.local"}]
`,
  *check(tree) {
    for (const { workload, entry, text, address, use } of environmentAddresses(tree)) {
      if (use !== 'other') continue;
      const place = { path: entry.path, subject: workload.subject };
      const destination = destinationOf(tree, address, workload.namespace);
      if (destination.kind === 'missing') {
        const { service, namespace, bare } = destination.name;
        const hint = didYouMean(service, serviceNamesIn(tree, namespace));
        yield {
          ...place,
          message: `${entry.name} of ${workload.name} names "${text}", but nothing makes a Service ${namespace}/${service}${hint}.`,
          ...(destination.certain && !bare ? {} : { severity: 'warning' }),
        };
      } else if (destination.kind === 'noPort') {
        const ports = destination.service.ports.map(({ port }) => port).join(', ');
        yield {
          ...place,
          message: `${entry.name} of ${workload.name} names "${text}", but ${serviceTitle(destination.service)} has no port ${destination.port}.`,
          ...(ports === '' ? {} : { fix: `Write one of its ports: ${ports}.` }),
        };
      }
    }
  },
};
