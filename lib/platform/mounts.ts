import { type Data, field, items } from '../documents';

/** Where a file lies among what a container mounts. */
export interface MountedAt {
  /** Name of the volume. */
  readonly volume?: string;
  /** The way inside the volume, `subPath` included; empty for what is mounted itself. */
  readonly inside: string;
}

/** The mount that holds a path of the container: of several the nearest. Undefined where nothing is mounted there. */
export function mountHolding(volumeMounts: Data | undefined, path: string): MountedAt | undefined {
  const holding = items(volumeMounts).flatMap((mount) => {
    const mountPath = field(mount, 'mountPath');
    if (typeof mountPath !== 'string') return [];
    const base = mountPath.replace(/\/+$/, '');
    return path === base || path.startsWith(`${base}/`) ? [{ mount, base }] : [];
  });
  const [nearest] = holding.sort((a, b) => b.base.length - a.base.length);
  if (nearest === undefined) return undefined;
  const { mount, base } = nearest;
  const [volume, subPath] = [field(mount, 'name'), field(mount, 'subPath')];
  const below = path.slice(base.length).replace(/^\/+/, '');
  return {
    ...(typeof volume === 'string' ? { volume } : {}),
    inside: [subPath, below].filter((part) => typeof part === 'string' && part !== '').join('/'),
  };
}
