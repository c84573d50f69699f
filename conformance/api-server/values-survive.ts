import { isDeepStrictEqual } from 'node:util';
import { diffLines } from 'diff';
import { stringify } from 'yaml';
import { type KubernetesClient, type KubernetesObject, messageOf } from '../support/kubernetes-client';
import { type ObjectInFile, titleOf } from '../support/objects';
import type { Disagreement, Outcome } from '../support/report';
import { versionOf } from './version';

type Values = Readonly<Record<string, unknown>>;

/** Values that are applied one after the other, and what helm-controller is given at the end. */
interface Update {
  readonly name: string;
  readonly applied: readonly Values[];
  /** What is read back; absent: what was applied last, as it is. */
  readonly expected?: Values;
}

const withBatch = (batch: unknown) => ({ config: { processors: { batch } } });

/** Changes that are known to go wrong elsewhere: by merge patch, by kustomize, by cdk8s. */
const updates: readonly Update[] = [
  { name: 'a null is kept when the resource is created', applied: [withBatch(null)] },
  { name: 'a null replaces a map', applied: [withBatch({ timeout: '1s' }), withBatch(null)] },
  { name: 'a map replaces a null', applied: [withBatch(null), withBatch({})] },
  {
    name: 'empty maps, lists and texts are kept',
    applied: [{ a: 1 }, { a: 1, map: {}, list: [], text: '', zero: 0, no: false, nested: { x: { y: {} } } }],
  },
  {
    // The server's merge drops the keys that the manager no longer applies and leaves null for the map that held them.
    name: 'a map that is emptied is null at first',
    applied: [withBatch({ timeout: '1s' }), withBatch({})],
    expected: withBatch(null),
  },
  {
    name: 'a map that is emptied is empty once it is applied again',
    applied: [withBatch({ timeout: '1s' }), withBatch({}), withBatch({})],
  },
  {
    name: 'inside a list a map that is emptied is empty',
    applied: [{ list: [{ a: { b: 1 } }] }, { list: [{ a: {} }] }],
  },
  {
    name: 'a key that is left out is gone',
    applied: [{ config: { receivers: { otlp: {}, zipkin: {} } } }, { config: { receivers: { otlp: {} } } }],
  },
  {
    name: 'a list is replaced whole',
    applied: [
      { list: [{ name: 'a', value: 1 }, { name: 'b' }] },
      { list: [{ name: 'b' }, { name: 'c', value: null }] },
    ],
  },
  {
    name: 'alternateConfig takes the place of config',
    applied: [
      { config: { receivers: { otlp: null } } },
      {
        alternateConfig: {
          receivers: { otlp: { protocols: { http: { endpoint: '${env:MY_POD_IP}:4318' } } } },
          processors: { batch: {} },
          extensions: { zpages: null },
        },
      },
    ],
  },
];

/**
 * Reads back what the server kept of `spec.values`: of every HelmRelease of an environment as it was applied, and of a
 * HelmRelease whose values are changed in the ways of `updates`.
 */
export async function valuesSurvive(
  client: KubernetesClient,
  environment: string,
  documents: readonly ObjectInFile[],
): Promise<Outcome> {
  const disagreements: Disagreement[] = [];
  const releases = documents.filter(({ object }) => object.kind === 'HelmRelease');
  for (const { file, object } of releases) {
    const kept = await readValues(client, object);
    const detail = difference(valuesOf(object), kept);
    if (detail !== undefined)
      disagreements.push({ name: `${environment}/${file}`, detail: `${titleOf(object)}\n${detail}` });
  }
  for (const update of updates) {
    const detail = await tryUpdate(client, update);
    if (detail !== undefined) disagreements.push({ name: `${environment}: ${update.name}`, detail });
  }
  return {
    engine: 'kube-apiserver',
    version: await versionOf(client),
    what: 'values of HelmReleases read back after apply and update',
    cases: releases.length + updates.length,
    disagreements,
  };
}

async function tryUpdate(
  client: KubernetesClient,
  { applied, expected }: Update,
): Promise<string | undefined> {
  for (const values of applied) {
    const reply = await client.apply(probe(values));
    if (reply.status > 201) return messageOf(reply);
  }
  const kept = await readValues(client, probe({}));
  await client.raw('DELETE', await client.pathOf(probe({})));
  return difference(expected ?? applied.at(-1), kept);
}

function probe(values: Values): KubernetesObject {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'values-probe', namespace: 'flux-system' },
    spec: {
      interval: '10m',
      chart: {
        spec: { chart: 'probe', version: '1.0.0', sourceRef: { kind: 'HelmRepository', name: 'probe' } },
      },
      values,
    },
  };
}

async function readValues(client: KubernetesClient, object: KubernetesObject): Promise<unknown> {
  return valuesOf((await client.get(object)).body as unknown as KubernetesObject);
}

function valuesOf(object: KubernetesObject): unknown {
  return (object.spec as { values?: unknown } | undefined)?.values;
}

/** Both sides as YAML with their differing lines marked; undefined where they are the same. */
function difference(written: unknown, kept: unknown): string | undefined {
  if (isDeepStrictEqual(written, kept)) return undefined;
  const text = (value: unknown) => stringify(value ?? null, { sortMapEntries: true });
  return diffLines(text(written), text(kept))
    .filter(({ added, removed }) => added || removed)
    .map(({ added, value }) => `${added ? 'kept:    ' : 'written: '}${value.trimEnd()}`)
    .join('\n');
}
