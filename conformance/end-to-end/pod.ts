import { join } from 'node:path';
import type { Processes, Started } from '../support/processes';

/** A container that is run as a process of this machine, as closely held as its manifest says. */
export interface ContainerProcess {
  readonly name: string;
  /** Files and folders that an image would hold, by the name under which the program finds them below `imageFolder`. */
  readonly image: Readonly<Record<string, string>>;
  /** Program and arguments. */
  readonly command: readonly string[];
  /** The whole environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** File that becomes /etc/hosts. */
  readonly hosts: string;
  /** Folder with `token`, `ca.crt` and `namespace`; absent: no token is mounted. */
  readonly serviceAccount?: string;
  readonly user?: number;
  readonly group?: number;
  readonly readOnlyRoot: boolean;
  /** Paths of empty folders that may be written to. */
  readonly emptyFolders: readonly string[];
  /** Folders of the machine by the path at which the container has them: it then gets a root of its own. */
  readonly hostPaths?: Readonly<Record<string, string>>;
}

/** Where the image's files are mounted inside a pod. */
export const imageFolder = '/run/image';

/** Where Kubernetes mounts a ServiceAccount's token; /var/run is /run. */
const tokenFolder = '/run/secrets/kubernetes.io/serviceaccount';

/**
 * Starts a container in mounts of its own: its image's files, its hosts, its token, its writable folders, the rest
 * read-only; then drops to its user without any capability, so that what the manifest forbids really fails.
 */
export function startContainer(processes: Processes, container: ContainerProcess): Started {
  const script = [...mountLines(container), execLine(container)].join('\n');
  return processes.start({
    name: container.name,
    command: 'unshare',
    args: ['--mount', '--propagation', 'private', 'sh', '-euc', script, 'sh', ...container.command],
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', ...container.variables },
  });
}

function mountLines({
  image,
  hosts,
  serviceAccount,
  readOnlyRoot,
  emptyFolders,
  hostPaths,
}: ContainerProcess): string[] {
  const lines = ['mount -t tmpfs -o mode=755 tmpfs /run', `mkdir -p ${imageFolder} ${tokenFolder}`];
  for (const [name, source] of Object.entries(image)) {
    const target = quote(join(imageFolder, name));
    const from = quote(source);
    lines.push(
      `if [ -d ${from} ]; then mkdir ${target}; else touch ${target}; fi`,
      `mount --bind ${from} ${target}`,
    );
  }
  if (serviceAccount !== undefined) lines.push(`mount --bind ${quote(serviceAccount)} ${tokenFolder}`);
  lines.push(`mount --bind ${quote(hosts)} /etc/hosts`);
  for (const folder of emptyFolders) lines.push(`mount -t tmpfs -o mode=1777 tmpfs ${quote(folder)}`);
  if (hostPaths !== undefined) lines.push(...ownRootLines(hostPaths));
  else if (readOnlyRoot) lines.push('mount -o remount,bind,ro /', 'mount -o remount,ro /run');
  return lines;
}

/** Where the root of a container is put together that has other folders than the machine. */
const ownRoot = '/mnt';

/** The machine's folders in a root of its own, so that host paths can lie where the machine has nothing or something else. */
function ownRootLines(hostPaths: Readonly<Record<string, string>>): string[] {
  const parents = new Set(Object.keys(hostPaths).map((path) => path.slice(0, path.lastIndexOf('/'))));
  const shadowed = [...parents].filter(
    (path) => path !== '' && ![...parents].some((other) => other !== '' && path.startsWith(`${other}/`)),
  );
  return [
    `mount -t tmpfs -o mode=755 tmpfs ${ownRoot}`,
    `for each in /*; do if [ "$each" = ${ownRoot} ]; then continue; elif [ -L "$each" ]; then cp -P "$each" ${ownRoot}; elif [ -d "$each" ]; then mkdir -p "${ownRoot}$each"; mount --rbind "$each" "${ownRoot}$each"; fi; done`,
    ...shadowed.map((path) => `mount -t tmpfs -o mode=755 tmpfs ${quote(`${ownRoot}${path}`)}`),
    ...Object.entries(hostPaths).flatMap(([path, source]) => {
      const target = quote(`${ownRoot}${path}`);
      return [`mkdir -p ${target}`, `mount --rbind ${quote(source)} ${target}`];
    }),
    `mount -o remount,ro ${ownRoot}`,
  ];
}

/** Inside a user namespace there is only one user to be: the drop is left out there. */
function execLine({ user, group, hostPaths }: ContainerProcess): string {
  const root = hostPaths === undefined ? '' : `chroot ${ownRoot} `;
  const drop = ['setpriv', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];
  if (user !== undefined) drop.push(`--reuid=${user}`);
  if (group !== undefined) drop.push(`--regid=${group}`, '--clear-groups');
  const mapsOneUser = '[ "$(awk \'{ n += $3 } END { print n }\' /proc/self/uid_map)" = 1 ]';
  return `if ${mapsOneUser}; then exec ${root}"$@"; else exec ${root}${drop.join(' ')} "$@"; fi`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
