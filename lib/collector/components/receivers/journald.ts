import { field } from '../../../documents';
import type { ComponentCard } from '../card';

/** Reads the journal of the node through `journalctl`. */
export const journald: ComponentCard = {
  does: ['bringsNoRequest'],
  takesStorage: true,
  pod: (body) => {
    const named = field(body, 'directory');
    return {
      folders:
        typeof named === 'string'
          ? [{ path: named, host: named }]
          : ['/var/log/journal', '/run/log/journal'].map((path) => ({ path, host: path, optional: true })),
      root: 'the journal belongs to root and the group systemd-journal',
    };
  },
  checkpoints: () => true,
};
