import type { Data } from './data';

/**
 * A value as it is named in a sentence or compared as a key: scalars as text, maps and lists as JSON. Never throws,
 * whatever keys a map has.
 */
export function shown(value: Data | undefined): string {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value) ?? '';
  return `${value}`;
}

/** The API group of an apiVersion, empty for the core group: `apps/v1` → `apps`. */
export function groupOf(apiVersion: string | undefined): string {
  return apiVersion?.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '';
}
