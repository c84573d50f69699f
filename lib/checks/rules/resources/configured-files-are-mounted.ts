import { cardOf } from '../../../collector/components';
import { notation, read, runningComponents } from '../../../collector/effective';
import { type DataMap, entries, field, isMap, items, type Path, walk } from '../../../documents';
import { type CollectorSubject, configReferences } from '../../../platform';
import type { CollectorRule } from '../../rule';

/** Fields, in any component, that name a file or a folder that must exist when the collector starts. */
const fileFields = new Set([
  'ca_file',
  'cert_file',
  'key_file',
  'client_ca_file',
  'filename',
  'credentials_file',
  'bearer_token_file',
  'root_path',
]);

/** Folders that every image has, or that Kubernetes mounts by itself. */
const present = [
  '/etc/ssl/',
  '/etc/pki/',
  '/usr/share/',
  '/var/run/secrets/',
  '/run/secrets/',
  '/proc',
  '/sys',
  '/dev',
  '/etc/os-release',
];

export const configuredFilesAreMounted: CollectorRule = {
  id: 'XR-5',
  title: 'Files and folders that the configuration names are mounted',
  severity: 'warning',
  why: 'The collector does not find the file and refuses to start, unless its image happens to carry it.',
  fix: 'Mount a volume there (extraVolumes and extraVolumeMounts, or spec.volumes and spec.volumeMounts).',
  appliesTo: 'collector',
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: gateway, namespace: observability}
  spec:
+   volumes: [{name: certificates, secret: {secretName: traces-ca}}]
+   volumeMounts: [{name: certificates, mountPath: /certificates}]
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
      exporters: {otlp_http: {endpoint: "https://traces.example.com", tls: {ca_file: /certificates/ca.crt}}} # ←
      service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
`,
  *check(subject) {
    const { deployment, config } = subject;
    if (deployment === undefined) return;
    const named = [...filesOf(config)];
    for (const { file, path } of named) {
      if (isPresent(file, deployment.mounts)) continue;
      yield { message: `${notation(path)} names ${file}, but nothing is mounted there.`, path };
    }
    for (const { folder, path } of nodeFolders(subject)) {
      if (named.some(({ file }) => file === folder) || isPresent(folder, deployment.mounts)) continue;
      if (deployment.mounts.some((mount) => mount.startsWith(`${folder}/`))) continue;
      yield {
        message: `${notation(path)} reads ${folder} of the node, but nothing is mounted there.`,
        path,
        fix: `Mount ${folder} of the node (hostPath), read-only.`,
      };
    }
  },
};

/** The folder of the node that a component reads first, where its body names it. */
function* nodeFolders(subject: CollectorSubject): Generator<{ folder: string; path: Path }> {
  for (const { class: componentClass, type, body, path } of runningComponents(read(subject))) {
    const [first] = cardOf(componentClass, type)?.pod?.(body).folders ?? [];
    if (first?.host === undefined || !JSON.stringify(body).includes(`"${first.path}`)) continue;
    yield { folder: first.path, path: Array.isArray(field(body, 'include')) ? [...path, 'include'] : path };
  }
}

function isPresent(file: string, mounts: readonly string[]): boolean {
  if (!file.startsWith('/') || file === '/' || present.some((folder) => file.startsWith(folder))) return true;
  return mounts.some((mount) => file === mount || file.startsWith(mount.endsWith('/') ? mount : `${mount}/`));
}

function* filesOf(config: DataMap): Generator<{ file: string; path: Path }> {
  for (const { value, path } of walk(config)) {
    if (typeof value !== 'string') continue;
    const last = path.at(-1);
    if (typeof last === 'string' && fileFields.has(last) && !value.includes('$')) yield { file: value, path };
    for (const { scheme, target } of configReferences(value)) {
      if (scheme === 'file') yield { file: target, path };
    }
  }
  yield* storageFolders(config);
}

/** Folders of file storage that must exist before the start; with `create_directory` the collector makes them. */
function* storageFolders(config: DataMap): Generator<{ file: string; path: Path }> {
  const enabled = new Set(items(field(config.service, 'extensions')));
  for (const [id, body] of entries(config.extensions)) {
    const directory = isMap(body) && body.create_directory !== true ? body.directory : undefined;
    if (!/^file_storage(?:\/|$)/.test(id) || !enabled.has(id)) continue;
    if (typeof directory === 'string' && !directory.includes('$')) {
      yield { file: directory, path: ['extensions', id, 'directory'] };
    }
  }
}
