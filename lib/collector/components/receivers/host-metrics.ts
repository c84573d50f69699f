import { type Data, type DataMap, field } from '../../../documents';
import type { ComponentCard } from '../card';

/** Where the root of the node is mounted unless the author says otherwise. */
const mountedRoot = '/hostfs';

/** Measures the machine; inside of a container it sees that one unless the node's root is mounted. */
export const hostMetrics: ComponentCard = {
  does: ['bringsNoRequest'],
  runs: () => 'everyNode',
  pod: (body) => {
    const path = rootOf(body);
    return path === undefined ? {} : { folders: [{ path, host: '/' }] };
  },
  inPod: (body): DataMap => (field(body, 'root_path') === undefined ? { root_path: mountedRoot } : {}),
};

function rootOf(body: Data): string | undefined {
  const path = field(body, 'root_path');
  return typeof path === 'string' && path.startsWith('/') && path !== '/' && !path.includes('${')
    ? path
    : undefined;
}
