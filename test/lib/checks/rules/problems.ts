import { checkSources, type Finding } from '../../../../lib/checks';
import { readExample } from '../../../../lib/checks/documentation';

/** Findings of one rule, or of all, for the text of an example. */
export function findings(text: string, rule?: string): Finding[] {
  const { sources, options } = readExample(text);
  return checkSources(sources, options).filter((finding) => rule === undefined || finding.rule === rule);
}

/** Places at which one rule finds something, each as `Kind name: path`. */
export function places(text: string, rule: string): string[] {
  return findings(text, rule).map(({ construct = '', path = '' }) => `${construct}: ${path}`);
}
