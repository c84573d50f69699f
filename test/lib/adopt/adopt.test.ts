import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { type CollectorChart, Environment, type HelmSource } from '../../../charts';
import { type AdoptedProgram, type AdoptInput, adopt, NotAdoptable, readInputs } from '../../../lib/adopt';
import { AdoptNotes } from '../../../lib/adopt/notes';
import { withoutSecrets } from '../../../lib/adopt/secrets';
import { type Collector, configuration } from '../../../lib/collector';
import type { Data } from '../../../lib/documents';
import { effectiveConfig } from '../../../lib/helm';
import { canonical, run } from './running';

const cases = join(__dirname, 'cases');
const root = join(__dirname, '..', '..', '..');
type Table = { readonly [key: string]: Data };

function inputsOf(file: string): AdoptInput[] {
  return readInputs(file, readFileSync(file, 'utf8'));
}

function only(text: string): AdoptInput {
  const [input] = readInputs('test.yaml', text);
  if (input === undefined) throw new Error('nothing to adopt');
  return input;
}

function emitted({ code, version }: AdoptedProgram): Table {
  const { adopted } = run(code);
  return configuration(adopted as Collector, { version }).config;
}

function messages({ notes }: AdoptedProgram, kind?: string): string[] {
  return notes
    .filter((note) => kind === undefined || note.kind === kind)
    .map(({ location, message }) => `${location.line}: ${message}`);
}

const files = readdirSync(cases).filter((name) => name.endsWith('.yaml'));

