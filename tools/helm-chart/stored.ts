/**
 * Writes what Helm makes of the charts by which this library runs backends into `lib/helm/stored/charts.json`:
 * `OTELFLUX_HELM=… OTELFLUX_CHARTS=… npx tsx tools/helm-chart/stored.ts`, with one folder a chart and one a version below it
 * (`tempo/2.2.4`). The values are those that `TempoChart` and `JaegerHelmChart` emit; every version is rendered a second time
 * with other ones, and must be what its template says.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { compare } from 'semver';
import { Environment, type HelmReleaseChart, JaegerHelmChart, TempoChart } from '../../charts';
import { secretEnv } from '../../lib/collector';
import { renderChart } from '../../lib/delivery';
import { field, readYaml } from '../../lib/documents';
import { type Data, equal, isList, isTable, type Table } from '../../lib/helm/data';
import { type StoredChart, usualName, without } from '../../lib/helm/stored';
import { filled, type Template } from '../../lib/helm/stored/fill';

type Marks = { readonly [path: string]: '$' | '$each' | '$all' | 'text' | 'unseen' };

interface Subject {
  /** How the values of each path come into the objects. */
  readonly marks: Marks;
  /** The chart with values that come nowhere else, and with others. */
  readonly made: readonly [HelmReleaseChart, HelmReleaseChart];
}

const source = { name: 'charts', namespace: 'flux-system', url: 'https://charts.example.com' };
const amounts = (digit: number) => ({
  requests: { cpu: `${digit}1m`, memory: `${digit}2Mi` },
  limits: { memory: `${digit}3Mi` },
});

function subjects(version: { readonly [chart: string]: string }): { readonly [chart: string]: Subject } {
  const environment = () => new Environment(new App(), 'stored');
  const common = (chart: string) => ({ chart: version[chart] ?? '', source, namespace: 'zz-space' });
  const volume = (name: string) => ({ name, mountPath: `/${name}`, emptyDir: {} });
  const jaeger = { ...common('jaeger'), version: '2.20.0', storage: { memory: { max_traces: 5 } } };
  return {
    tempo: {
      marks: {
        'tempo.storage': 'unseen',
        'tempo.retention': 'unseen',
        'tempo.resources': '$',
        'persistence.size': '$',
        'persistence.storageClassName': '$',
      },
      made: [
        new TempoChart(environment(), 'zz-release', {
          ...common('tempo'),
          storage: { size: '13Gi', storageClassName: 'zz-fast' },
          resources: amounts(5),
        }),
        new TempoChart(environment(), 'traces', {
          ...common('tempo'),
          storage: { backend: 's3', s3: { bucket: 'traces', endpoint: 's3.example.com' } },
          retention: '72h',
          resources: amounts(6),
        }),
      ],
    },
    jaeger: {
      marks: {
        userconfig: 'unseen',
        'jaeger.replicas': '$',
        'jaeger.image.tag': 'text',
        'jaeger.extraEnv': '$each',
        'jaeger.resources': '$',
        'jaeger.podLabels': '$all',
        'jaeger.extraVolumes': '$each',
        'jaeger.extraVolumeMounts': '$each',
      },
      made: [
        new JaegerHelmChart(environment(), 'zz-release', {
          ...jaeger,
          storage: {
            elasticsearch: {
              server_urls: ['http://es:9200'],
              auth: { basic: { username: 'zz', password: secretEnv({ secret: 'zz', key: 'zz' }) } },
            },
          },
          scaling: { replicas: 7 },
          resources: amounts(5),
          volumes: [volume('zz-volume')],
        }),
        new JaegerHelmChart(environment(), 'jaeger-of-shop', {
          ...jaeger,
          version: '2.18.0',
          resources: amounts(6),
        }),
      ],
    },
  };
}

interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly values: Table;
}

function releaseOf(chart: HelmReleaseChart): Release {
  const object = renderChart(chart)
    .map((document) => document.object as Table)
    .find(({ kind }) => kind === 'HelmRelease');
  const spec = object?.spec;
  if (!isTable(spec) || !isTable(spec.values)) throw new Error(`${chart.node.id} makes no HelmRelease`);
  return { ...chart.release, values: spec.values };
}

function main(): void {
  const folder = process.env.OTELFLUX_CHARTS;
  if (folder === undefined) throw new Error('OTELFLUX_CHARTS names no folder of charts.');
  const names = Object.keys(subjects({}));
  const versionsOf = (name: string) => readdirSync(join(folder, name)).sort(compare);
  const newest = Object.fromEntries(names.map((name) => [name, versionsOf(name).at(-1) ?? '']));
  const charts = Object.entries(subjects(newest)).map(([name, subject]) => [
    name,
    storedChart(name, subject, versionsOf(name), join(folder, name)),
  ]);
  writeFileSync(
    join(__dirname, '../../lib/helm/stored/charts.json'),
    `${JSON.stringify(Object.fromEntries(charts))}\n`,
  );
}

