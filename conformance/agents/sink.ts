import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Processes, until } from '../support/processes';
import { program } from '../support/programs';

/** A service on the internet that takes OTLP over TLS with a key: the real collector, which writes what it gets to a file. */
export class Sink {
  private constructor(
    private readonly file: string,
    /** The certificate that clients must trust. */
    readonly certificate: string,
  ) {}

  /** Starts it as `host`, at an address of this machine. */
  static async start(processes: Processes, folder: string, host: string, address: string): Promise<Sink> {
    const [certificate, key] = [join(folder, 'sink.crt'), join(folder, 'sink.key')];
    makeCertificate(host, certificate, key);
    const file = join(folder, 'received.jsonl');
    const configuration = join(folder, 'sink.yaml');
    writeFileSync(configuration, stringify(sinkConfiguration({ address, certificate, key, file })));
    const started = processes.start({
      name: 'sink',
      command: program('collector'),
      args: [`--config=${configuration}`],
      environment: { PATH: '/usr/bin:/bin' },
    });
    await until('the sink', async () => (await fetch(`http://${address}:13133/`)).ok, { program: started });
    return new Sink(file, certificate);
  }

  /** Everything that arrived so far, a request each, as OTLP's JSON. */
  received(): readonly string[] {
    if (!existsSync(this.file)) return [];
    return readFileSync(this.file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  }
}

function makeCertificate(host: string, certificate: string, key: string): void {
  const done = spawnSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...[
        '-subj',
        `/CN=${host}`,
        '-addext',
        `subjectAltName=DNS:${host}`,
        '-keyout',
        key,
        '-out',
        certificate,
      ],
    ],
    { encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(`no certificate for ${host}: ${done.stderr}`);
}

function sinkConfiguration(where: {
  readonly address: string;
  readonly certificate: string;
  readonly key: string;
  readonly file: string;
}): object {
  const pipeline = { receivers: ['otlp'], processors: ['attributes'], exporters: ['file'] };
  return {
    extensions: { health_check: { endpoint: `${where.address}:13133` } },
    receivers: {
      otlp: {
        protocols: {
          http: {
            endpoint: `${where.address}:443`,
            tls: { cert_file: where.certificate, key_file: where.key },
            include_metadata: true,
          },
        },
      },
    },
    // What the request bore as its key, for those who look at the file.
    processors: {
      attributes: { actions: [{ key: 'sink.key', action: 'insert', from_context: 'metadata.x-api-key' }] },
    },
    exporters: { file: { path: where.file, flush_interval: '100ms' } },
    service: {
      extensions: ['health_check'],
      telemetry: { metrics: { level: 'none' } },
      pipelines: { traces: pipeline, metrics: pipeline, logs: pipeline },
    },
  };
}
