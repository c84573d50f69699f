import { BuildFault } from './fault';
import type { TextPlace } from './nodes';

/** Whether labels fulfil a selector. */
export type LabelMatcher = (labels: ReadonlyMap<string, string>) => boolean;

const requirement = /^(!)?\s*([^\s!=<>(),]+)\s*(?:(==|=|!=|>|<)\s*([^\s,()]*)|(in|notin)\s*\(([^()]*)\))?$/;

/**
 * Reads a selector in the syntax of Kubernetes (`a=b,c in (d,e),!f`); an empty one selects everything.
 *
 * @throws {BuildFault} where the selector is none
 */
export function labelMatcher(selector: string, place: TextPlace): LabelMatcher {
  if (selector.trim() === '') return () => true;
  const matchers = requirementsOf(selector).map((text) => requirementMatcher(text.trim(), place));
  return (labels) => matchers.every((matches) => matches(labels));
}

/** Parts between the commas that stand outside parentheses. */
function requirementsOf(selector: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < selector.length; index += 1) {
    const character = selector[index];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(selector.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, selector.slice(start)];
}

function requirementMatcher(text: string, place: TextPlace): LabelMatcher {
  const match = text.length > 4096 ? null : requirement.exec(text);
  if (match === null)
    throw new BuildFault(`${text} is not a label selector`, place, 'write for instance app=web,tier!=cache');
  const [, not, key = '', operator, value = '', set, list = ''] = match;
  if (not !== undefined) return (labels) => !labels.has(key);
  const values = new Set(list.split(',').map((item) => item.trim()));
  switch (operator ?? set) {
    case '=':
    case '==':
      return (labels) => labels.get(key) === value;
    case '!=':
      return (labels) => labels.get(key) !== value;
    case 'in':
      return (labels) => values.has(labels.get(key) ?? '') && labels.has(key);
    case 'notin':
      return (labels) => !labels.has(key) || !values.has(labels.get(key) ?? '');
    case '>':
      return (labels) => Number(labels.get(key)) > Number(value);
    case '<':
      return (labels) => Number(labels.get(key)) < Number(value);
    default:
      return (labels) => labels.has(key);
  }
}
