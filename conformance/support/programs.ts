import { existsSync } from 'node:fs';

/** Engines that `conformance/run` builds or fetches, by the names under which it hands them over. */
export type ProgramName =
  | 'etcd'
  | 'kube-apiserver'
  | 'flux'
  | 'jaeger'
  | 'kubectl'
  | 'helm'
  | 'collector'
  | 'expenses'
  | 'chromium';

/** The variable that holds a program's path: `OTELFLUX_ENGINE_KUBE_APISERVER`. */
export function variableOf(name: ProgramName): string {
  return `OTELFLUX_ENGINE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** Path of a program, or undefined where `conformance/run` could not have it. */
export function findProgram(name: ProgramName): string | undefined {
  const path = process.env[variableOf(name)];
  return path !== undefined && path !== '' && existsSync(path) ? path : undefined;
}

/** Path of a program. @throws Error where it is not there. */
export function program(name: ProgramName): string {
  const path = findProgram(name);
  if (path === undefined)
    throw new Error(`${variableOf(name)} names no program: start this by conformance/run`);
  return path;
}
