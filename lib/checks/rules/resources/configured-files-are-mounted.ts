import { cardOf } from '../../../collector/components';
import { notation, read, runningComponents } from '../../../collector/effective';
import type { Path } from '../../../documents';
import { type CollectorSubject, configOf, configReferences, type Place } from '../../../platform';
import { operatedCollector } from '../../frames';
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
  example: `${operatedCollector('gateway')}
+   volumes: [{name: certificates, secret: {secretName: traces-ca}}]
+   volumeMounts: [{name: certificates, mountPath: /certificates}]
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
      exporters: {otlp_http: {endpoint: "https://traces.example.com", tls: {ca_file: /certificates/ca.crt}}} # ←
      service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
`,
  *check(subject) {
    const { deployment } = subject;
    if (deployment === undefined) return;
    const named = [...filesOf(configOf(subject))];
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
    const include = configOf(subject).at(...path, 'include');
    yield { folder: first.path, path: include.items.length > 0 ? include.path : path };
  }
}

function isPresent(file: string, mounts: readonly string[]): boolean {
  if (!file.startsWith('/') || file === '/' || present.some((folder) => file.startsWith(folder))) return true;
  return mounts.some((mount) => file === mount || file.startsWith(mount.endsWith('/') ? mount : `${mount}/`));
}

function* filesOf(config: Place): Generator<{ file: string; path: Path }> {
  for (const place of config.walk()) {
    if (place.text === undefined) continue;
    const { path, known } = place;
    if (known !== undefined && fileFields.has(String(place.key))) yield { file: known, path };
    for (const { scheme, target } of configReferences(place.text)) {
      if (scheme === 'file') yield { file: target, path };
    }
  }
  yield* storageFolders(config);
}

/** Folders of file storage that must exist before the start; with `create_directory` the collector makes them. */
function* storageFolders(config: Place): Generator<{ file: string; path: Path }> {
  const enabled = new Set(config.at('service', 'extensions').items.map(({ text }) => text));
  for (const [id, body] of config.at('extensions').entries) {
    if (!/^file_storage(?:\/|$)/.test(id) || !enabled.has(id)) continue;
    const { known, path } = body.at('directory');
    if (known !== undefined && body.at('create_directory').data !== true) yield { file: known, path };
  }
}
