import { findings } from '../problems';

const told = (apiVersion: string, kind: string) =>
  findings(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: b}\n`, 'KS-6').map(
    ({ message, fix }) => [message, fix],
  );

it.each([
  ['v1', 'Sevice', 'Service'],
  ['apps/v1', 'Deploymnet', 'Deployment'],
  ['batch/v1', 'CronJbo', 'CronJob'],
  ['autoscaling/v2', 'HorizontalPodAutoscaller', 'HorizontalPodAutoscaler'],
  ['policy/v1', 'PodDisruptionBudgte', 'PodDisruptionBudget'],
  ['rbac.authorization.k8s.io/v1', 'RoleBindng', 'RoleBinding'],
])('%s has been complete for years, so that %s is a slip', (apiVersion, kind, meant) => {
  const [[message, fix] = []] = told(apiVersion, kind);
  expect(message).toContain(kind);
  expect(fix).toContain(meant);
  const [[, list] = []] = told(apiVersion, 'Sprocket');
  expect(list).toMatch(new RegExp(`^Kinds of ${apiVersion} are .*\\b${meant}\\b`));
});

it('a group that grows, and one of others, may have more kinds', () => {
  expect(told('example.com/v1', 'Sevice')).toEqual([]);
  expect(told('v1alpha1', 'Sevice')).toEqual([]);
});

it('a version that follows the newest served one may come with a later Kubernetes', () => {
  expect(told('resource.k8s.io/v1alpha10', 'DeviceTaintRule')).toEqual([]);
  expect(told('resource.k8s.io/v1alpha1', 'DeviceTaintRule')).toHaveLength(1);
});
