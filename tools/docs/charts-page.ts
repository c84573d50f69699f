import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const charts = join(__dirname, '..', '..', 'charts');

/** A field of an interface as its docstring tells it. */
interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
  readonly doc: string;
}

interface Interface {
  readonly doc: string;
  readonly parents: readonly string[];
  readonly fields: readonly Field[];
}

/** The pages' sections: a chart, the interface of its props, the files that declare it, and how to say what no prop says. */
const sections: readonly {
  readonly chart: string;
  readonly props: string;
  readonly files: readonly string[];
  readonly hatch: string;
}[] = [
  {
    chart: 'Environment',
    props: 'EnvironmentFacts',
    files: ['environment.ts'],
    hatch: '`layers` takes every field of a Flux Kustomization.',
  },
  {
    chart: 'CollectorChart',
    props: 'CollectorProps',
    files: ['collector.ts', 'helm-release.ts'],
    hatch:
      '`values` are merged over everything that is computed: maps deep, `extraEnvs`, `extraVolumes`, `extraVolumeMounts` and containers by name, rules and tolerations added. `spec` takes any field of the HelmRelease, `postRenderers` patches what the chart renders.',
  },
  {
    chart: 'ServiceChart',
    props: 'ServingProps',
    files: ['service.ts', 'workload/props.ts'],
    hatch: '`pod` takes any field of the pod, over what is computed.',
  },
  {
    chart: 'WorkerChart',
    props: 'WorkerProps',
    files: ['worker.ts', 'workload/props.ts'],
    hatch: '`pod` takes any field of the pod, over what is computed.',
  },
  {
    chart: 'CronJobChart',
    props: 'CronJobProps',
    files: ['cron-job.ts', 'workload/props.ts'],
    hatch: '`pod` takes any field of the pod, over what is computed.',
  },
  {
    chart: 'StatefulServiceChart',
    props: 'StatefulServiceProps',
    files: ['stateful-service.ts', 'service.ts', 'workload/props.ts'],
    hatch: '`pod` takes any field of the pod, over what is computed.',
  },
  {
    chart: 'IngressChart',
    props: 'IngressProps',
    files: ['ingress.ts'],
    hatch: '`annotations`; or an ApiObject in a LayerChart.',
  },
  {
    chart: 'NamespacesChart',
    props: 'NamespaceFacts',
    files: ['namespaces.ts'],
    hatch: '`labels` and `annotations`.',
  },
  {
    chart: 'JaegerChart',
    props: 'JaegerProps',
    files: ['jaeger.ts'],
    hatch: '`spec` is the whole resource.',
  },
  {
    chart: 'JaegerV2Chart',
    props: 'JaegerV2Props',
    files: ['jaeger-v2.ts', 'jaeger-v2-config.ts'],
    hatch: '`spec` takes any field of the OpenTelemetryCollector, over what is computed.',
  },
  {
    chart: 'JaegerHelmChart',
    props: 'JaegerHelmProps',
    files: ['jaeger-helm.ts', 'jaeger-v2-config.ts', 'helm-release.ts'],
    hatch: '`values` are merged over what is computed.',
  },
  {
    chart: 'TempoChart',
    props: 'TempoProps',
    files: ['tempo.ts', 'helm-release.ts'],
    hatch: '`values` are merged over what is computed.',
  },
  {
    chart: 'otlpBackend',
    props: 'OtlpBackendProps',
    files: ['otlp-backend.ts'],
    hatch: 'Exporters take any `endpoint` and `headers` of their own.',
  },
  {
    chart: 'InstrumentationChart',
    props: 'InstrumentationProps',
    files: ['instrumentation.ts'],
    hatch: '`spec` takes any field of the Instrumentation.',
  },
  {
    chart: 'HelmReleaseChart',
    props: 'HelmReleaseProps',
    files: ['helm-release.ts'],
    hatch: '`spec` takes any field of the HelmRelease.',
  },
  {
    chart: 'CertManagerChart, JaegerOperatorChart, OpenTelemetryOperatorChart',
    props: 'NamespacedOperatorFacts',
    files: ['operators.ts', 'helm-release.ts'],
    hatch: '`values` are merged over what is computed.',
  },
  {
    chart: 'ImageAutomationChart',
    props: 'ImageAutomationProps',
    files: ['image-automation.ts'],
    hatch: 'An ApiObject in a LayerChart of the layer `flux`.',
  },
  {
    chart: 'ManifestChart',
    props: 'ManifestProps',
    files: ['manifests.ts', 'layer-chart.ts'],
    hatch: 'It is one itself: any YAML.',
  },
  {
    chart: 'LayerChart',
    props: 'LayerChartProps',
    files: ['layer-chart.ts'],
    hatch: 'It is one itself: any construct of cdk8s.',
  },
];

