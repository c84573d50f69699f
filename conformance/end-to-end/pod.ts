import { join } from 'node:path';
import type { Processes, Started } from '../support/processes';

/** A container that is run as a process of this machine, as closely held as its manifest says. */
export interface Container {
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
}

/** Where the image's files are mounted inside a pod. */
export const imageFolder = '/run/image';

/** Where Kubernetes mounts a ServiceAccount's token; /var/run is /run. */
const tokenFolder = '/run/secrets/kubernetes.io/serviceaccount';

/**
 * Starts a container in mounts of its own: its image's files, its hosts, its token, its writable folders, the rest
 * read-only; then drops to its user without any capability, so that what the manifest forbids really fails.
 */
export function startContainer(processes: Processes, container: Container): Started {
  const script = [...mountLines(container), execLine(container)].join('\n');
  return processes.start({
    name: container.name,
    command: 'unshare',
    args: ['--mount', '--propagation', 'private', 'sh', '-euc', script, 'sh', ...container.command],
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', ...container.variables },
  });
}

function mountLines({ image, hosts, serviceAccount, readOnlyRoot, emptyFolders }: Container): string[] {
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
  if (readOnlyRoot) lines.push('mount -o remount,bind,ro /', 'mount -o remount,ro /run');
  return lines;
}

/** Inside a user namespace there is only one user to be: the drop is left out there. */
function execLine({ user, group }: Container): string {
  const drop = ['setpriv', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];
  if (user !== undefined) drop.push(`--reuid=${user}`);
  if (group !== undefined) drop.push(`--regid=${group}`, '--clear-groups');
  const mapsOneUser = '[ "$(awk \'{ n += $3 } END { print n }\' /proc/self/uid_map)" = 1 ]';
  return `if ${mapsOneUser}; then exec "$@"; else exec ${drop.join(' ')} "$@"; fi`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