describe('the programs of the cases', () => {
  it.each(files)('%s is the golden one', (name) => {
    const [input] = readInputs(name, readFileSync(join(cases, name), 'utf8'));
    const program = adopt(input as AdoptInput);
    expect(program.code).toBe(
      readFileSync(join(__dirname, 'golden', name.replace(/\.yaml$/, '.ts.golden')), 'utf8'),
    );
  });

  it.each(files.filter((name) => name !== 'release.yaml'))('%s emits what it was', (name) => {
    for (const input of inputsOf(join(cases, name))) {
      const program = adopt(input);
      expect(messages(program, 'lost')).toEqual([]);
      expect(canonical(emitted(program))).toEqual(
        canonical(withoutSecrets(input, new AdoptNotes()).input.config),
      );
    }
  });

  it('keep every comment', () => {
    const text = readFileSync(join(cases, 'gateway.yaml'), 'utf8');
    const comments = [...text.matchAll(/(?<=\s|^)#(.*)$/gm)].map(([, comment]) => comment ?? '');
    expect(comments.length).toBeGreaterThan(7);
    const { code } = adopt(only(text));
    expect(comments.filter((comment) => !code.includes(`//${comment}`))).toEqual([]);
  });

  it('take the names of the chosen release', () => {
    const input = only(readFileSync(join(cases, 'gateway.yaml'), 'utf8'));
    const old = emitted(adopt(input, { version: '0.120.0' }));
    expect(Object.keys(old.exporters as Table)).toContain('otlphttp/traces');
    const now = adopt(input);
    expect(Object.keys(emitted(now).exporters as Table)).toContain('otlp_http/traces');
    expect(messages(now, 'changed')).toContain(
      '57: exporters::otlphttp/traces becomes otlp_http/traces, its name in collector 0.158.0',
    );
  });

  it('say what lies in a storage under the old name', () => {
    const text = `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {otlphttp: {endpoint: "http://b:4318", sending_queue: {storage: file_storage}}}
extensions: {file_storage: {directory: /var/lib/otelcol}}
service: {extensions: [file_storage], pipelines: {traces: {receivers: [otlp], exporters: [otlphttp]}}}
`;
    expect(messages(adopt(only(text)), 'changed')).toContain(
      '2: what waits in the sending queue of otlphttp is stored in file_storage under exporter_otlphttp_; as otlp_http the exporter does not find it, and it is never sent; let the storage run empty before the name changes',
    );
    expect(messages(adopt(only(text), { version: '0.140.0' }), 'changed')).toEqual([]);
  });
});

describe('releases of the chart', () => {
  interface ChartCase {
    readonly name: string;
    readonly chart: string;
    readonly release: string;
    readonly namespace: string;
    readonly values: Table;
    /** What the real chart made of the values. */
    readonly config: Table;
  }
  const chartCases = JSON.parse(readFileSync(join(cases, 'chart-values.json'), 'utf8')) as ChartCase[];

  function helmRelease({ release, namespace, chart, values }: ChartCase): string {
    return JSON.stringify({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: release, namespace },
      spec: { chart: { spec: { chart: 'opentelemetry-collector', version: chart } }, values },
    });
  }

  /** Synthesises the adopted chart and asks what the Helm chart makes of its values. */
  function effectiveOf(
    code: string,
    { release, namespace, chart }: ChartCase,
  ): { config: Table | null; problems: string[] } {
    const environment = new Environment(new App(), 'test');
    const [make] = Object.values(run(code)).filter((value) => typeof value === 'function');
    const source: HelmSource = {
      name: 'open-telemetry',
      namespace: 'flux-system',
      url: 'https://charts.example.org',
    };
    const made = (make as (scope: Environment, source: HelmSource) => CollectorChart)(environment, source);
    const outcome = effectiveConfig({ chartVersion: chart, values: made.values, release, namespace });
    const problems = environment.problems.map(({ field, message }) => `${field}: ${message}`);
    if (!outcome.ok) return { config: null, problems: [...problems, outcome.reason] };
    return { config: outcome.config, problems };
  }

  /** An empty body and null are one to the collector, and CollectorChart takes no null; the same for its telemetry. */
  function normal(config: Table): Table {
    const bodies = Object.entries(canonical(config)).map(([section, body]) => [
      section,
      section === 'service' ? { telemetry: {}, ...(body as Table) } : filled(body as Table),
    ]);
    return JSON.parse(JSON.stringify(Object.fromEntries(bodies))) as Table;
  }

  function filled(section: Table): Table {
    return Object.fromEntries(Object.entries(section).map(([id, body]) => [id, body ?? {}]));
  }

  const carried = chartCases.filter((each) => messages(adopt(only(helmRelease(each))), 'lost').length === 0);

  it('are carried wherever the model can hold them', () => {
    expect(carried.length).toBeGreaterThan(30);
  });

  it.each(carried.map((each) => [`${each.chart} ${each.name}`, each] as const))(
    '%s gives the pods the same configuration',
    (_, each) => {
      const { code } = adopt(only(helmRelease(each)));
      const { config, problems } = effectiveOf(code, each);
      expect(problems).toEqual([]);
      expect(normal(config ?? {})).toEqual(normal(each.config));
    },
  );
});

describe('what cannot be carried', () => {
  const pipeline = 'service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}';
  const plain = 'receivers: {otlp: {protocols: {http: {}}}}\nexporters: {debug: {}}';

  it.each([
    ['an unknown section', `${plain}\n${pipeline}\nsecrets: {a: b}`, '4: secrets is not a section'],
    [
      'an undefined component',
      `exporters: {debug: {}}\nreceivers: {}\n${pipeline}`,
      '3: service::pipelines::traces::receivers names "otlp"',
    ],
    [
      'a pipeline without ends',
      `${plain}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: []}}}`,
      '3: service::pipelines::traces::exporters names nothing',
    ],
    [
      'an unknown signal',
      `${plain}\nservice: {pipelines: {events: {receivers: [otlp], exporters: [debug]}, traces: {receivers: [otlp], exporters: [debug]}}}`,
      '3: service::pipelines::events is left out',
    ],
    [
      'two components that get one name',
      `receivers: {otlp: {protocols: {http: {}}}}\nexporters: {otlphttp: {}, otlp_http: {}, debug: {}}\n${pipeline}`,
      '2: exporters::otlphttp and exporters::otlp_http are both called otlp_http',
    ],
    [
      'a section from elsewhere',
      `receivers: \${file:receivers.yaml}\nexporters: {debug: {}}\n${pipeline}`,
      '1: receivers is not a map',
    ],
    [
      'a number that is too long',
      `${plain.replace('{}}', '{max_request_body_size: 12345678901234567890}}')}\n${pipeline}`,
      '1: 12345678901234567890 has more digits',
    ],
    [
      "data in the shape of the model's own",
      `receivers: {own: {kind: plainText, text: x}, otlp: {protocols: {http: {}}}}\nexporters: {debug: {}}\n${pipeline}`,
      '1: receivers::own has the shape',
    ],
  ])('%s is told with its line', (_, text, message) => {
    expect(messages(adopt(only(text)), 'lost')).toContainEqual(expect.stringContaining(message));
  });

  it.each([
    ['text that is not YAML', 'a: [', 'test.yaml:1'],
    [
      'a key that is written twice',
      `${plain}\n${pipeline}\nexporters: {}`,
      'the key exporters is written twice',
    ],
    [
      'text without a configuration',
      'kind: Service\napiVersion: v1\nmetadata: {name: a}',
      'holds no collector configuration',
    ],
  ])('%s is refused', (_, text, message) => {
    expect(() => readInputs('test.yaml', text)).toThrow(NotAdoptable);
    expect(() => readInputs('test.yaml', text)).toThrow(message);
  });

  it('tells what else a HelmRelease does', () => {
    const release = readFileSync(join(cases, 'release.yaml'), 'utf8').replace(
      '  interval: 30m',
      '  valuesFrom: [{kind: ConfigMap, name: x}]\n  releaseName: other',
    );
    expect(messages(adopt(only(release)), 'lost')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('spec.valuesFrom is not carried'),
        expect.stringContaining('spec.releaseName is not carried'),
      ]),
    );
  });

  it('keeps references that only the collector can resolve as text, and says so', () => {
    const program = adopt(
      only(
        `receivers: {otlp: {protocols: {http: {endpoint: "\${file:/etc/endpoint}"}}}}\nexporters: {debug: {}}\n${pipeline}`,
      ),
    );
    expect(messages(program, 'kept')).toContainEqual(
      expect.stringContaining(
        '1: receivers::otlp::protocols::http::endpoint holds ${file:/etc/endpoint}, the provider file',
      ),
    );
    expect(JSON.stringify(emitted(program))).toContain('${file:/etc/endpoint}');
  });
});

