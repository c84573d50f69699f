import { processors } from '../lib/collector';

/** Refuses telemetry before the collector runs out of memory; percentages of the container's memory limit. */
export const memoryLimiter = processors.memoryLimiter({
  check_interval: '5s',
  limit_percentage: 80,
  spike_limit_percentage: 25,
});

/** Adds what Kubernetes knows of the sending pod, with all its labels and annotations. */
export const podMetadata = processors.k8sAttributes({
  passthrough: false,
  pod_association: [
    { sources: [{ from: 'resource_attribute', name: 'k8s.pod.ip' }] },
    { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
    { sources: [{ from: 'connection' }] },
  ],
  extract: {
    metadata: [
      'k8s.namespace.name',
      'k8s.pod.name',
      'k8s.pod.uid',
      'k8s.pod.start_time',
      'k8s.deployment.name',
      'k8s.node.name',
      'container.image.name',
      'container.image.tag',
    ],
    labels: [{ tag_name: '$$1', key_regex: '(.*)', from: 'pod' }],
    annotations: [{ tag_name: '$$1', key_regex: '(.*)', from: 'pod' }],
  },
});