/** docs/charts.md as the docstrings have it. */
export function chartsPage(): string {
  const parts = sections.map(({ chart, props, files, hatch }) => {
    const known = Object.assign({}, ...files.map(interfacesIn)) as { [name: string]: Interface };
    return section(chart, props, known, hatch);
  });
  return `# The charts

Generated from the docstrings by \`npm run docs:charts\`. Every chart is made as \`new Chart(environment, 'name', { … })\` and stands in
a layer; what it makes is one object a file below \`dist/<environment>/<layer>/\`. Props that are not known, missing or of the wrong
type are told at synth, with the line that says them.

${parts.join('\n')}
## The types of props

${typesNamed(parts.join('\n'))}`;
}

function section(
  chart: string,
  props: string,
  known: { readonly [name: string]: Interface },
  hatch: string,
): string {
  const doc = known[props]?.doc ?? '';
  const rows = fieldsOf(props, known).map(
    ({ name, optional, type, doc: meaning }) =>
      `| \`${name}\`${optional ? '' : ' (required)'} | \`${cell(type)}\` | ${cell(meaning)} |`,
  );
  return `## ${chart}

${doc}

| prop | type | meaning |
|---|---|---|
${rows.join('\n')}

What no prop says: ${hatch}
`;
}

function fieldsOf(name: string, known: { readonly [name: string]: Interface }): Field[] {
  const found = known[name];
  if (found === undefined) return [];
  const own = new Set(found.fields.map((field) => field.name));
  const inherited = found.parents.flatMap((parent) => fieldsOf(parent, known));
  return [...found.fields, ...inherited.filter((field) => !own.has(field.name))];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function interfacesIn(file: string): { [name: string]: Interface } {
  const text = readFileSync(join(charts, file), 'utf8');
  const declared = text.matchAll(
    /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\nexport interface (\w+)(?:\s+extends ([\w,\s]+?))?\s*\{\n([\s\S]*?)\n\}/g,
  );
  return Object.fromEntries(
    [...declared].map(([, doc = '', name = '', parents = '', body = '']) => [
      name,
      {
        doc: docText(doc),
        parents: parents.split(',').map((parent) => parent.trim()),
        fields: fieldsIn(body),
      },
    ]),
  );
}

function fieldsIn(body: string): Field[] {
  const fields = body.matchAll(
    /((?:^ {2}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?)^ {2}readonly '?([\w-]+)'?(\??):\s*([\s\S]*?);(?=\n {2}[^\s}]|\s*(?![\s\S]))/gm,
  );
  return [...fields].map(([, doc = '', name = '', mark, type = '']) => ({
    name,
    optional: mark === '?',
    type: shortType(type),
    doc: docText(doc),
  }));
}

/** A type on one line; of a long one with fields of its own only that it has them. */
function shortType(type: string): string {
  const line = type
    .replace(/\/\*\*(?:(?!\*\/)[\s\S])*\*\//g, '')
    .replace(/\breadonly /g, '')
    .replace(/\s+/g, ' ')
    .replace(/^\| /, '')
    .replace(/; \}/g, ' }')
    .trim();
  return line.length <= 90 ? line : line.replace(/\{.*\}/, '{ … }');
}

/** Declarations of the types that the tables name, and of those that these name, in the order of their names. */
function typesNamed(tables: string): string {
  const declared = new Map(
    readdirSync(charts, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => declarationsIn(readFileSync(join(charts, file), 'utf8'))),
  );
  const shown = new Set(sections.flatMap(({ props }) => props));
  const found = new Map<string, string>();
  const visit = (text: string): void => {
    for (const [name] of text.matchAll(/\b[A-Z]\w+\b/g)) {
      const declaration = declared.get(name);
      if (declaration === undefined || found.has(name) || shown.has(name)) continue;
      found.set(name, declaration);
      visit(declaration);
    }
  };
  for (const [, type = ''] of tables.matchAll(/^\| `[^`]*`(?: \(required\))? \| `([^`]*)` \|/gm)) visit(type);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, declaration]) => `\`\`\`ts\n${declaration}\n\`\`\`\n`)
    .join('\n');
}

function declarationsIn(text: string): [string, string][] {
  const all = text.matchAll(
    /^export (?:interface (\w+)[^\n]*\{\n[\s\S]*?\n\}|type (\w+)[\s\S]*?;)(?=\n(?:\n|$))/gm,
  );
  return [...all].map(([declaration, ofInterface, ofType = '']) => [
    ofInterface ?? ofType,
    declaration.replace(/^export /, '').replace(/\breadonly /g, ''),
  ]);
}

function docText(comment: string): string {
  return comment
    .replace(/^\s*\/\*\*|\*\/\s*$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*\s?/, '').trim())
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
