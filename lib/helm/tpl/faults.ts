import { endOfAction, insideOf } from './scan';

/** Words that may begin an action of a Helm template: keywords, Go's own functions, Helm's and sprig's. */
const known = new Set(
  `if else end range with define template block break continue nil true false
and call html index slice js len not or print printf println urlquery eq ne lt le gt ge
include tpl required lookup fail toYaml toYamlPretty fromYaml fromYamlArray toJson toPrettyJson toRawJson fromJson fromJsonArray
toToml fromToml mustToToml mustToYaml mustToJson mustFromJson
hello date dateInZone date_in_zone date_modify dateModify mustDateModify must_date_modify ago duration durationRound now htmlDate htmlDateInZone
toDate mustToDate unixEpoch abbrev abbrevboth trunc trim upper lower title untitle substr repeat trimall trimAll trimSuffix trimPrefix nospace
initials randAlphaNum randAlpha randAscii randNumeric randInt randBytes swapcase shuffle snakecase camelcase kebabcase wrap wrapWith contains
hasPrefix hasSuffix quote squote cat indent nindent replace plural sha1sum sha256sum sha512sum adler32sum toString
atoi int64 int float64 seq toDecimal toStrings until untilStep add1 add sub div mod mul add1f addf subf divf mulf biggest max min maxf minf ceil floor round
split splitList splitn join sortAlpha default empty coalesce all any compact mustCompact ternary deepCopy mustDeepCopy
typeOf typeIs typeIsLike kindOf kindIs deepEqual basename base dir ext clean isAbs osBase osDir osExt osClean osIsAbs
b64enc b64dec b32enc b32dec tuple list dict get set unset hasKey pluck keys pick omit merge mergeOverwrite mustMerge mustMergeOverwrite values
append push mustAppend mustPush prepend mustPrepend first mustFirst rest mustRest last mustLast initial mustInitial reverse mustReverse uniq
mustUniq without mustWithout has mustHas mustSlice concat dig chunk mustChunk bcrypt htpasswd genPrivateKey derivePassword buildCustomCert
genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey encryptAES decryptAES
uuidv4 semver semverCompare regexMatch mustRegexMatch regexFindAll mustRegexFindAll regexFind mustRegexFind regexReplaceAll mustRegexReplaceAll
regexReplaceAllLiteral mustRegexReplaceAllLiteral regexSplit mustRegexSplit regexQuoteMeta urlParse urlJoin getHostByName`.split(
    /\s+/,
  ),
);

/** Whether a word means something in a Helm template. */
export function isTemplateWord(word: string): boolean {
  return known.has(word);
}

/** Why Helm refuses an action. */
export interface TemplateFault {
  readonly action: string;
  readonly reason: string;
}

/** The first action of a text that Helm certainly cannot read; undefined where there is none. */
export function templateFault(text: string): TemplateFault | undefined {
  const variables = new Set(
    [...text.matchAll(/\$(\w+)\s*(?:,\s*\$\w+\s*)?:?=/g)].map(([, name = '']) => name),
  );
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const end = endOfAction(text, start + 2);
    if (end === undefined) return { action: shortened(text.slice(start)), reason: 'it is never closed' };
    const action = text.slice(start, end);
    const reason = faultOf(insideOf(action), variables);
    if (reason !== undefined) return { action: shortened(action), reason };
    start = text.indexOf('{{', end);
  }
  return undefined;
}

function faultOf(action: string, variables: ReadonlySet<string>): string | undefined {
  if (action === '') return 'it is empty';
  if (action.startsWith('/*')) return undefined;
  const [, variable] = /^\$(\w+)/.exec(action) ?? [];
  if (variable !== undefined) return variables.has(variable) ? undefined : `it has no variable $${variable}`;
  const [word] = /^[A-Za-z_]\w*/.exec(action) ?? [];
  if (word !== undefined) return known.has(word) ? undefined : `there is no function "${word}"`;
  return /^[.$"`'(\d+-]/.test(action) ? undefined : `"${action.slice(0, 1)}" begins no action`;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
