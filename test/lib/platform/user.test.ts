import { type CollectorSubject, runsAs } from '../../../lib/platform';

const running = (pod: object | null, container: object | null, imageUser?: number) => {
  const storage = {
    volumes: [],
    mounts: [],
    claims: [],
    podSecurityContext: pod as never,
    securityContext: container as never,
    isPrepared: false,
    ...(imageUser === undefined ? {} : { imageUser }),
  };
  return { deployment: { storage } } as unknown as CollectorSubject;
};

test.each([
  ['the container before the pod', { runAsUser: 1, runAsGroup: 2 }, { runAsUser: 3 }, 10001, 3, 2],
  ['the pod before the image', { runAsUser: 1 }, null, 10001, 1, undefined],
  ['the image where nothing is said', null, null, 10001, 10001, undefined],
  ['the image where null is said', { runAsUser: null }, { runAsUser: null }, 10001, 10001, undefined],
  ['nobody known for a variable', { runAsUser: '$' }, null, 10001, undefined, undefined],
])('a container runs as %s', (_, pod, container, imageUser, user, group) => {
  const found = runsAs(running(pod, container, imageUser));
  expect(found).toEqual({
    ...(user === undefined ? {} : { user }),
    ...(group ? { group } : {}),
    hasMoreRights: false,
  });
});

test.each([
  [{ fsGroup: 0 }, null],
  [{ supplementalGroups: [4] }, null],
  [null, { privileged: true }],
  [null, { capabilities: { add: ['DAC_READ_SEARCH'] } }],
])('with pod %j and container %j it has more rights than its user', (pod, container) => {
  expect(runsAs(running(pod, container)).hasMoreRights).toBe(true);
});
