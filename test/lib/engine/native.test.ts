import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrokenNative, openEngine, type Verdict } from '../../../lib/engine';
import { complaintsIn, locate } from '../../../lib/engine/native-verdict';

const scratch = mkdtempSync(join(tmpdir(), 'otelflux-native-'));
const environment = { ...process.env };
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
afterEach(() => {
  process.env = { ...environment };
});

/** A program that answers like a collector: it refuses a batch whose timeout has no unit, and an unknown variable that is no number. */
function program(name: string, judge: string): string {
  const path = join(scratch, name);
  writeFileSync(
    path,
    `#!${process.execPath}
const [command] = process.argv.slice(2);
if (command === '--version') console.log('otelcol version 0.158.0');
else if (command === 'components') console.log('buildinfo:\\n    version: 0.158.0\\nreceivers:\\n    - name: otlp\\nprocessors:\\n    - name: batch\\nexporters:\\n    - name: debug\\n');
else {
  const config = JSON.parse(require('node:fs').readFileSync(process.argv[3].replace('--config=', ''), 'utf8'));
  const said = (${judge})(config);
  if (said !== undefined) {
    console.error('Error: ' + said + '\\n2026/01/01 00:00:00 ' + said);
    process.exit(1);
  }
}
`,
  );
  chmodSync(path, 0o755);
  return path;
}

const unit = `(config) => {
  const wrong = Object.entries(config.processors ?? {}).find(([, body]) => /^\\\\d+$/.test(body?.timeout ?? ''));
  return wrong && "failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\\\\n\\\\n'processors' error reading configuration for \\"" + wrong[0] + "\\": decoding failed due to the following error(s):\\\\n\\\\n'timeout' time: missing unit in duration \\"" + wrong[1].timeout + "\\"";
}`.replaceAll('\\\\', '\\');

function judged(config: object): Verdict {
  const [verdict] = openEngine()?.judge([{ config: JSON.stringify(config) }]) ?? [];
  if (verdict === undefined || verdict instanceof Error) throw verdict ?? new Error('no verdict');
  return verdict;
}

const service = {
  pipelines: { traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['debug'] } },
};

describe('a collector that OTELFLUX_OTELCOL names', () => {
  test('judges in the place of the engine; each fault has its place', () => {
    process.env.OTELFLUX_OTELCOL = program('otelcol', unit);
    expect(openEngine()).toMatchObject({ release: '0.158.0' });
    const config = {
      receivers: { otlp: null },
      processors: { batch: { send_batch_size: 1, timeout: '5' }, 'batch/b': { timeout: '7' } },
      exporters: { debug: {} },
      service,
    };
    expect(judged(config)).toEqual({
      strange: [],
      faults: [
        {
          stage: 'decode',
          message: `'timeout' time: missing unit in duration "5"`,
          path: ['processors', 'batch', 'timeout'],
        },
        {
          stage: 'decode',
          message: `'timeout' time: missing unit in duration "7"`,
          path: ['processors', 'batch/b', 'timeout'],
        },
      ],
    });
    expect(judged({ ...config, processors: { batch: { timeout: '5s' } } }).faults).toEqual([]);
  });

  test('takes types that it lacks out before it asks, and says so', () => {
    process.env.OTELFLUX_OTELCOL = program('lacking', '(config) => config.receivers.kafka && "unknown type"');
    const config = {
      receivers: { otlp: null, kafka: {} },
      exporters: { debug: {} },
      service: { pipelines: { traces: { receivers: ['otlp', 'kafka'], exporters: ['debug'] } } },
    };
    expect(judged(config)).toEqual({ faults: [], strange: ['receivers::kafka'] });
  });

  test('gives a variable whose value is not known the benefit of the doubt', () => {
    process.env.OTELFLUX_OTELCOL = program(
      'guessing',
      '() => process.env.T === "10s" ? undefined : "processors::batch: no"',
    );
    const config = {
      receivers: { otlp: null },
      processors: { batch: { timeout: '${env:T}' } },
      exporters: { debug: {} },
      service,
    };
    expect(judged(config).faults).toEqual([]);
  });

  test('that is none is refused with its name', () => {
    process.env.OTELFLUX_OTELCOL = join(scratch, 'nowhere');
    expect(() => openEngine()).toThrow(BrokenNative);
    expect(() => openEngine()).toThrow(/OTELFLUX_OTELCOL names .*nowhere, which cannot be run/);
    process.env.OTELFLUX_OTELCOL = process.execPath;
    expect(() => openEngine()).toThrow(/does not answer like a collector/);
  });
});

describe('what a collector says', () => {
  const config = {
    processors: { transform: { trace_statements: ['a', 'b'] } },
    connectors: { routing: { table: [{ pipelines: ['traces/x'] }] } },
    service: {},
  };

  test.each([
    [
      `failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n'processors' error reading configuration for "transform": decoding failed due to the following error(s):\n\n'' decoding failed due to the following error(s):\n\n'error_mode' unknown error mode x\n'b' has invalid keys: y`,
      [
        ['decode', ['processors', 'transform'], "'error_mode' unknown error mode x"],
        ['decode', ['processors', 'transform'], "'b' has invalid keys: y"],
      ],
    ],
    [
      'processors::transform: unable to parse OTTL statement "a"\nprocessors::transform::trace_statements::1: bad',
      [
        ['validate', ['processors', 'transform'], 'unable to parse OTTL statement "a"'],
        ['validate', ['processors', 'transform', 'trace_statements', 1], 'trace_statements::1: bad'],
      ],
    ],
    [
      'failed to build pipelines: failed to create "transform" processor, in pipeline "traces": no',
      [['build', ['processors', 'transform'], 'no']],
    ],
    [
      'service::pipelines: service must have at least one pipeline',
      [['validate', ['service'], 'service::pipelines: service must have at least one pipeline']],
    ],
    ['extensions::file_storage: directory must exist: stat /x: no such file or directory', []],
    [
      'failed to build pipelines: failed to create "kubeletstats" receiver for data type "metrics": failed to create K8s API client: unable to load k8s config, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined',
      [],
    ],
  ])('%#', (text, expected) => {
    expect(complaintsIn(text, config).map(({ stage, path, message }) => [stage, path, message])).toEqual(
      expected,
    );
  });

  test('is traced to the text that it speaks of, wherever that stands', () => {
    const [complaint] = complaintsIn(
      'failed to build pipelines: pipeline not found: missing consumer: "traces/x"',
      config,
    );
    if (complaint === undefined) throw new Error('nothing is said');
    const ask = (part: unknown) => (JSON.stringify(part).includes('traces/x') ? [complaint] : undefined);
    expect(locate(complaint, config, ask, 20)).toEqual(['connectors', 'routing', 'table', 0, 'pipelines', 0]);
  });
});
