import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../../../lib/delivery/swap';
import { temporaryFolder } from './sample';

const folder = temporaryFolder();

describe('renames are forced to the disk', () => {
  test('where the system can', () => {
    writeFileSync(join(folder.path, 'a'), '');
    expect(() => syncFolder(folder.path)).not.toThrow();
    // It says EINVAL.
    expect(() => syncFolder('/dev/null')).not.toThrow();
  });

  test('any other fault is told', () => {
    expect(() => syncFolder(join(folder.path, 'gone'))).toThrow(/ENOENT/);
  });
});
