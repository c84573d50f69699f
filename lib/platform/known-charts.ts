import { once, ownValue } from '../documents';
import type { ObjectSubject, TreeSubject } from './subject';
import { type HelmRelease, helmReleases } from './views/flux';

/** What is known of a chart beside its own values. */
interface KnownChart {
  /** API groups whose custom resources need the chart. */
  readonly groups: readonly string[];
  /** Charts that must run before it. */
  readonly needs: readonly string[];
}

const istio: KnownChart = { groups: ['networking.istio.io', 'security.istio.io'], needs: [] };

/** Charts that install custom resource definitions which this field uses. */
const charts: { readonly [chart: string]: KnownChart } = {
  'cert-manager': { groups: ['cert-manager.io', 'acme.cert-manager.io'], needs: [] },
  'jaeger-operator': { groups: ['jaegertracing.io'], needs: ['cert-manager'] },
  'opentelemetry-operator': { groups: ['opentelemetry.io'], needs: ['cert-manager'] },
  'opentelemetry-kube-stack': { groups: ['opentelemetry.io'], needs: [] },
  'kube-prometheus-stack': { groups: ['monitoring.coreos.com'], needs: [] },
  'prometheus-operator-crds': { groups: ['monitoring.coreos.com'], needs: [] },
  'external-secrets': { groups: ['external-secrets.io', 'generators.external-secrets.io'], needs: [] },
  'sealed-secrets': { groups: ['bitnami.com'], needs: [] },
  'strimzi-kafka-operator': { groups: ['kafka.strimzi.io'], needs: [] },
  'eck-operator': { groups: ['elasticsearch.k8s.elastic.co', 'kibana.k8s.elastic.co'], needs: [] },
  keda: { groups: ['keda.sh'], needs: [] },
  traefik: { groups: ['traefik.io'], needs: [] },
  istio,
  base: istio,
};

/** Chart that a HelmRelease names, without the folder of a Git source; undefined where it is only known by its source. */
export function chartOf(release: ObjectSubject): string | undefined {
  return helmReleases.of(release).spec.chart.spec.chart.value?.split('/').at(-1);
}

function knownChart(release: ObjectSubject): KnownChart | undefined {
  return ownValue(charts, chartOf(release) ?? '');
}

/** API groups whose custom resources need what the release installs. */
export function groupsOf(release: ObjectSubject): readonly string[] {
  return knownChart(release)?.groups ?? [];
}

/** Charts that must run before the release's chart. */
export function chartsNeededBy(release: ObjectSubject): readonly string[] {
  const values = helmReleases.of(release).spec.values.place;
  const switches = [
    ['admissionWebhooks', 'certManager', 'enabled'],
    ['webhooks', 'service', 'create'],
    ...(chartOf(release) === 'jaeger-operator' ? [['certs', 'certManager', 'enabled']] : []),
  ];
  const optedOut = switches.some((path) => values.at(...path).data === false);
  return optedOut ? [] : (knownChart(release)?.needs ?? []);
}

/** Whether a HelmRelease is one of the collector's chart, by the chart's name. */
export function isCollectorRelease(release: ObjectSubject): boolean {
  return chartOf(release) === 'opentelemetry-collector';
}

/** HelmReleases of the collector's chart. */
export const collectorReleases: (tree: TreeSubject) => readonly HelmRelease[] = once((tree) =>
  helmReleases(tree).filter(({ subject }) => isCollectorRelease(subject)),
);

/** Names of a release by which its chart is known: its own, the chart's, that of its source. */
function namesOfChart(release: ObjectSubject): string {
  const source = helmReleases.of(release).spec.chartRef.name.value;
  return [release.name, chartOf(release), source].filter((name) => name !== undefined).join(' ');
}

/**
 * Whether another release brings the definitions of a chart alone, as `prometheus-operator-crds` those of `kube-prometheus-stack`: the two have
 * a word in common, and one is about definitions.
 */
export function isDefinedApart(tree: TreeSubject, installer: ObjectSubject): boolean {
  const words = namesOfChart(installer)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= 5 && word !== 'crds');
  return helmReleases(tree).some(({ subject }) => {
    if (subject === installer) return false;
    const names = namesOfChart(subject);
    return /(?:^|[-_ ])crds?(?:$|[-_ ])/.test(names) && words.some((word) => names.includes(word));
  });
}
