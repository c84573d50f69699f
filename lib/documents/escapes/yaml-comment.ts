import { terminalLine } from './terminal';

/** The text of a YAML comment, after `# `: one line, whatever a reader of YAML 1.1 or 1.2 takes for a line break. */
export function yamlComment(text: string): string {
  return terminalLine(text).trim();
}
