import { CollectorChart, NamespacesChart } from '../../charts';
import { judge } from '../../charts/synthesis/judgement';
import { factsForChecks } from '../../charts/synthesis/review';
import { treeOf } from '../../charts/synthesis/tree';
import { collectorAround } from '../../conformance/collector/wrap';
import { type Collector, configuration } from '../../lib/collector';
import { componentClasses, type TypedComponent, typedComponents } from '../../lib/collector/catalog';
import { cardOf, does } from '../../lib/collector/components';
import type { Data } from '../../lib/documents';
import { samples } from '../types/components';
import { helmSource, testEnvironment } from './support/environment';

const modes = ['deployment', 'daemonset', 'statefulset'] as const;
type Mode = (typeof modes)[number];

const ofTheDistribution = componentClasses.flatMap((kind) =>
  typedComponents(kind).filter(({ distributions }) => distributions.includes('k8s')),
);

function smallestOf({ class: kind, factory, type }: TypedComponent): Collector {
  const sample = samples[kind][factory]?.smallest;
  if (sample === undefined) throw new Error(`there is no sample of ${type}`);
  return collectorAround(sample);
}

/** What is said of a collector beside advice, in an environment where all that it needs is there. */
function saidOf(part: Collector, mode: Mode, chart: string): string[] {
  const environment = testEnvironment('test', {
    external: [
      { kind: 'HelmRepository', name: helmSource.name, namespace: helmSource.namespace },
      { kind: 'Secret', name: 'backend', namespace: 'observability' },
      { kind: 'Secret', name: 'oauth', namespace: 'observability' },
    ],
  });
  new NamespacesChart(environment, 'namespaces', {
    namespaces: [{ name: 'observability', podSecurity: 'privileged' }],
  });
  new CollectorChart(environment, 'one', {
    chart,
    source: helmSource,
    namespace: 'observability',
    distribution: 'k8s',
    mode,
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    collector: part,
  });
  return judge(treeOf(environment), factsForChecks(environment))
    .findings.filter(({ severity }) => severity !== 'advice')
    .map(({ rule, message, path }) => `${rule} ${path}: ${message}`);
}

function modesOf(component: TypedComponent): readonly Mode[] {
  const { class: kind, type } = component;
  const [body] = Object.values(
    Object(configuration(smallestOf(component), { version: '0.158.0' }).config[`${kind}s`]),
  );
  const runs = cardOf(kind, type)?.runs?.(body as Data);
  if (runs === 'everyNode') return ['daemonset'];
  return runs === 'once' || does(component, 'keepsState') ? ['deployment', 'statefulset'] : modes;
}

/** Of the samples, not of what is emitted for them. */
const ofTheSamples: { readonly [component: string]: readonly string[] } = {
  // They send to a Service that this environment does not have, the first as it would over TLS.
  'exporter otlp_grpc': ['CV-14', 'XR-1'],
  'exporter otlp_http': ['XR-1'],
  'exporter otelarrow': ['XR-1'],
  // It is asked for where the collector opens it by itself: at localhost.
  'extension health_check': ['HF-7'],
  // The image of this distribution has no journalctl.
  'receiver journald': ['TV-11'],
  // It loses what no route takes.
  'connector routing': ['RF-6'],
};

/** Of the rig around it, wherever it stands: no limiter, no port that is served, and exporters that throw everything away. */
const ofTheRig = [
  /^OR-1 service::pipelines::\S+: ".*" (?:has|have) no memory_limiter\.$/,
  /^HF-17 spec\.values\.ports: .* makes a Service, but every port is disabled\.$/,
  /^GR-7 service::pipelines::.* end in nothing but nop\/sink/,
];

const newest = '0.170.0';
/** Before components were renamed, and before the chart's defaults were. */
const older = '0.130.0';

const sinceThen = ['processor drain', 'processor metricsgeneration', 'extension cgroup_runtime'];

/** Each component at both charts: in a StatefulSet at the older one, which runs what a Deployment does. */
describe.each([
  ['deployment', newest],
  ['daemonset', newest],
  ['statefulset', older],
  ['daemonset', older],
] as const)('in a %s of chart %s', (mode, chart) => {
  const isSeenThere = (modes: readonly Mode[]) =>
    modes.includes(mode) && (mode !== 'daemonset' || chart === newest || !modes.includes('statefulset'));

  test.each(
    ofTheDistribution
      .filter((each) => isSeenThere(modesOf(each)))
      .map((each) => [`${each.class} ${each.type}`, each] as const),
  )('%s in its smallest form is emitted with all that it needs', (name, each) => {
    const said = saidOf(smallestOf(each), mode, chart).filter(
      (one) => !ofTheRig.some((known) => known.test(one)),
    );
    expect([...new Set(said.map((one) => one.slice(0, one.indexOf(' '))))].sort()).toEqual(
      chart === older && sinceThen.includes(name) ? ['TV-1'] : (ofTheSamples[name] ?? []),
    );
  });
});
