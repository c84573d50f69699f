import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { Table } from '../../lib/helm/data';
import type { Case } from './generator';

/** What the real chart made of a case. */
export type Rendered =
  | { readonly fails: string }
  | {
      readonly config: unknown;
      readonly objects: readonly {
        readonly kind: string;
        readonly name: string;
        readonly namespace?: string;
      }[];
      readonly ports: unknown;
      readonly env: readonly string[];
      readonly image: string;
      /** The objects whole; stored cases do not have them. */
      readonly whole?: readonly Table[];
    };

// As Helm reads it: YAML 1.1, the last of equal keys wins.
const yaml11 = { version: '1.1', uniqueKeys: false, logLevel: 'error' } as const;

interface Manifest {
  kind?: string;
  metadata?: { name?: unknown; namespace?: unknown };
  data?: { relay?: string };
  spec?: {
    ports?: { name: unknown; port: unknown; targetPort: unknown; protocol: unknown; appProtocol?: unknown }[];
    template?: { spec?: { containers?: { name: string; image: string; env?: { name: unknown }[] }[] } };
  };
}

/** Renders with a Helm binary and a chart folder; Helm's own complaint where it fails. */
export function render(helm: string, chart: string, { release, namespace, values }: Case): Rendered {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-helm-'));
  try {
    const file = join(folder, 'values.json');
    writeFileSync(file, escaped(JSON.stringify(values)));
    const { status, stdout, stderr, error } = spawnSync(
      helm,
      ['template', release, chart, '-n', namespace, '-f', file],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      },
    );
    if (error !== undefined) throw error;
    return status === 0 ? read(stdout) : { fails: stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** JSON as YAML takes it: what is no printable character there stands as an escape. */
function escaped(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function read(stdout: string): Rendered {
  const manifests = parseAllDocuments(stdout, yaml11)
    .map((document): Manifest | null => document.toJS())
    .filter((manifest): manifest is Manifest => typeof manifest?.kind === 'string');
  const workload = manifests.find(
    ({ kind }) => kind === 'Deployment' || kind === 'DaemonSet' || kind === 'StatefulSet',
  );
  const container = workload?.spec?.template?.spec?.containers?.find(
    ({ name }) => name === 'opentelemetry-collector',
  );
  const relay = manifests.find(({ kind, data }) => kind === 'ConfigMap' && data?.relay !== undefined)?.data
    ?.relay;
  const service = manifests.find(({ kind }) => kind === 'Service');
  return {
    config: relay === undefined ? null : parse(relay, yaml11),
    objects: manifests.map(({ kind = '', metadata = {} }) => ({
      kind,
      name: String(metadata.name),
      ...(metadata.namespace === undefined ? {} : { namespace: String(metadata.namespace) }),
    })),
    ports:
      service === undefined
        ? null
        : (service.spec?.ports ?? []).map(({ name, port, targetPort, protocol, appProtocol }) => ({
            name: name === null ? null : String(name),
            port,
            targetPort,
            protocol,
            ...(appProtocol === undefined ? {} : { appProtocol }),
          })),
    env: (container?.env ?? []).map(({ name }) => String(name)),
    image: container?.image ?? '',
    whole: JSON.parse(JSON.stringify(manifests)) as Table[],
  };
}
