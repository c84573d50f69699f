import { summarise } from '../engine/order';
import type { Finding } from '../finding';

/** Findings with their counts, for programs: `{ findings, summary: { error, warning, advice } }`. */
export function jsonReport(findings: readonly Finding[]): string {
  return `${JSON.stringify({ findings, summary: summarise(findings) }, null, 2)}\n`;
}
