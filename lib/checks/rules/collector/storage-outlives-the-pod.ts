import { fileStorages } from '../../../platform';
import { collectorValues } from '../../frames';
import { ruleOfCollector } from '../../rule';

/** The directory where none is written (contrib 0.158, Linux). */
const usual = '/var/lib/otelcol/file_storage';

export const storageOutlivesThePod = ruleOfCollector({
  each: fileStorages,
  id: 'CV-9',
  title: 'A persistent queue lies on a volume',
  severity: 'advice',
  why: 'The directory of file_storage is in the container: the queue is lost with the pod that it should outlive.',
  fix: 'Mount a volume at the directory of file_storage.',
  example: `${collectorValues('collector')}
+     extraVolumes: [{name: queue, persistentVolumeClaim: {claimName: queue}}]
+     extraVolumeMounts: [{name: queue, mountPath: /var/lib/otelcol}]
      config:
        extensions: {file_storage: {directory: /var/lib/otelcol}} # ←
        exporters: {otlp_grpc: {endpoint: "backend:4317", sending_queue: {storage: file_storage}}}
        service:
          extensions: [health_check, file_storage]
          pipelines: {traces: {exporters: [otlp_grpc]}}
`,
  *check({ place, isRunning, settings: { directory } }, { deployment }) {
    const folder = directory.value ?? usual;
    const isMounted = deployment?.mounts.some(
      (mount) => folder === mount || folder.startsWith(mount.endsWith('/') ? mount : `${mount}/`),
    );
    if (!isRunning || isMounted !== false) return;
    const at = place.towards('directory');
    yield { message: `${at}: nothing is mounted at ${folder}.`, at };
  },
});
