import { isPort } from '../../lib/collector';
import { isDnsLabel, isPortName } from '../../lib/documents';
import { imageProblem } from '../input';
import type { Probe, Scaling, WorkloadPort, WorkloadProps } from './props';
import type { WorkloadTraits } from './workload';

/** A workload, and where its faults are told. */
interface Judged {
  readonly name: string;
  readonly props: WorkloadProps;
  readonly traits: WorkloadTraits;
  report(field: string, message: string, fix: string): void;
}

/** Names every fault of what was said of a workload. */
export function validateWorkload({ name, props, traits, report }: Judged): void {
  if (!isDnsLabel(name)) {
    report('name', `"${name}" cannot be the name of a Service`, 'use lower case letters, digits and dashes');
  }
  for (const port of traits.ports ?? []) validatePort(port, report);
  validateClashes(traits.ports ?? [], report);
  const { healthPath } = traits;
  if (healthPath !== undefined) validatePath('healthPath', healthPath, report);
  for (const [kind, probe] of Object.entries(traits.probes ?? {})) {
    if (probe !== healthPath) validateProbe(kind, probe, report);
  }
  const wrongImage = imageProblem(props.image);
  if (wrongImage !== undefined) report('image', wrongImage.message, wrongImage.fix);
  validateScaling(traits.scaling, report);
}

function validatePort({ name, containerPort, servicePort }: WorkloadPort, report: Judged['report']): void {
  const field = name === 'http' ? 'port' : `ports.${name}`;
  for (const port of [containerPort, ...(servicePort === undefined ? [] : [servicePort])]) {
    if (!isPort(port)) report(field, `${port} is not a port`, 'write a whole number from 1 to 65535');
  }
  if (!isPortName(name)) {
    report(
      `ports.${name}`,
      'is not the name of a port',
      'use at most 15 lower case letters, digits and dashes',
    );
  }
}

/** A name, and a number with its protocol, stand for one port. */
function validateClashes(ports: readonly WorkloadPort[], report: Judged['report']): void {
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const { name, containerPort, protocol = 'TCP' } of ports) {
    const number = `${containerPort}/${protocol}`;
    if (names.has(name)) report(`ports.${name}`, 'two ports have this name', 'give one of them another name');
    else if (numbers.has(number)) {
      report(`ports.${name}`, `${number} is another port already`, 'write the number that it listens on');
    }
    names.add(name);
    numbers.add(number);
  }
}

function validateProbe(kind: string, probe: Probe | undefined, report: Judged['report']): void {
  const path =
    typeof probe === 'string' ? probe : probe !== undefined && 'http' in probe ? probe.http.path : '/';
  validatePath(`probes.${kind}`, path, report);
}

function validatePath(field: string, path: string, report: Judged['report']): void {
  if (!path.startsWith('/')) report(field, `"${path}" is not a path`, 'start it with /');
}

function validateScaling(scaling: Scaling | undefined, report: Judged['report']): void {
  if (scaling === undefined || !('minReplicas' in scaling)) return;
  if (scaling.minReplicas >= 1 && scaling.minReplicas <= scaling.maxReplicas) return;
  report(
    'scaling',
    `minReplicas ${scaling.minReplicas} and maxReplicas ${scaling.maxReplicas} do not fit`,
    'let minReplicas be at least 1 and at most maxReplicas',
  );
}
