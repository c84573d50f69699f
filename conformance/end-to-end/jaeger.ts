import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Processes, type Started, until } from '../support/processes';
import { program } from '../support/programs';
import { podAddresses } from './cluster';
import { imageFolder, startContainer } from './pod';

/** Where traces are kept: `memory` is what the emitted resource asks for, `disk` outlives a restart. */
export type JaegerStore = 'memory' | 'disk';

/** Starts Jaeger 2 in the place of what the operator would run, on the ports of the operator's Services. */
export async function startJaeger(
  processes: Processes,
  folder: string,
  hosts: string,
  store: JaegerStore,
): Promise<Started> {
  const file = join(folder, `jaeger-${store}.yaml`);
  writeFileSync(file, stringify(configuration(store, folder)));
  const started = startContainer(processes, {
    name: 'jaeger',
    image: { jaeger: program('jaeger'), 'config.yaml': file },
    command: [`${imageFolder}/jaeger`, `--config=${imageFolder}/config.yaml`],
    variables: { OTEL_TRACES_SAMPLER: 'always_off' },
    hosts,
    readOnlyRoot: false,
    emptyFolders: [],
  });
  const health = `http://${podAddresses.jaeger}:13133/status`;
  await until('a healthy Jaeger', async () => (await fetch(health)).ok, { program: started });
  return started;
}

function configuration(store: JaegerStore, folder: string): object {
  const on = (port: number) => ({ endpoint: `${podAddresses.jaeger}:${port}` });
  const directories = { keys: join(folder, 'badger', 'keys'), values: join(folder, 'badger', 'values') };
  const backend =
    store === 'memory' ? { memory: { max_traces: 50_000 } } : { badger: { directories, ephemeral: false } };
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: { traces: { receivers: ['otlp'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: { metrics: { level: 'none' } },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: on(13133) },
      jaeger_storage: { backends: { traces: backend } },
      jaeger_query: {
        storage: { traces: 'traces' },
        enable_tracing: false,
        http: on(16686),
        grpc: on(16685),
      },
    },
    receivers: { otlp: { protocols: { grpc: on(4317), http: on(4318) } } },
    exporters: { jaeger_storage_exporter: { trace_storage: 'traces' } },
  };
}
