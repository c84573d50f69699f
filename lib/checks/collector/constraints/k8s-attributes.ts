import { items } from '../../../documents';
import {
  all,
  type ComponentConstraints,
  type Constraint,
  each,
  excludes,
  fields,
  goRegexp,
  nonNegativeDuration,
  oneOf,
  refused,
} from '../constraint';
import { kubernetesApi } from './shared';

const metadataFields =
  'k8s.namespace.name k8s.pod.name k8s.pod.uid k8s.pod.hostname k8s.pod.start_time k8s.pod.ip k8s.deployment.name k8s.deployment.uid k8s.replicaset.name k8s.replicaset.uid k8s.daemonset.name k8s.daemonset.uid k8s.statefulset.name k8s.statefulset.uid k8s.job.name k8s.job.uid k8s.cronjob.name k8s.cronjob.uid k8s.node.name k8s.node.uid k8s.container.name k8s.cluster.uid container.id container.image.name container.image.tag container.image.tags container.image.repo_digests service.namespace service.name service.version service.instance.id'.split(
    ' ',
  );

const extraction: Constraint = each(
  all(
    excludes('key', 'key_regex'),
    fields({
      from: oneOf('', 'pod', 'namespace', 'node', 'deployment', 'statefulset', 'daemonset', 'job'),
      key_regex: goRegexp,
    }),
  ),
);

/** The k8s_attributes processor (contrib 0.158). */
export const k8sAttributes: ComponentConstraints = {
  configuration: all(
    kubernetesApi,
    fields({
      watch_sync_period: nonNegativeDuration,
      pod_delete_grace_period: nonNegativeDuration,
      pod_association: each(
        fields({ sources: refused((list) => items(list).length > 4, 'holds more than 4 sources') }),
      ),
      extract: fields({
        metadata: each(oneOf(...metadataFields)),
        labels: extraction,
        annotations: extraction,
      }),
      filter: fields({
        labels: each(fields({ op: oneOf('', 'equals', 'not-equals', 'exists', 'does-not-exist') })),
        fields: each(fields({ op: oneOf('', 'equals', 'not-equals') })),
      }),
    }),
  ),
};