function storedChart(
  name: string,
  { marks, made }: Subject,
  versions: readonly string[],
  folder: string,
): StoredChart {
  const [first, other] = [releaseOf(made[0]), releaseOf(made[1])];
  const open = Object.keys(marks);
  const given = without(first.values, open);
  if (!equal(given, without(other.values, open)))
    throw new Error(`${name}: a value that differs has no mark`);
  const templates: Data[] = [];
  const found: { [version: string]: readonly [string, number] } = {};
  for (const version of versions) {
    const path = join(folder, version);
    const [about] = readYaml('Chart.yaml', readFileSync(join(path, 'Chart.yaml'), 'utf8')).documents;
    const app = String(field(about?.data, 'appVersion'));
    const template = templateOf(rendered(path, first), first, marks, { name, version, app });
    const names = {
      release: other.name,
      namespace: other.namespace,
      version,
      app,
      fullname: usualName(name, other.name),
    };
    const again = filled(template, { names, values: other.values });
    const real = withoutTexts(rendered(path, other));
    if (!equal(again ?? null, real)) {
      console.error(`${name} ${version} is left out: its objects are not made of its values alone`);
      continue;
    }
    const same = templates.findIndex((known) => equal(known, template));
    found[version] = [app, same < 0 ? templates.push(template) - 1 : same];
  }
  return { open, given, versions: found, templates };
}

function rendered(chart: string, { name, namespace, values }: Release): Data {
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-stored-'));
  try {
    const file = join(scratch, 'values.json');
    writeFileSync(file, JSON.stringify(values));
    const words = ['template', name, chart, '--namespace', namespace, '--values', file, '--skip-tests'];
    const run = spawnSync(process.env.OTELFLUX_HELM ?? 'helm', words, {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (run.status !== 0) throw new Error(`${chart}: ${run.stderr}`);
    return readYaml(chart, run.stdout).documents.flatMap((document) => {
      const object = document.asHelm() as Data;
      return isTable(object) ? [object] : [];
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Objects without what is made of the text of a configuration, and without null and empty lists, which are nothing to Kubernetes. */
function withoutTexts(data: Data): Data {
  if (isList(data)) return data.map(withoutTexts);
  if (!isTable(data)) return data;
  const isConfigMap = data.kind === 'ConfigMap' && isTable(data.data);
  return Object.fromEntries(
    Object.entries(data)
      .filter(
        ([key, value]) =>
          value !== null && !(isList(value) && value.length === 0) && !key.startsWith('checksum/'),
      )
      .map(([key, value]) => [
        key,
        isConfigMap && key === 'data'
          ? Object.fromEntries(Object.keys(value as Table).map((name) => [name, '']))
          : withoutTexts(value),
      ]),
  );
}

function templateOf(
  objects: Data,
  { name: release, namespace, values }: Release,
  marks: Marks,
  { name, version, app }: { readonly name: string; readonly version: string; readonly app: string },
): Template {
  const at = (path: string) =>
    path.split('.').reduce<Data | undefined>((data, key) => (isTable(data) ? data[key] : undefined), values);
  const marked = Object.entries(marks).map(([path, mark]) => ({ path, mark, value: at(path) }));
  const texts: readonly (readonly [string, string])[] = [
    ...marked
      .filter(({ mark }) => mark === 'text')
      .map(({ path, value }) => [String(value), `{=${path}}`] as const),
    [usualName(name, release), '{fullname}'],
    [release, '{release}'],
    [namespace, '{namespace}'],
    [`${name}-${version}`, `${name}-{version}`],
    [app, '{app}'],
  ];
  const text = (words: string) => texts.reduce((so, [from, to]) => so.replaceAll(from, to), words);
  const visit = (data: Data): Data => {
    const whole = marked.find(({ mark, value }) => mark === '$' && value !== undefined && equal(value, data));
    if (whole !== undefined) return { $: whole.path };
    if (typeof data === 'string') return text(data);
    if (isList(data)) return data.map((item) => each(item) ?? visit(item));
    return isTable(data) ? entries(data) : data;
  };
  const each = (item: Data): Data | undefined => {
    const found = marked.find(
      ({ mark, value }) => mark === '$each' && isList(value) && value.some((one) => equal(one, item)),
    );
    return found === undefined ? undefined : { $each: found.path };
  };
  const entries = (table: Table): Table => {
    const all = marked.find(
      ({ mark, value }) =>
        mark === '$all' &&
        isTable(value) &&
        Object.keys(value).length > 0 &&
        Object.keys(value).every((key) => key in table),
    );
    const own = Object.entries(table).filter(([key]) => !(all !== undefined && key in (all.value as Table)));
    return {
      ...Object.fromEntries(own.map(([key, value]) => [text(key), visit(value)])),
      ...(all === undefined ? {} : { $all: all.path }),
    };
  };
  return visit(withoutTexts(objects));
}

main();
