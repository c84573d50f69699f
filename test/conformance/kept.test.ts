import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, KeptAnswers } from '../../conformance/support/kept';

const folder = mkdtempSync(join(tmpdir(), 'otelflux-kept-'));
const program = join(folder, 'program');
const before = process.env.OTELFLUX_CACHE;
beforeAll(() => {
  process.env.OTELFLUX_CACHE = folder;
  writeFileSync(program, 'one');
});
afterAll(() => {
  if (before === undefined) delete process.env.OTELFLUX_CACHE;
  else process.env.OTELFLUX_CACHE = before;
  rmSync(folder, { recursive: true });
});

/** Asks a fresh reader of what is kept, and tells whether the program was asked. */
async function asked(question: readonly string[], answer: Answer): Promise<readonly [Answer, boolean]> {
  let isAsked = false;
  const given = await new KeptAnswers(program).of(question, async () => {
    isAsked = true;
    return answer;
  });
  return [given, isAsked];
}

test('the same program is asked the same once', async () => {
  const refused = { code: 1, output: 'no' };
  expect(await asked(['validate', 'a'], refused)).toEqual([refused, true]);
  expect(await asked(['validate', 'a'], { code: 0, output: '' })).toEqual([refused, false]);
  expect(await asked(['validat', 'ea'], { code: 0, output: '' })).toEqual([{ code: 0, output: '' }, true]);
});

test('one that did not end is asked again', async () => {
  expect(await asked(['slow'], { output: '' })).toEqual([{ output: '' }, true]);
  expect(await asked(['slow'], { code: 0, output: '' })).toEqual([{ code: 0, output: '' }, true]);
});

test('half a line is passed over, and another program has answers of its own', async () => {
  const kept = join(folder, 'conformance');
  const [file = ''] = readdirSync(kept);
  writeFileSync(join(kept, file), `${readFileSync(join(kept, file), 'utf8')}["half`);
  expect(await asked(['slow'], { code: 1, output: '' })).toEqual([{ code: 0, output: '' }, false]);
  writeFileSync(program, 'another');
  expect(await asked(['slow'], { code: 1, output: '' })).toEqual([{ code: 1, output: '' }, true]);
});
