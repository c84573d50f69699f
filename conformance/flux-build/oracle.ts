import { spawnSync } from 'node:child_process';
import type { DataMap } from '../../lib/documents';

/** What Flux's libraries are asked to build. */
export interface Request {
  readonly files: { readonly [path: string]: string };
  /** The Flux Kustomization; absent where `folder` is built with kustomize alone. */
  readonly kustomization?: DataMap;
  readonly folder?: string;
}

/** What they said. */
export interface FluxAnswer {
  readonly objects: readonly DataMap[];
  readonly error?: string;
}

/** Has many requests answered at once, in their order. */
export function askAll(program: string, requests: readonly Request[]): FluxAnswer[] {
  if (requests.length === 0) return [];
  const input = requests.map((request) => JSON.stringify({ ...request, strict: true })).join('\n');
  const { status, stdout, stderr } = spawnSync(program, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    timeout: 900_000,
  });
  if (status !== 0) throw new Error(`flux ended with ${status}: ${stderr.slice(-2000)}`);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { objects: DataMap[] | null; error?: string });
  return answers.map(({ objects, error }) => ({
    objects: objects ?? [],
    ...(error === undefined ? {} : { error }),
  }));
}
