import { field } from '../../../documents';
import type { ComponentCard } from '../card';

/** Reads the journal of the node through `journalctl`. */
export const journald: ComponentCard = {
  does: ['bringsNoRequest'],
  takesStorage: true,
  pod: (body) => {
    const named = field(body, 'directory');
    const paths = typeof named === 'string' ? [named] : ['/var/log/journal', '/run/log/journal'];
    return {
      folders: paths.map((path) => ({ path, host: path })),
      root: 'the journal belongs to root and the group systemd-journal',
    };
  },
  checkpoints: () => true,
};
