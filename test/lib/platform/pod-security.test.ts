import { baselineCapabilities, labelledMinor, podSecurityLabelPath } from '../../../lib/platform';

test('the level baseline admits the capabilities that the Pod Security Standards list', () => {
  expect([...baselineCapabilities].sort()).toEqual([
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'SETFCAP',
    'SETGID',
    'SETPCAP',
    'SETUID',
    'SYS_CHROOT',
  ]);
});

test('a label is of a mode, or of the version of its level', () => {
  expect(podSecurityLabelPath('warn').at(-1)).toBe('pod-security.kubernetes.io/warn');
  expect(podSecurityLabelPath('warn', '-version').at(-1)).toBe('pod-security.kubernetes.io/warn-version');
});

test.each([
  ['v1.31', 31],
  ['latest', Number.POSITIVE_INFINITY],
  ['1.31', undefined],
  ['v2.1', undefined],
])('the version %s has the minor version %s', (version, minor) => {
  expect(labelledMinor(version)).toBe(minor);
});
