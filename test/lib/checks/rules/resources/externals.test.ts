import { checkDocuments } from '../../../../../lib/checks';
import type { Data } from '../../../../../lib/documents';
import type { External } from '../../../../../lib/platform';

const deployment: { [key: string]: Data } = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'bank', namespace: 'develop' },
  spec: {
    selector: { matchLabels: { app: 'bank' } },
    template: {
      metadata: { labels: { app: 'bank' } },
      spec: {
        serviceAccountName: 'sa-bank',
        containers: [
          {
            name: 'bank',
            image: 'bank:1.0.0',
            env: [
              { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'bank-token', key: 'token' } } },
              {
                name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
                value: 'http://gateway.observability.svc.cluster.local:4318',
              },
            ],
          },
        ],
      },
    },
  },
};
const namespaces: { [key: string]: Data }[] = ['develop', 'observability'].map((name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
}));

function rulesFound(external: readonly External[], complete = true): string[] {
  const documents = [...namespaces, deployment].map((object) => ({ object }));
  const facts = { environment: 'develop', external, suppressions: [] };
  const found = checkDocuments(documents, facts, { complete });
  return found.map(({ rule }) => rule).filter((rule) => ['XR-2', 'XR-4', 'XR-20'].includes(rule));
}

test('what nothing makes is missing', () => {
  expect(rulesFound([]).sort()).toEqual(['XR-2', 'XR-20', 'XR-4']);
});

test('what is declared external is not', () => {
  const external: External[] = [
    { kind: 'Secret', namespace: 'develop', name: 'bank-token' },
    { kind: 'ServiceAccount', namespace: 'develop', name: 'sa-bank' },
    { kind: 'Host', host: 'gateway.observability.svc.cluster.local', port: 4318 },
  ];
  expect(rulesFound(external)).toEqual([]);
});

test('another port of an external host is missing', () => {
  expect(
    rulesFound([{ kind: 'Host', host: 'gateway.observability.svc.cluster.local', port: 4317 }]),
  ).toContain('XR-2');
});

test('nothing is missing from an input that is not whole', () => {
  expect(rulesFound([], false)).toEqual([]);
});
