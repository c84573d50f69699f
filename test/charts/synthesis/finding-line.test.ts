import { findingParagraphs, type PlacedFinding } from '../../../charts/synthesis/finding-line';

const found = (environment: string, line: number, changed: object = {}): PlacedFinding => ({
  environment,
  place: { file: 'environments/telemetry.ts', line, column: 3 },
  finding: {
    rule: 'TV-6',
    severity: 'error',
    message: 'processors::batch has no field sise.',
    why: 'It does not start.',
    fix: 'Write size.',
    path: 'processors::batch::sise',
    ...changed,
  },
});

it('what several environments and charts have in common is told once, with each place', () => {
  const all = ['staging', 'production'].flatMap((name) => [found(name, 10), found(name, 30)]);
  expect(findingParagraphs([...all, found('staging', 30, { message: 'Another.' })])).toEqual([
    [
      'error TV-6 environments/telemetry.ts:10:3, environments/telemetry.ts:30:3 (staging, production)',
      '  processors::batch::sise: processors::batch has no field sise.',
      '  why: It does not start.',
      '  fix: Write size.',
    ].join('\n'),
    expect.stringContaining('Another.'),
  ]);
});

it('of many places the first are named', () => {
  const [told = ''] = findingParagraphs([1, 2, 3, 4, 5].map((line) => found('staging', line)));
  expect(told.split('\n')[0]).toBe(
    'error TV-6 environments/telemetry.ts:1:3, environments/telemetry.ts:2:3, environments/telemetry.ts:3:3 and 2 more places (staging)',
  );
});
