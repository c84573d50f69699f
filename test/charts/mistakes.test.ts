import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const source = 'environments/develop.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-mistakes-'));
  for (const path of ['environments', 'main.ts']) {
    cpSync(join(root, 'examples', 'minimal', path), join(folder, path), { recursive: true });
  }
  for (const path of [source, 'environments/index.ts', 'main.ts']) {
    const text = readFileSync(join(folder, path), 'utf8');
    writeFileSync(
      join(folder, path),
      text.replace(/(['"])(?:\.\.\/)+(charts|lib\/collector)\1/g, `'${root}/$2'`),
    );
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function synth(...args: readonly string[]) {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [join(root, 'package/run.js'), 'main.ts', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return { status, lines: stderr.trimEnd().split('\n'), stdout };
}

/** Runs with one change of what the user wrote; the line of the first difference is told. */
function withMistake(right: string, wrong: string) {
  const text = readFileSync(join(folder, source), 'utf8');
  expect(text).toContain(right);
  writeFileSync(join(folder, source), text.replace(right, wrong));
  try {
    return synth();
  } finally {
    writeFileSync(join(folder, source), text);
  }
}

/** The line of what the user wrote in which something stands. */
const lineOf = (text: string, right = '', wrong = '') =>
  readFileSync(join(folder, source), 'utf8')
    .replace(right, wrong)
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

describe('a run that goes well', () => {
  it('prints one line', () => {
    const { status, lines, stdout } = synth();
    expect(lines).toEqual([expect.stringMatching(/^\d+ files (written|unchanged); 0 warnings$/)]);
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});

describe('each typical mistake', () => {
  it.each<[string, string, string, string, RegExp]>([
    [
      'a wrong prop',
      'scaling: { replicas: 1 },\n    writableFolders',
      'scaling: { replica: 1 },\n    writableFolders',
      'scaling: { replica:',
      /hello\.scaling\.replica: is not a field of it; write replicas/,
    ],
    [
      'a prop that is not known',
      'writableFolders:',
      'writeableFolders:',
      'writeableFolders:',
      /hello\.writeableFolders: is not a field of it; write writableFolders/,
    ],
    [
      'a typo in a component',
      'spike_limit_percentage',
      'spike_limit_percent',
      'spike_limit_percent',
      /error \S+ .*\n.*spike_limit_percent/,
    ],
    [
      'a missing fact',
      "chart: '0.170.0',",
      '',
      'new CollectorChart(environment',
      /otel-collector\.chart: is missing/,
    ],
    [
      'a wrong distribution',
      "distribution: 'k8s'",
      "distribution: 'k8' as 'k8s'",
      "distribution: 'k8'",
      /otel-collector\.distribution: "k8" is not known; write k8s/,
    ],
    [
      'an unknown namespace',
      "  new ServiceChart(environment, 'hello', {",
      "  new ServiceChart(environment, 'hello', {\n    namespace: 'shop',",
      "new ServiceChart(environment, 'hello'",
      /warning XR-20 .*\n.*Nothing makes the namespace "shop"/,
    ],
    [
      'a port that is taken',
      'port: 8080,',
      "port: 8080,\n    ports: [{ name: 'http', containerPort: 9090 }],",
      'ports: [',
      /hello\.ports\.http: .*two ports/,
    ],
    [
      'an image that is not set',
      "of('hello')",
      "of('helo')",
      'Images.of(',
      /helo: names no image in the block of this environment; write hello/,
    ],
    [
      'a wrong chart version',
      "chart: '0.170.0'",
      "chart: '0.115.2'",
      "chart: '0.115.2'",
      /There is no chart version 0\.115\.2; the nearest are 0\.115\.0 and 0\.116\.0/,
    ],
    [
      'a Secret that is missing',
      '    writableFolders',
      "    variables: { KEY: { secret: 'hello-key', key: 'key' } },\n    writableFolders",
      "new ServiceChart(environment, 'hello'",
      /warning XR-4 .*\n.*reads Secret develop\/hello-key, which does not exist/,
    ],
  ])('%s is told once, with the line of it', (_name, right, wrong, place, message) => {
    const line = lineOf(place, right, wrong);
    const { status, lines } = withMistake(right, wrong);
    const told = lines.join('\n');
    expect(told).toMatch(message);
    // What may still come is a warning.
    expect(status).toBe(told.startsWith('warning') ? 0 : 1);
    expect(told).toContain(`${source}:${line}`);
    expect(lines.length).toBeLessThanOrEqual(5);
    expect(told).not.toMatch(/^\s+at /m);
  });

  it('a wrong signal is told with the pipeline', () => {
    const { status, lines } = withMistake(
      '            ignore(receivers.otlp(',
      '            receivers.k8sEvents() as never,\n            ignore(receivers.otlp(',
    );
    expect(status).toBe(1);
    const told = lines.join('\n');
    expect(told).toContain(`${source}:${lineOf('          receivers: [')}`);
    expect(told).toMatch(/receiver "k8s_events" does not carry traces/);
    expect(lines.length).toBeLessThanOrEqual(5);
  });

  it('a mistake in the syntax shows file, line and caret, and nothing else', () => {
    const { status, lines } = withMistake('const observability =', 'const observability = =');
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^environments\/develop\.ts:\d+:\d+: /),
      "const observability = = 'observability';",
      expect.stringMatching(/^ +\^$/),
    ]);
  });

  it('a component that is not there is told with the one that was meant', () => {
    const { status, lines } = withMistake('receivers.otlp(', 'receivers.oltp(');
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(
        /^environments\/develop\.ts:\d+:\d+: develop: there is no receivers\.oltp; write receivers\.otlp$/,
      ),
    ]);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'no list of exporters',
      'exporters: [exporters.otlpHttp({ endpoint: jaeger.otlpHttp })]',
      'exporters: exporters.otlpHttp({ endpoint: jaeger.otlpHttp })',
      /service::pipelines::traces::exporters: is not a list; write exporters: \[ … \]$/,
    ],
    [
      'no exporters',
      'exporters: [exporters.otlpHttp({ endpoint: jaeger.otlpHttp })],',
      '',
      /service::pipelines::traces: needs at least one exporter$/,
    ],
    [
      'a name in the place of a component',
      'exporters: [exporters',
      "exporters: ['otlp', exporters",
      /service::pipelines::traces::exporters\[0\]: "otlp" is not a component; write what its factory gives/,
    ],
    [
      'a plain map in the place of a collector',
      'collector: collector({',
      'collector: ({',
      /otel-collector\.collector: a map is not a collector; write collector\(\{ pipelines/,
    ],
    [
      'a function that is async',
      'export function develop(app: App): void',
      'export async function develop(app: App): Promise<void>',
      /^develop: its function is async, and charts that it makes later are lost/,
    ],
  ])('%s is told with what to write', (_name, right, wrong, message) => {
    const { status, lines } = withMistake(right, wrong);
    expect(lines).toEqual([expect.stringMatching(message)]);
    expect(status).toBe(1);
  });

  it('environments that are not exported are told as such', () => {
    const index = join(folder, 'environments/index.ts');
    const text = readFileSync(index, 'utf8');
    writeFileSync(index, text.replace('export const', 'const'));
    try {
      expect(synth().lines).toEqual([
        'environments: is no map of functions; write runSynthesis({ develop }), and export what another file shall import',
      ]);
    } finally {
      writeFileSync(index, text);
    }
  });

  it('a reference to what is not there shows the line, and no stack', () => {
    const { status, lines } = withMistake(
      "new Environment(app, 'develop');",
      "new Environment(app, 'develop');\n  console.log((environment.facts.ingress as unknown as { className: string }).className);",
    );
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(
        /^environments\/develop\.ts:\d+:\d+: develop: Cannot read properties of undefined/,
      ),
    ]);
  });
});

describe('what goes on in spite of a mistake', () => {
  it('the last good tree stays, and the refused one can be looked at', () => {
    synth();
    const before = readFileSync(join(folder, 'dist/develop/kustomization.yaml'), 'utf8');
    const text = readFileSync(join(folder, source), 'utf8');
    writeFileSync(join(folder, source), text.replace('spike_limit_percentage', 'spike_limit_percent'));
    try {
      expect(synth('--keep-refused').status).toBe(1);
    } finally {
      writeFileSync(join(folder, source), text);
    }
    expect(readFileSync(join(folder, 'dist/develop/kustomization.yaml'), 'utf8')).toBe(before);
    const refused = join(folder, 'dist.refused/develop/observability/helmrelease.otel-collector.yaml');
    expect(existsSync(refused)).toBe(true);
    expect(readFileSync(refused, 'utf8')).toContain('spike_limit_percent:');
  });

  it('an option that is not known is named', () => {
    const { status, lines } = synth('--onyl', 'develop');
    expect(status).toBe(1);
    expect(lines[0]).toContain("'--onyl'");
    expect(synth('--only', 'develp').lines).toEqual([
      '--only develp: there is no such environment; write develop',
    ]);
  });
});
