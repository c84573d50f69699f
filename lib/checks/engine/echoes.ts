import type { Finding } from '../finding';
import { isWithin } from './place';

/**
 * Leaves out what says a second time what another finding says of the same place: one fault, one finding. A schema's finding gives
 * way to that of a rule that knows what the field is for; what YAML makes of a word gives way to any error about the outcome; the
 * collector's own words give way to an error of a rule, which says what to write instead.
 */
export function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const isSchema = ({ rule }: Finding) => rule.startsWith('KS-');
  const isWord = ({ rule }: Finding) => rule.startsWith('YM-');
  const errors = findings.filter(({ severity, path }) => severity === 'error' && path !== undefined);
  const anyError = new Set(errors.filter((one) => !isWord(one)).map(placeOf));
  const ownError = new Set(
    errors.filter((one) => !isWord(one) && !isSchema(one) && !isRefusal(one)).map(placeOf),
  );
  return findings.filter((finding) => {
    if (isRefusal(finding)) return !errors.some((error) => !isRefusal(error) && saysTheSame(error, finding));
    if (isWord(finding)) return !anyError.has(placeOf(finding));
    return !isSchema(finding) || !ownError.has(placeOf(finding));
  });
}

function isRefusal({ rule }: Finding): boolean {
  return rule.startsWith('CO-');
}

/** Steps of `processors::batch`: an error about a component as a whole may have another cause than one inside it. */
const wholeComponent = 2;

/** True where a rule's error is about what the collector refuses: the same place or line, a part of it, or what is around it inside a component. */
function saysTheSame(error: Finding, refusal: Finding): boolean {
  const { path: own = '' } = error;
  const { path: theirs = '' } = refusal;
  if (error.file !== refusal.file || error.construct !== refusal.construct) return false;
  if (error.line !== undefined && error.line === refusal.line && error.column === refusal.column) return true;
  if (isWithin(own, theirs)) return true;
  if (isWithin(theirs, own) && own.split('::').length > wholeComponent) return true;
  return theirs.startsWith('service') && quoted(refusal.message).some((id) => speaksOf(error, id));
}

/** The ids that a message about the graph of pipelines names. */
function quoted(message: string): string[] {
  return [...message.matchAll(/"([^"]+)"/g)].flatMap(([, id]) => (id === undefined ? [] : [id]));
}

function speaksOf({ rule, message, path = '' }: Finding, id: string): boolean {
  const isAboutTheGraph = /^(ST|RF|GR|TV)-/.test(rule);
  return isAboutTheGraph && (path.split('::').includes(id) || message.split(/[^\w/.-]+/).includes(id));
}

function placeOf({ file = '', construct = '', path = '' }: Finding): string {
  return `${file}\n${construct}\n${path}`;
}
