import { optionsOf } from '../../../charts/synthesis/run';

const before = { ...process.env };
beforeEach(() => {
  const { OTELFLUX_DIST, CDK8S_OUTDIR, ...others } = before;
  process.env = { ...others, OTELFLUX_ENGINE: 'off' };
});
afterAll(() => {
  process.env = before;
});

test.each([
  [[], {}],
  [['--only', 'a,b', '--only', 'c'], { only: ['a', 'b', 'c'] }],
  [['--keep-going'], { keepGoing: true }],
  [['--no-cache'], { anew: true }],
  [['--keep-refused'], { refused: 'dist.refused' }],
])('%j asks for %j', (args, options) => {
  expect(optionsOf(args)).toEqual(options);
});

test('folders are named by the environment', () => {
  process.env.OTELFLUX_DIST = 'out';
  process.env.CDK8S_OUTDIR = 'staging';
  expect(optionsOf([])).toEqual({ output: 'out', staging: 'staging' });
});

test('what is no argument is refused', () => {
  expect(() => optionsOf(['--all'])).toThrow("Unknown option '--all'");
});
