import { CollectorChart, NamespacesChart } from '../../charts';
import { judge } from '../../charts/synthesis/judgement';
import { factsForChecks } from '../../charts/synthesis/review';
import { treeOf } from '../../charts/synthesis/tree';
import { collectorAround } from '../../conformance/collector/wrap';
import { type Collector, collector, configuration, exporters, receivers, traces } from '../../lib/collector';
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
function saidOf(part: Collector, mode: Mode): string[] {
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
    chart: '0.170.0',
    source: helmSource,
    namespace: 'observability',
    distribution: 'k8s',
    mode,
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    collector: part,
  });
  return judge(treeOf(environment), factsForChecks(environment))
    .findings.filter(({ severity }) => severity !== 'advice')
    .map(({ rule, message }) => `${rule} ${message}`);
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

/** Around a connector, two pipelines end in an exporter that throws everything away. */
const ofTheRig = /^GR-7 .* end in nothing but nop\/sink/;

const ruleOf = (said: string) => said.slice(0, said.indexOf(' '));

const source = receivers.otlp({ protocols: { grpc: {} } }, 'source');
const sink = exporters.nop({}, 'sink');

describe.each(modes)('in a %s', (mode) => {
  const plain = new Set(
    saidOf(
      collector({
        pipelines: ['one', 'two'].map((name) => traces({ receivers: [source], exporters: [sink] }, name)),
      }),
      mode,
    ).map(ruleOf),
  );

  test.each(
    ofTheDistribution
      .filter((each) => modesOf(each).includes(mode))
      .map((each) => [`${each.class} ${each.type}`, each] as const),
  )('%s in its smallest form is emitted with all that it needs', (name, each) => {
    const said = saidOf(smallestOf(each), mode).filter(
      (one) => !plain.has(ruleOf(one)) && !ofTheRig.test(one),
    );
    expect([...new Set(said.map(ruleOf))].sort()).toEqual(ofTheSamples[name] ?? []);
  });
});