describe('the compiler', () => {
  it('takes every program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'otelflux-adopt-'));
    try {
      const programs = [...files.map((name) => join(cases, name)), ...corpusFiles()].flatMap((file) =>
        attempt(file),
      );
      for (const [index, { code }] of programs.entries())
        writeFileSync(join(folder, `program${index}.ts`), code);
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(compilerOptions));
      const tsc = join(root, 'node_modules', '.bin', 'tsc');
      const output = execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', stdio: 'pipe' });
      expect(output).toBe('');
    } catch (error) {
      // What is wrong elsewhere in the project is another test's business.
      const lines = String((error as { stdout?: string }).stdout ?? error).split('\n');
      expect(lines.filter((line) => !/^(?:\.\.\/|\s)/.test(line) && line !== '')).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const compilerOptions = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: true,
      types: ['node'],
      paths: {
        otelflux: [join(root, 'lib/collector/index.ts')],
        'otelflux/charts': [join(root, 'charts/index.ts')],
      },
    },
    include: ['*.ts'],
    exclude: [],
  };
});

const corpus = process.env.OTELFLUX_CORPUS;

function corpusFiles(folder: string | undefined = corpus): string[] {
  if (folder === undefined) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
      return name === '.git' ? [] : corpusFiles(path);
    return /\.ya?ml$/.test(name) ? [path] : [];
  });
}

/** The programs of a file; none where it holds no configuration. */
function attempt(file: string): AdoptedProgram[] {
  try {
    return inputsOf(file).map((input) => adopt(input));
  } catch (error) {
    if (error instanceof NotAdoptable) return [];
    throw error;
  }
}

describe('the corpus', () => {
  const found = corpusFiles().flatMap((file) => {
    try {
      return inputsOf(file).map((input) => ({ file, input }));
    } catch (error) {
      if (error instanceof NotAdoptable) return [];
      throw error;
    }
  });

  it('comes out equal, or the difference is told', () => {
    const unequal = found.filter(({ input }) => {
      const program = adopt(input);
      if (messages(program, 'lost').length > 0) return false;
      const after = emitted(program);
      return JSON.stringify(sorted(after)) !== JSON.stringify(sorted(program.expected));
    });
    expect(unequal.map(({ file }) => file)).toEqual([]);
  }, 600_000);
});

function sorted(data: Data): Data {
  if (Array.isArray(data)) return data.map(sorted);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sorted(value)]),
  );
}
