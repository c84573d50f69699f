import type { Table } from '../data';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset } from '../names';
import type { ConfigStep, Release } from '../version';
import { receiverPreset } from './pipelines';

const systemPaths = [
  '/dev',
  '/proc',
  '/sys',
  '/run/k3s/containerd',
  '/var/lib/docker',
  '/var/lib/kubelet',
  '/snap',
];

/** Mount points that are not scraped; before 0.158.1 they were written `/*`, though read as regular expressions. */
function excludedMountPoints(release: Release): string[] {
  const below = inEffect(release, changes.mountPointsBelow);
  return systemPaths.map((path) => (below ? `^${path}($|/)` : `${path}/*`));
}

const excludedFileSystems =
  'autofs binfmt_misc bpf cgroup2 configfs debugfs devpts devtmpfs fusectl hugetlbfs iso9660 mqueue nsfs overlay proc procfs pstore rpc_pipefs securityfs selinuxfs squashfs sysfs tracefs'.split(
    ' ',
  );

/** Measures the node that the pod runs on. */
export const hostMetrics: ConfigStep = {
  label: 'preset hostMetrics',
  applies: (release) => hasPreset(release, 'hostMetrics'),
  apply: (config, release) =>
    receiverPreset(
      config,
      release,
      'metrics',
      { receivers: { hostmetrics: receiver(release) } },
      'hostmetrics',
    ),
};

function receiver(release: Release): Table {
  return {
    root_path: '/hostfs',
    collection_interval: '10s',
    scrapers: {
      cpu: null,
      load: null,
      memory: null,
      disk: null,
      filesystem: {
        exclude_mount_points: { mount_points: excludedMountPoints(release), match_type: 'regexp' },
        exclude_fs_types: { fs_types: excludedFileSystems, match_type: 'strict' },
      },
      network: null,
    },
  };
}
