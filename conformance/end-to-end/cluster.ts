import { writeFileSync } from 'node:fs';
import { createServer, connect as open, type Server } from 'node:net';
import { join } from 'node:path';
import type { PodName, ServiceAddress } from './platform';

/**
 * Addresses of the pods. Node's connections to other loopback addresses come from 127.0.0.1, so this must be the address
 * of the one pod that others tell apart by where it connects from.
 */
export const podAddresses: Readonly<Record<PodName, string>> = {
  expenses: '127.0.0.1',
  collector: '127.64.0.2',
  jaeger: '127.64.0.3',
};

/**
 * The network of a cluster on loopback: each Service has an address of its own, listens on its own ports and no others, and
 * leads to its pod; each is known by its DNS names and no others. A wrong host is unknown, a wrong port refused.
 */
export class Network {
  private readonly addresses = new Map<ServiceAddress, string>();
  private readonly servers: Server[] = [];

  constructor(services: readonly ServiceAddress[]) {
    for (const [index, service] of services.entries()) {
      this.addresses.set(service, `127.96.${Math.floor(index / 250)}.${(index % 250) + 1}`);
    }
  }

  /** Listens on every port of every Service that has a pod. */
  async start(): Promise<void> {
    for (const [service, address] of this.addresses) {
      if (service.pod === undefined) continue;
      for (const { port, targetPort } of service.ports) {
        this.servers.push(await forward(address, port, podAddresses[service.pod], targetPort));
      }
    }
  }

  async stop(): Promise<void> {
    for (const server of this.servers) server.close();
  }

  /** Base URL of a port of a Service. @throws Error where there is no such Service. */
  url(name: string, port: number): string {
    for (const [service, address] of this.addresses)
      if (service.name === name) return `http://${address}:${port}`;
    throw new Error(`there is no Service ${name}`);
  }

  /** Writes the /etc/hosts of pods in a namespace: full names, and short ones for Services beside them. */
  writeHosts(folder: string, namespace: string): string {
    const lines = [...this.addresses].map(([service, address]) => {
      const qualified = `${service.name}.${service.namespace}`;
      const short = service.namespace === namespace ? ` ${service.name}` : '';
      return `${address} ${qualified}.svc.cluster.local ${qualified}.svc ${qualified}${short}`;
    });
    const file = join(folder, `hosts-${namespace}`);
    writeFileSync(file, ['127.0.0.1 localhost', ...lines, ''].join('\n'));
    return file;
  }
}

function forward(address: string, port: number, toAddress: string, toPort: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const target = open({ host: toAddress, port: toPort, allowHalfOpen: true });
    // A pod that is not there resets the connection, as a Service without endpoints does.
    target.on('error', () => client.resetAndDestroy());
    client.on('error', () => target.destroy());
    client.pipe(target).pipe(client);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve(server));
  });
}
