import fs, { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Locked, makeOnce, takeLock } from '../../../lib/delivery/lock';
import { temporaryFolder } from './sample';

const folder = temporaryFolder();
const place = () => join(folder.path, 'lock');
const at = (name: string) => join(place(), name);

afterEach(() => jest.restoreAllMocks());

/** A lock as another run left it so many milliseconds ago; the clock stands still from then on. */
function left(name: string, holder: unknown, age = 0): void {
  mkdirSync(place(), { recursive: true });
  writeFileSync(at(name), typeof holder === 'string' ? holder : JSON.stringify(holder));
  const now = 1_700_000_000_000;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  utimesSync(at(name), (now - age) / 1000, (now - age) / 1000);
}

/** Links fail with a code, the first time or always. */
function linksFail(code: string, more: () => void = () => {}): void {
  jest.spyOn(fs, 'linkSync').mockImplementationOnce(() => {
    more();
    throw Object.assign(new Error(code), { code });
  });
}

const ofElsewhere = { host: 'elsewhere.example.com', process: 1, started: '1' };
const ofTheDead = { host: hostname(), process: 2 ** 22 + 1, started: '1' };

describe('a lock', () => {
  test('says who holds it, and leaves nothing behind', () => {
    const lock = takeLock(place());
    expect(readdirSync(place())).toEqual(['lock.0']);
    const holder = JSON.parse(readFileSync(at('lock.0'), 'utf8'));
    expect(holder).toMatchObject({ host: hostname(), process: process.pid });
    expect(Object.keys(holder)).toEqual(['host', 'process', 'started']);
    lock.release();
    expect(existsSync(place())).toBe(false);
  });

  test('is had by one run alone', () => {
    const lock = takeLock(place());
    const other = () => takeLock(place(), 0);
    expect(other).toThrow(Locked);
    expect(other).toThrow(
      `another run is at work (process ${process.pid} on ${hostname()}): wait for it, or delete ${place()} if there is none`,
    );
    lock.release();
    other().release();
  });

  test('stays where others came in meanwhile', () => {
    const lock = takeLock(place());
    left('draft.1', '');
    lock.release();
    expect(readdirSync(place())).toEqual(['draft.1']);
  });
});

describe('a lock that another run left', () => {
  test('is passed over where its process is gone, and what it left goes', () => {
    left('lock.4', ofTheDead);
    left('draft.1', '');
    const lock = takeLock(place(), 0);
    expect(readdirSync(place())).toEqual(['lock.5']);
    lock.release();
  });

  test('is passed over where its number is that of a later process', () => {
    left('lock.0', { host: hostname(), process: process.pid, started: 'earlier' });
    takeLock(place(), 0).release();
    expect(existsSync(place())).toBe(false);
  });

  test('of another machine is believed for a quarter of an hour', () => {
    left('lock.0', ofElsewhere, 15 * 60_000 - 1);
    expect(() => takeLock(place(), -1)).toThrow('(process 1 on elsewhere.example.com)');
    left('lock.0', ofElsewhere, 15 * 60_000);
    takeLock(place(), 0).release();
  });

  test.each([
    '{',
    '1',
    'null',
    '{"host": 1, "process": 1, "started": "1"}',
    '{"host": "a", "process": "1", "started": "1"}',
    '{"host": "a", "process": 1}',
  ])('that cannot be read is believed for seconds: %s', (text) => {
    left('lock.0', text, 4_999);
    expect(() => takeLock(place(), -1)).toThrow('another run is at work: wait for it');
    left('lock.0', text, 5_000);
    takeLock(place(), 0).release();
  });

  test('is no other file', () => {
    left('lock.x', ofElsewhere);
    left('lock', ofElsewhere);
    const lock = takeLock(place(), 0);
    expect(existsSync(at('lock.0'))).toBe(true);
    lock.release();
  });
});

describe('a file system', () => {
  test.each(['EPERM', 'ENOTSUP', 'ENOSYS', 'EXDEV'])(
    'without hard links (%s) has locks all the same',
    (code) => {
      linksFail(code);
      const lock = takeLock(place(), 0);
      expect(JSON.parse(readFileSync(at('lock.0'), 'utf8'))).toMatchObject({ process: process.pid });
      expect(readdirSync(place())).toEqual(['lock.0']);
      lock.release();
    },
  );

  test('without hard links gives one lock to one run', () => {
    linksFail('EPERM', () => writeFileSync(at('lock.0'), JSON.stringify(ofElsewhere)));
    expect(() => takeLock(place(), -1)).toThrow('(process 1 on elsewhere.example.com)');
  });

  test('that is full tells so', () => {
    linksFail('ENOSPC');
    expect(() => takeLock(place(), 0)).toThrow('ENOSPC');
    expect(readdirSync(place())).toEqual([]);
  });

  test.each(['EEXIST', 'ENOENT'])('on which a rival was faster (%s) is tried again', (code) => {
    linksFail(code, () => {
      for (const name of readdirSync(place())) fs.rmSync(at(name));
    });
    takeLock(place(), 1_000).release();
    expect(existsSync(place())).toBe(false);
  });
});

test('a file that cannot be written is told by its own fault, not by what is cleared behind it', () => {
  mkdirSync(place(), { recursive: true });
  expect(() => makeOnce(at('file'), 'text', at('none/draft'))).toThrow(/^ENOENT: .* open /);
});
