import { field } from '../../../documents';
import type { ComponentCard } from '../card';

const socket = '/var/run/docker.sock';

/** Asks the Docker daemon of the node. */
export const dockerStats: ComponentCard = {
  pod: (body) => {
    const endpoint = field(body, 'endpoint') ?? `unix://${socket}`;
    if (typeof endpoint !== 'string' || !endpoint.startsWith('unix://')) return {};
    const path = endpoint.slice('unix://'.length);
    return { folders: [{ path, host: path }], root: 'the socket of the Docker daemon belongs to root' };
  },
};
