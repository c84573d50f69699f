import { notation, read, runningComponents } from '../../../collector/effective';
import { field, knownText } from '../../../documents';
import type { CollectorRule } from '../../rule';

/** The directory where none is written (contrib 0.158, Linux). */
const usual = '/var/lib/otelcol/file_storage';

export const storageOutlivesThePod: CollectorRule = {
  id: 'CV-9',
  title: 'A persistent queue lies on a volume',
  severity: 'advice',
  why: 'The directory of file_storage is in the container: the queue is lost with the pod that it should outlive.',
  fix: 'Mount a volume at the directory of file_storage.',
  appliesTo: 'collector',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: collector, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
+     extraVolumes: [{name: queue, persistentVolumeClaim: {claimName: queue}}]
+     extraVolumeMounts: [{name: queue, mountPath: /var/lib/otelcol}]
      config:
        extensions: {file_storage: {directory: /var/lib/otelcol}} # ←
        exporters: {otlp_grpc: {endpoint: "backend:4317", sending_queue: {storage: file_storage}}}
        service:
          extensions: [health_check, file_storage]
          pipelines: {traces: {exporters: [otlp_grpc]}}
`,
  *check(subject) {
    const mounts = subject.deployment?.mounts;
    if (mounts === undefined) return;
    for (const { type, body, path } of runningComponents(read(subject))) {
      if (type !== 'file_storage') continue;
      const directory = knownText(field(body, 'directory')) ?? usual;
      if (
        mounts.some(
          (mount) => directory === mount || directory.startsWith(mount.endsWith('/') ? mount : `${mount}/`),
        )
      )
        continue;
      const here = field(body, 'directory') === undefined ? path : [...path, 'directory'];
      yield { message: `${notation(here)}: nothing is mounted at ${directory}.`, path: here };
    }
  },
};
