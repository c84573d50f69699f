import { at, type Data, field } from '../../../documents';
import type { ComponentCard, FolderNeed } from '../card';

/** Where it keeps its files unless told otherwise (release 0.158). */
const defaultFolder = '/var/lib/otelcol/file_storage';

/** Keeps queues, offsets and checkpoints in files. */
export const fileStorage: ComponentCard = {
  role: { stores: true },
  pod: (body) => ({ folders: foldersOf(body) }),
};

function foldersOf(body: Data): FolderNeed[] {
  const own = field(body, 'directory') ?? defaultFolder;
  const compacts =
    at(body, ['compaction', 'on_start']) === true || at(body, ['compaction', 'on_rebound']) === true;
  const compaction = at(body, ['compaction', 'directory']);
  const paths = [own, ...(compacts && compaction !== own ? [compaction ?? '/tmp'] : [])];
  return paths.flatMap((path) => (typeof path === 'string' && isPlain(path) ? [{ path, write: true }] : []));
}

/** An address that a variable decides is not known. */
function isPlain(path: string): boolean {
  return path.startsWith('/') && !path.includes('${');
}
