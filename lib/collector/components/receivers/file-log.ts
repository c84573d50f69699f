import { type Data, field, items } from '../../../documents';
import type { ComponentCard, FolderNeed } from '../card';

/** Where Kubernetes keeps the output of containers: links, the files, and what the files link to with Docker. */
const links = '/var/log/containers';
const pods = '/var/log/pods';
const docker = '/var/lib/docker/containers';

/** Folders that a container has of its own, so that whoever names them means those of the node. */
const ofTheNode = ['/var/log/', '/var/lib/', '/run/log/'];

/** Reads files, mostly those of the node. */
export const fileLog: ComponentCard = {
  does: ['bringsNoRequest'],
  runs: (body) => (items(field(body, 'include')).some(isNodeLog) ? 'everyNode' : undefined),
  ofKubernetes: true,
  takesStorage: true,
  pod: (body) => {
    const folders = foldersOf(body);
    const readsPods = folders.some(({ path }) => path === pods);
    return {
      folders,
      ...(readsPods ? { root: 'the output of containers belongs to root, and nobody else may read it' } : {}),
    };
  },
  checkpoints: (body) => foldersOf(body).length > 0,
};

function foldersOf(body: Data): FolderNeed[] {
  const folders = items(field(body, 'include')).flatMap((pattern) =>
    typeof pattern === 'string' && !pattern.includes('${') ? nodeFolders(fixedFolder(pattern)) : [],
  );
  return [...new Set(folders)].map((path) => ({
    path,
    host: path,
    ...(path === docker ? { optional: true as const } : {}),
  }));
}

/** The folder before the first part of a pattern that may be several things. */
function fixedFolder(pattern: string): string {
  const parts = pattern.split('/').slice(0, -1);
  const open = parts.findIndex((part) => /[*?[{]/.test(part));
  return (open < 0 ? parts : parts.slice(0, open)).join('/');
}

function nodeFolders(folder: string): string[] {
  if (folder === pods || folder.startsWith(`${pods}/`)) return [pods, docker];
  if (folder === links) return [links, pods, docker];
  return ofTheNode.some((start) => `${folder}/`.startsWith(start)) ? [folder] : [];
}

/** Files of a volume are legal anywhere; the logs of the node are not. */
function isNodeLog(pattern: Data): boolean {
  return typeof pattern === 'string' && /^\/var\/log\/(?:pods|containers|journal|syslog)/.test(pattern);
}
