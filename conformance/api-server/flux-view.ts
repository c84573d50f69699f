import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ApiServer } from '../support/api-server';
import type { KubernetesObject } from '../support/kubernetes-client';
import { type ObjectInFile, titleOf } from '../support/objects';
import { findProgram } from '../support/programs';
import { type Disagreement, notRun, type Outcome } from '../support/report';

const what = 'build with substitution as written, off and on; apply twice';

/** What the program in conformance/flux answers. */
interface Answer {
  readonly objects: KubernetesObject[] | null;
  readonly applies?: { subject: string; action: string }[][];
  readonly error?: string;
}

/** A way to set post-build substitution, whatever the Kustomization says. */
interface Mode {
  readonly name: string;
  readonly strict: boolean;
  change(spec: Record<string, unknown>): Record<string, unknown>;
}

/** A variable that no manifest reads: its presence alone turns substitution on. */
const unrelated = { postBuild: { substitute: { unrelated_to_all: 'value' } } };

const modes: readonly Mode[] = [
  { name: 'as written', strict: true, change: (spec) => spec },
  { name: 'substitution off', strict: true, change: ({ postBuild: _, ...rest }) => rest },
  { name: 'substitution on, strict', strict: true, change: (spec) => ({ ...spec, ...unrelated }) },
  { name: 'substitution on, not strict', strict: false, change: (spec) => ({ ...spec, ...unrelated }) },
];

/**
 * Lets Flux's own libraries build the path of every Kustomization in every mode and compares each object with the one that
 * was written: an `env` reference of the collector must be there in all of them. Then they apply it, twice.
 */
export async function compareWithFlux(
  server: ApiServer,
  environment: string,
  root: string,
  documents: readonly ObjectInFile[],
): Promise<Outcome> {
  const flux = findProgram('flux');
  if (flux === undefined) return notRun('flux libraries', what, 'they could not be built');
  const written = new Map(documents.map(({ object }) => [titleOf(object), object]));
  const kustomizations = documents.map(({ object }) => object).filter(isKustomization);
  const disagreements: Disagreement[] = [];
  let cases = 0;
  for (const kustomization of kustomizations) {
    for (const mode of modes) {
      cases += 1;
      const name = `${environment}: ${titleOf(kustomization)}, ${mode.name}`;
      const { answer } = ask(flux, root, changed(kustomization, mode), mode.strict);
      const detail = answer.error ?? differences(answer.objects ?? [], written);
      if (detail !== undefined) disagreements.push({ name, detail });
    }
    cases += 1;
    const { answer } = ask(flux, root, kustomization, true, server);
    const detail = answer.error ?? secondApplyChanges(answer);
    if (detail !== undefined)
      disagreements.push({ name: `${environment}: ${titleOf(kustomization)}, apply`, detail });
  }
  return { engine: 'flux libraries', version: versionsOf(), what, cases, disagreements };
}

function isKustomization({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
}

function changed(kustomization: KubernetesObject, mode: Mode): KubernetesObject {
  return { ...kustomization, spec: mode.change(kustomization.spec as Record<string, unknown>) };
}

function ask(
  flux: string,
  root: string,
  kustomization: KubernetesObject,
  strict: boolean,
  server?: ApiServer,
): { answer: Answer } {
  // The libraries write into the tree that they build.
  const copy = mkdtempSync(join(tmpdir(), 'otelflux-flux-'));
  try {
    cpSync(root, copy, { recursive: true });
    const access =
      server === undefined ? {} : { server: { url: server.url, ca: server.ca, token: server.token } };
    const input = JSON.stringify({ root: copy, kustomization, strict, ...access });
    const { status, stdout, stderr } = spawnSync(flux, {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      timeout: 180_000,
    });
    if (status !== 0) throw new Error(`flux ended with ${status}: ${stderr}`);
    return { answer: JSON.parse(stdout) as Answer };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function differences(
  objects: readonly KubernetesObject[],
  written: ReadonlyMap<string, KubernetesObject>,
): string | undefined {
  const problems = objects.flatMap((object) => {
    const source = written.get(titleOf(object));
    if (source === undefined) return [`${titleOf(object)} is built and lies in no file`];
    if (isDeepStrictEqual(source, object)) return [];
    return [`${titleOf(object)} comes out differently: ${firstDifference(source, object)}`];
  });
  return problems.length === 0 ? undefined : problems.join('\n');
}

/** The first path at which two values differ, with both. */
export function firstDifference(one: unknown, other: unknown, path = ''): string {
  if (isObject(one) && isObject(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (!isDeepStrictEqual(one[key], other[key]))
        return firstDifference(one[key], other[key], `${path}.${key}`);
    }
  }
  return `${path}: ${JSON.stringify(one)} became ${JSON.stringify(other)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function secondApplyChanges({ applies = [] }: Answer): string | undefined {
  const changes = (applies[1] ?? []).filter(({ action }) => action !== 'unchanged' && action !== 'skipped');
  if (applies.length < 2) return 'it was not applied twice';
  return changes.length === 0
    ? undefined
    : changes.map(({ subject, action }) => `${subject} ${action} again`).join('\n');
}

/** The libraries' versions, from the module that they are built in. */
export function versionsOf(): string {
  const module = readFileSync(resolve(__dirname, '..', 'flux', 'go.mod'), 'utf8');
  const version = (name: string) => new RegExp(`fluxcd/pkg/${name} v(\\S+)`).exec(module)?.[1] ?? 'unknown';
  return `kustomize ${version('kustomize')}, ssa ${version('ssa')}, envsubst ${version('envsubst')}`;
}
