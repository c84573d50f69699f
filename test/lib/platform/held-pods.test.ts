import { heldPods } from '../../../lib/platform';
import { treeOf } from '../../support/tree';

const podsOf = (text: string) => heldPods(treeOf(text, false));

const operated = (mode: string) => `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: gateway, namespace: observability}
spec:
  mode: ${mode}
  initContainers: [{name: wait, image: "wait:1"}]
  additionalContainers: [{name: proxy, image: "proxy:1"}]
  podAnnotations: {team: core}
  config: {}
`;

test('the pod of an operated collector has its container between those that are added', () => {
  const [pod] = podsOf(operated('deployment'));
  expect(pod?.containers.map(({ name }) => name)).toEqual(['wait', 'otc-container', 'proxy']);
  expect(pod).toMatchObject({ namespace: 'observability', whole: false });
  expect(pod?.containers.map(({ spec }) => spec.image.value)).toEqual(['wait:1', undefined, 'proxy:1']);
});

test('a sidecar has none of its own', () => {
  expect(podsOf(operated('sidecar'))).toEqual([]);
});

test('pods of a Rollout of Argo are held as those of a Deployment', () => {
  const [pod] = podsOf(`apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: bank, namespace: shop}
spec:
  selector: {matchLabels: {app: bank}}
  template:
    metadata: {labels: {tier: web}}
    spec: {containers: [{name: bank, image: "bank:1"}]}
`);
  expect(pod).toMatchObject({ title: 'Rollout shop/bank', labels: { app: 'bank', tier: 'web' } });
});
