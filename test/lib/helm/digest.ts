import { createHash } from 'node:crypto';
import type { Data, Table } from '../../../lib/helm/data';

/** Twelve characters that stand for an object: its SHA-256 with the keys of every map in order. */
export function digest(object: Table): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(object)))
    .digest('hex')
    .slice(0, 12);
}

function inOrder(data: Data): Data {
  if (Array.isArray(data)) return data.map(inOrder);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.keys(data)
      .sort()
      .map((key) => [key, inOrder(data[key] ?? null)]),
  );
}
