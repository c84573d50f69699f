import { podSecurityRule, shown } from '../../pod-security/control';

/** By the minor version since which they count as safe. */
const safe: readonly (readonly [since: number, names: readonly string[]])[] = [
  [
    0,
    [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.tcp_syncookies',
      'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start',
    ],
  ],
  [27, ['net.ipv4.ip_local_reserved_ports']],
  [
    29,
    [
      'net.ipv4.tcp_keepalive_time',
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
    ],
  ],
  [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
];

export const sysctlsAreSafe = podSecurityRule({
  level: 'baseline',
  id: 'PS-11',
  title: 'Pods set safe kernel parameters only',
  fix: 'Take the parameter out and set it on the node, or give the namespace the level privileged.',
  pod: `
-       securityContext: {sysctls: [{name: net.core.somaxconn, value: "1024"}]}
+       securityContext: {sysctls: [{name: net.ipv4.tcp_syncookies, value: "1"}]}
        containers: [{name: agent, image: "agent:1.0.0"}]
`,
  *violations(pod, minor) {
    for (const at of pod.at('securityContext', 'sysctls').items.map((entry) => entry.at('name'))) {
      if (!safe.some(([since, names]) => since <= minor && names.includes(at.text ?? '')))
        yield { what: `the pod sets ${shown(at)}`, at };
    }
  },
});
