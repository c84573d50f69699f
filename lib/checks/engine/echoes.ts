import type { Finding } from '../finding';
import { isWithin } from './place';
import { joinRefusals, wholeComponent } from './refusals';

/**
 * Leaves out what says a second time what another finding says of the same place: one fault, one finding. A schema's finding gives
 * way to that of a rule that knows what the field is for; what YAML makes of a word gives way to any error about the outcome; the
 * collector's own words give way to a rule, which says what to write instead.
 */
export function withoutEchoes(all: readonly Finding[]): Finding[] {
  const findings = joinRefusals(all);
  // TV-6 reads the fields of components as KS- those of kinds.
  const isSchema = ({ rule }: Finding) => rule.startsWith('KS-') || rule === 'TV-6';
  const isWord = ({ rule }: Finding) => rule.startsWith('YM-');
  const errors = findings.filter(({ severity, path }) => severity === 'error' && path !== undefined);
  const anyError = new Set(errors.filter((one) => !isWord(one)).map(placeOf));
  const ownError = new Set(errors.filter((one) => !isWord(one) && !isSchema(one)).map(placeOf));
  return findings.filter((finding) => {
    if (isWord(finding)) return !anyError.has(placeOf(finding));
    if (!isSchema(finding)) return true;
    return !ownError.has(placeOf(finding)) && !errors.some((error) => isRefusedWhole(error, finding));
  });
}

/** True where a part that must not be there at all holds what the finding is about: what is in it does not matter. */
function isRefusedWhole(error: Finding, { file, construct, path }: Finding): boolean {
  const { path: whole = '' } = error;
  return (
    error.rule === 'CV-32' &&
    whole.split('::').length > wholeComponent &&
    error.file === file &&
    error.construct === construct &&
    isWithin(path, whole)
  );
}

function placeOf({ file = '', construct = '', path = '' }: Finding): string {
  return `${file}\n${construct}\n${path}`;
}
