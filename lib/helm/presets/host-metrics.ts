import { isEnabled } from '../names';
import type { Step } from '../version';
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

/** Mount points that are not scraped, as patterns that match a path itself and everything below it (0.158.1 and later). */
export const excludedBelow = systemPaths.map((path) => `^${path}($|/)`);

/** Mount points that are not scraped, as they were before 0.158.1: `/*` read as a regular expression. */
export const excludedByStar = systemPaths.map((path) => `${path}/*`);

const excludedFileSystems =
  'autofs binfmt_misc bpf cgroup2 configfs debugfs devpts devtmpfs fusectl hugetlbfs iso9660 mqueue nsfs overlay proc procfs pstore rpc_pipefs securityfs selinuxfs squashfs sysfs tracefs'.split(
    ' ',
  );

/** Measures the node that the pod runs on. */
export function hostMetrics(excludedMountPoints: readonly string[]): Step {
  const hostmetrics = {
    root_path: '/hostfs',
    collection_interval: '10s',
    scrapers: {
      cpu: null,
      load: null,
      memory: null,
      disk: null,
      filesystem: {
        exclude_mount_points: { mount_points: [...excludedMountPoints], match_type: 'regexp' },
        exclude_fs_types: { fs_types: excludedFileSystems, match_type: 'strict' },
      },
      network: null,
    },
  };
  return {
    label: 'preset hostMetrics',
    applies: (release) => isEnabled(release, 'presets', 'hostMetrics', 'enabled'),
    apply: (config) => receiverPreset(config, 'metrics', { receivers: { hostmetrics } }, 'hostmetrics'),
  };
}
