import { readFileSync } from 'node:fs';
import { runCommandLine } from '../../cli/program';

/** The verbs of the overview, as `--help` lists them. */
async function listedVerbs(): Promise<string[]> {
  let told = '';
  const written = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
  await runCommandLine(['--help']);
  written.mockRestore();
  return [...told.slice(told.indexOf('Commands:')).matchAll(/^ {2}([a-z]+) /gm)].map(([, verb = '']) => verb);
}

afterEach(() => {
  process.exitCode = 0;
});

test('the README names every verb of the overview, and no other', async () => {
  const rows = [...readFileSync('README.md', 'utf8').matchAll(/^\| `([a-z]+)` \|/gm)];
  const verbs = (await listedVerbs()).filter((verb) => verb !== 'help');
  expect(verbs).toContain('explain');
  expect(rows.map(([, verb]) => verb).sort()).toEqual(verbs.sort());
});
