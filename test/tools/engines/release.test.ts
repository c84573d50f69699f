import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setRelease } from '../../../tools/engines/release';

const root = join(__dirname, '..', '..', '..');
const contrib = 'github.com/open-telemetry/opentelemetry-collector-contrib';
const folder = mkdtempSync(join(tmpdir(), 'otelflux-engines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sources like those of the engine, with few modules. */
function sources(): string {
  const source = mkdtempSync(join(folder, 'src-'));
  mkdirSync(join(source, 'components'));
  mkdirSync(join(source, '_overlay', 'k8s.io', 'client-go'), { recursive: true });
  for (const file of ['release.go', 'validate.go'])
    cpSync(join(root, 'engine', 'components', file), join(source, 'components', file));
  writeFileSync(
    join(source, 'components', 'components.go'),
    `import (\n\t"${contrib}/processor/newprocessor"\n\t"${contrib}/processor/oldprocessor"\n)\n\treturn []processor.Factory{\n\t\tnewprocessor.NewFactory(),\n\t\toldprocessor.NewFactory(),\n\t}\n`,
  );
  writeFileSync(
    join(source, 'go.mod'),
    `module otelflux.invalid/engine\n\ngo 1.26.0\n\nrequire (\n\t${contrib}/processor/newprocessor v0.158.0\n\t${contrib}/processor/oldprocessor v0.149.0\n\t${contrib}/processor/transformprocessor v0.158.0\n\tgo.opentelemetry.io/collector/component v1.64.0\n\tgo.opentelemetry.io/collector/otelcol v0.158.0\n\tgo.uber.org/zap v1.28.0\n\tk8s.io/client-go v0.35.4\n)\n\nrequire example.org/x v1.0.0 // indirect\n`,
  );
  return source;
}

/** A proxy that has some modules; of `confmap` it has a version with this source. */
function proxy(
  has: readonly string[],
  listed: Readonly<Record<string, string>>,
  confmap = 'func Validate(config any) error {',
) {
  const file = join(folder, 'otelcol.mod');
  writeFileSync(
    file,
    'require (\n\tgo.opentelemetry.io/collector/component v0.149.0\n\tgo.opentelemetry.io/collector/confmap v1.55.0\n)\n',
  );
  const dir = mkdtempSync(join(folder, 'confmap-'));
  writeFileSync(join(dir, 'config.go'), `package confmap\n\n${confmap}\n`);
  writeFileSync(join(dir, 'config_test.go'), 'package confmap\n\nfunc Validate(config any) error {\n');
  return (...args: readonly string[]): string => {
    const asked = args.at(-1) ?? '';
    if (args[0] === 'mod') return JSON.stringify({ GoMod: file, Dir: dir });
    if (args.includes('-versions')) {
      if (listed[asked] === undefined) throw new Error('no such module');
      return `${asked} ${listed[asked]}`;
    }
    if (has.includes(asked)) return asked;
    throw new Error('403');
  };
}

test('each module is set to the release, else to the newest earlier one; what there is of neither is left out', () => {
  const source = sources();
  setRelease(
    source,
    '0.149.1',
    proxy(
      [
        'go.opentelemetry.io/collector/otelcol@v0.149.0',
        'go.opentelemetry.io/collector@v0.149.0',
        `${contrib}/processor/transformprocessor@v0.149.1`,
      ],
      { [`${contrib}/processor/oldprocessor`]: 'v0.120.0 v0.140.1 v0.160.0' },
    ),
  );
  expect(readFileSync(join(source, 'go.mod'), 'utf8')).toBe(`module otelflux.invalid/engine

go 1.26.0

require (
	${contrib}/processor/oldprocessor v0.149.0
	${contrib}/processor/transformprocessor v0.149.1
	go.opentelemetry.io/collector/component v0.149.0
	go.opentelemetry.io/collector/otelcol v0.149.0
	k8s.io/client-go v0.35.4
	go.opentelemetry.io/collector v0.149.0
)
`);
  const release = readFileSync(join(source, 'components', 'release.go'), 'utf8');
  expect(release).toContain('const Release = "0.149.1"');
  expect(release).toContain('var older = []string{\n}');
  const components = readFileSync(join(source, 'components', 'components.go'), 'utf8');
  expect(components).not.toContain('newprocessor');
  expect(components).toContain('oldprocessor.NewFactory(),');
});

test('modules of an earlier release are told, because they may lack fields', () => {
  const source = sources();
  const has = [
    'go.opentelemetry.io/collector/otelcol@v0.160.0',
    `${contrib}/processor/transformprocessor@v0.160.0`,
    `${contrib}/processor/newprocessor@v0.160.0`,
  ];
  setRelease(source, '0.160.0', proxy(has, {}));
  expect(readFileSync(join(source, 'components', 'release.go'), 'utf8')).toContain(
    `var older = []string{\n\t"${contrib}/processor/oldprocessor", // 0.149.0\n}`,
  );
});

test('releases that validate in another package are told where', () => {
  const validating = (confmap?: string) => {
    const source = sources();
    setRelease(source, '0.149.0', proxy(['go.opentelemetry.io/collector/otelcol@v0.149.0'], {}, confmap));
    return readFileSync(join(source, 'components', 'validate.go'), 'utf8');
  };
  expect(validating()).toContain('validation "go.opentelemetry.io/collector/confmap"');
  expect(validating('type Validator interface {}')).toContain(
    'validation "go.opentelemetry.io/collector/confmap/xconfmap"',
  );
});

test('a release without its core is refused', () => {
  expect(() => setRelease(sources(), '0.999.0', proxy([], {}))).toThrow(
    /collector 0\.999\.0: the module .*otelcol/,
  );
});

test('a version of which the sum is not known is passed over', () => {
  const source = sources();
  const module = `${contrib}/processor/oldprocessor`;
  const has = ['go.opentelemetry.io/collector/otelcol@v0.160.0', `${module}@v0.160.0`];
  const whole = proxy(has, { [module]: 'v0.149.0 v0.155.0' });
  setRelease(source, '0.160.0', (...args) => {
    if (args[0] === 'mod' && /oldprocessor@v0\.1(?:55|60)/.test(args.at(-1) ?? ''))
      throw new Error('404 Not Found');
    return whole(...args);
  });
  expect(readFileSync(join(source, 'go.mod'), 'utf8')).toContain(`${module} v0.149.0`);
});
