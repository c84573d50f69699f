import { compare, type SemVer } from 'semver';
import SemVerClass from 'semver/classes/semver';

/** Versions that a text allows, as Helm and Flux read it: by the rules of Go's Masterminds/semver, not by npm's. */
export interface VersionRange {
  /** Whether a version is allowed; one that is no version is not. */
  allows(version: string): boolean;
}

const part = '[0-9xX*|]+';
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const operators = '=|!=|>=|=>|<=|=<|~>|>|<|~|\\^|';
const operand = `v?${part}(?:\\.${part})?(?:\\.${part})?(?:-${identifiers})?(?:\\+${identifiers})?`;
const single = `(?:${operators})\\s*${operand}`;
const hyphenRange = new RegExp(`\\s*(${operand})\\s+-\\s+(${operand})\\s*`, 'g');
const conjunction = new RegExp(`^\\s*${single}\\s*(?:(?:\\s+|,\\s*)${single}\\s*)*$`);
const eachOf = new RegExp(single, 'g');
const wholeOf = new RegExp(
  `^(?<operator>${operators})\\s*v?(?<major>${part})(?:\\.(?<minor>${part}))?(?:\\.(?<patch>${part}))?(?:-(?<pre>${identifiers}))?(?:\\+${identifiers})?$`,
);

/** A range: `>=0.110.0, <0.120.0`, `0.x`, `^1.2 || ~2`, `1.2 - 1.4`; undefined where Helm cannot read it. */
export function parseRange(text: string): VersionRange | undefined {
  const groups = text
    .replace(hyphenRange, '>= $1, <= $2 ')
    .split('||')
    .map((group) => groupOf(group));
  if (text.length > 512 || groups.length > 32 || groups.includes(undefined)) return undefined;
  return {
    allows(version) {
      const known = versionOf(version);
      return known !== undefined && groups.some((group) => group !== undefined && allowsAll(group, known));
    },
  };
}

/** Constraints that a version must meet all. */
interface Group {
  readonly constraints: readonly Constraint[];
  /** Whether one of them names a prerelease; only then are prereleases allowed at all. */
  readonly takesPrereleases: boolean;
}

interface Constraint {
  readonly operator: string;
  readonly bound: SemVer;
  /** The first part that is left out or `x`: all below it is open. */
  readonly open?: 'major' | 'minor' | 'patch';
}

function groupOf(text: string): Group | undefined {
  if (!conjunction.test(text)) return undefined;
  const constraints: Constraint[] = [];
  for (const written of text.match(eachOf) ?? []) {
    const constraint = constraintOf(written);
    if (constraint === undefined) return undefined;
    constraints.push(constraint);
  }
  return { constraints, takesPrereleases: constraints.some(({ bound }) => bound.prerelease.length > 0) };
}

function constraintOf(written: string): Constraint | undefined {
  const groups = wholeOf.exec(written)?.groups;
  if (groups === undefined) return undefined;
  const { operator = '', major, minor, patch, pre } = groups;
  const open = isOpen(major) ? 'major' : isOpen(minor) ? 'minor' : isOpen(patch) ? 'patch' : undefined;
  const numbers = [
    open === 'major' ? '0' : major,
    open === 'major' || open === 'minor' ? '0' : minor,
    open === undefined ? patch : '0',
  ];
  const bound = versionOf(`${numbers.join('.')}${pre === undefined ? '' : `-${pre}`}`);
  if (bound === undefined) return undefined;
  return { operator, bound, ...(open === undefined ? {} : { open }) };
}

function isOpen(written: string | undefined): boolean {
  return written === undefined || /^[xX*]$/.test(written);
}

/** Masterminds takes versions with leading zeros and with less than three numbers. */
function versionOf(text: string): SemVer | undefined {
  const found = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.exec(text);
  if (found === null) return undefined;
  const numbers = [found[1], found[2], found[3]].map((number) => (number ?? '0').replace(/^0+(?=\d)/, ''));
  try {
    return new SemVerClass(`${numbers.join('.')}${found[4] ?? ''}`);
  } catch {
    return undefined;
  }
}

function allowsAll({ constraints, takesPrereleases }: Group, version: SemVer): boolean {
  if (version.prerelease.length > 0 && !takesPrereleases) return false;
  return constraints.every((constraint) => meets(version, constraint));
}

function meets(version: SemVer, constraint: Constraint): boolean {
  switch (constraint.operator) {
    case '!=':
      return differs(version, constraint);
    case '>':
      return isAbove(version, constraint);
    case '<':
      return compare(version, constraint.bound) < 0;
    case '>=':
    case '=>':
      return compare(version, constraint.bound) >= 0;
    case '<=':
    case '=<':
      return isAtMost(version, constraint);
    case '~':
    case '~>':
      return isAbout(version, constraint);
    case '^':
      return isCompatible(version, constraint);
    default:
      return constraint.open === undefined
        ? compare(version, constraint.bound) === 0
        : isAbout(version, constraint);
  }
}

function differs(version: SemVer, { bound, open }: Constraint): boolean {
  if (open === 'minor') return version.major !== bound.major;
  if (open !== 'patch') return compare(version, bound) !== 0;
  if (version.major !== bound.major || version.minor !== bound.minor) return true;
  return version.prerelease.join('.') !== bound.prerelease.join('.');
}

/** `>1.2` means beyond all of 1.2. */
function isAbove(version: SemVer, { bound, open }: Constraint): boolean {
  if (open === undefined || open === 'major') return compare(version, bound) > 0;
  if (version.major !== bound.major) return version.major > bound.major;
  return open === 'patch' && version.minor > bound.minor;
}

/** `<=1.2` means all of 1.2 as well. */
function isAtMost(version: SemVer, { bound, open }: Constraint): boolean {
  if (open === undefined) return compare(version, bound) <= 0;
  if (version.major !== bound.major) return version.major < bound.major;
  return open === 'minor' || version.minor <= bound.minor;
}

function isAbout(version: SemVer, { bound, open }: Constraint): boolean {
  if (compare(version, bound) < 0) return false;
  const isZero = bound.major === 0 && bound.minor === 0 && bound.patch === 0;
  if (isZero && open !== 'minor' && open !== 'patch') return true;
  return version.major === bound.major && (open === 'minor' || version.minor === bound.minor);
}

/** Of a leading zero the next number counts; with nothing but zeros, the last. */
function isCompatible(version: SemVer, { bound, open }: Constraint): boolean {
  if (compare(version, bound) < 0 || version.major !== bound.major) return false;
  if (bound.major > 0 || open === 'minor') return true;
  if (version.minor !== bound.minor) return false;
  return bound.minor > 0 || open === 'patch' || version.patch === bound.patch;
}
