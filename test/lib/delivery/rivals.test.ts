import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../../support/programs';
import { readTree, temporaryFolder } from './sample';

const folder = temporaryFolder();

/** A process that delivers trees of its own mark as fast as it can. */
function rival(mark: string, output: string): Promise<number | null> {
  const words = [...program('test/lib/delivery/rival.ts'), mark, output];
  return new Promise((resolve) => spawn(process.execPath, words, { stdio: 'inherit' }).once('exit', resolve));
}

test('runs at the same time wait for each other, and the last one has its whole tree', async () => {
  const output = join(folder.path, 'dist');
  const statuses = await Promise.all(['a', 'b', 'c'].map((mark) => rival(mark, output)));
  expect(statuses).toEqual([0, 0, 0]);
  const marks = new Set(
    Object.values(readTree(output)).flatMap((text) =>
      [...text.matchAll(/mark:? (\w\d)/g)].map((match) => match[1]),
    ),
  );
  expect(marks.size).toBe(1);
  expect([...marks][0]).toMatch(/^[abc]9$/);
  expect(readdirSync(folder.path)).toEqual(['dist']);
});
