import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { imageFolder, startContainer } from '../end-to-end/pod';
import type { KubernetesObject } from '../support/kubernetes-client';
import { type Processes, until } from '../support/processes';
import { program } from '../support/programs';

const intake = 'http://127.0.0.1:5318';

/**
 * A pod that sends OTLP over gRPC, as the variables of its Deployment say: a collector in place of the program with an SDK. What is
 * posted to `intake` leaves from the address of the pod.
 */
export class SendingPod {
  private constructor(readonly deployment: KubernetesObject) {}

  static async start(
    processes: Processes,
    folder: string,
    hosts: string,
    deployment: KubernetesObject,
  ): Promise<SendingPod> {
    const variables = variablesOf(deployment);
    if (variables.OTEL_EXPORTER_OTLP_PROTOCOL !== 'grpc')
      throw new Error(`${deployment.metadata.name} does not send over gRPC, which is all that is known here`);
    const file = join(folder, 'workload.yaml');
    writeFileSync(file, stringify(configuration));
    const started = startContainer(processes, {
      name: 'workload',
      image: { collector: program('collector'), 'relay.yaml': file },
      command: [`${imageFolder}/collector`, `--config=${imageFolder}/relay.yaml`],
      variables,
      hosts,
      readOnlyRoot: true,
      emptyFolders: [],
    });
    await until('the workload', async () => (await fetch('http://127.0.0.1:5133/')).ok, { program: started });
    return new SendingPod(deployment);
  }

  /** Sends one request of OTLP. */
  async send(signal: 'traces' | 'metrics' | 'logs', otlp: object): Promise<void> {
    const answer = await fetch(`${intake}/v1/${signal}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(otlp),
    });
    if (!answer.ok) throw new Error(`the workload answered ${answer.status}: ${await answer.text()}`);
  }
}

function variablesOf(deployment: KubernetesObject): Record<string, string> {
  const spec = deployment.spec as {
    template: { spec: { containers: { env?: { name: string; value?: string }[] }[] } };
  };
  const env = spec.template.spec.containers[0]?.env ?? [];
  return Object.fromEntries(
    env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
}

const pipeline = { receivers: ['otlp'], exporters: ['otlp_grpc'] };

const configuration = {
  extensions: { health_check: { endpoint: '127.0.0.1:5133' } },
  receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:5318' } } } },
  exporters: {
    otlp_grpc: {
      endpoint: '${env:OTEL_EXPORTER_OTLP_ENDPOINT}',
      // An SDK takes that from the `http://` of its endpoint.
      tls: { insecure: true },
      sending_queue: { enabled: false },
      retry_on_failure: { enabled: false },
    },
  },
  service: {
    extensions: ['health_check'],
    telemetry: { metrics: { level: 'none' } },
    pipelines: { traces: pipeline, metrics: pipeline, logs: pipeline },
  },
};
