import { jsonText } from '../../documents';
import { summarise } from '../engine/order';
import type { Finding } from '../finding';
import type { NotJudged } from '../not-judged';

/** Findings with their counts, for programs: `{ findings, notJudged, summary: { error, warning, advice } }`. */
export function jsonReport(findings: readonly Finding[], notJudged: readonly NotJudged[] = []): string {
  return `${jsonText({ findings, notJudged, summary: summarise(findings) })}\n`;
}
