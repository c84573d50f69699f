import { Command } from 'commander';
import { catalogCommand } from '../../cli/catalog';

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | string | undefined;
}

async function catalog(...words: string[]): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  process.exitCode = undefined;
  try {
    const root = new Command().enablePositionalOptions().version('9.9.9').exitOverride();
    root.addCommand(catalogCommand().exitOverride());
    await root.parseAsync(['node', 'otelflux', 'catalog', ...words]);
    return { ...written, status: process.exitCode };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}

describe('otelflux catalog', () => {
  test('lists what a distribution holds of a class and a signal', async () => {
    const { stdout, stderr, status } = await catalog(
      '--class',
      'connector',
      '--distribution',
      'k8s',
      '--signal',
      'metrics',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('span_metrics');
    expect(stdout).not.toContain('datadog');
    expect(stdout.split('\n')[0]).toMatch(/^CLASS +TYPE +SIGNALS +DISTRIBUTIONS$/);
    expect(stderr).toContain('components in release 0.158.0');
  });

  test('calls components as the asked release does', async () => {
    const { stdout } = await catalog(
      '--class',
      'exporter',
      '--distribution',
      'otlp',
      '--version',
      '0.113.0',
      '--json',
    );
    const { version, components } = JSON.parse(stdout) as { version: string; components: { type: string }[] };
    expect(version).toBe('0.113.0');
    expect(components.map(({ type }) => type)).toEqual(['otlp', 'otlphttp']);
  });

  test('has about 270 components in the newest release', async () => {
    const { stdout } = await catalog('--json');
    const { components } = JSON.parse(stdout) as { components: object[] };
    expect(components.length).toBeGreaterThanOrEqual(266);
  });

  test('shows the fields of a type with their defaults, under any of its names', async () => {
    const { stdout, status } = await catalog('otlphttp');
    expect(status).toBe(0);
    expect(stdout).toContain('was otlphttp before 0.144.0, still accepted');
    expect(stdout).toMatch(/sending_queue\.queue_size +integer +1000/);
    expect(stdout).toMatch(/sending_queue\.batch +object +off unless written/);
  });

  test('shows fields as JSON', async () => {
    const { stdout } = await catalog('file', '--class', 'exporter', '--json');
    const [found] = (
      JSON.parse(stdout) as { components: { configuration: { fields: { path: string }[] } }[] }
    ).components;
    expect(found?.configuration.fields).toContainEqual({
      path: 'path',
      type: 'text',
      required: true,
      optional: false,
      deprecated: false,
      note: 'File to write to.',
    });
  });

  test('opens a group that holds itself once', async () => {
    const { stdout, status } = await catalog('tail_sampling');
    expect(status).toBe(0);
    expect(stdout).toContain('policies[].and.and_sub_policy[].name');
  });

  test('offers the nearest names for a mistyped type', async () => {
    const { stdout, stderr, status } = await catalog('hostmetric');
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toContain('nearest: receiver host_metrics');
    const asJson = await catalog('hostmetric', '--json');
    expect(JSON.parse(asJson.stdout)).toEqual({
      version: '0.158.0',
      components: [],
      nearest: ['receiver host_metrics'],
    });
  });

  test('says which distribution has a component that the asked one lacks', async () => {
    const { stderr, status } = await catalog('kafka', '--class', 'exporter', '--distribution', 'k8s');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'catalog: exporter kafka is not in the distribution k8s; contrib, core, jaeger have it\n',
    );
  });

  test('says when a component went and what to use', async () => {
    const { stderr, status } = await catalog('logging');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'catalog: exporter logging is not in 0.158.0: the last release with it is 0.110.0; use debug\n',
    );
  });

  test.each([
    [['--class', 'sink'], 'there is no class sink'],
    [['--signal', 'spans'], 'there is no signal spans'],
    [['--distribution', 'mine'], 'knows no distribution mine'],
    [['--version', 'latest'], 'latest is not a collector release'],
  ])('%j is wrong use', async (words, message) => {
    const { stdout, stderr, status } = await catalog(...words);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('answers for a newer release and says that it is newer', async () => {
    const { stderr, status } = await catalog('otlp', '--class', 'receiver', '--version', '0.170.0');
    expect(status).toBe(0);
    expect(stderr).toContain('0.170.0 is newer than the catalog');
  });
});
