import { type ComponentFields, fieldsOf, movedFieldsOf } from '../../collector/catalog';
import type { Component } from '../../collector/effective';
import { distance, isAtLeast, once } from '../../documents';
import type { CollectorSubject } from '../../platform';
import { type BodyProblem, bodyFaults } from '../schema/bodies';

/** What the catalog finds wrong with the bodies of the components of a collector. */
export const bodyProblems: (subject: CollectorSubject) => readonly BodyProblem[] = once((subject) =>
  subject.components.flatMap((component) => componentProblems(component, subject.version)),
);

/**
 * The problems of one body. Fields that are unknown are errors between the first and the last release that the component was looked at, and
 * values of a wrong type where its fields were generated from the very release that runs; else they are warnings.
 * Where the release is not known, a slip of the pen is an error all the same: no release knows `scrape_intervall`.
 * Where the catalog does not claim to have every field, only what is plainly a slip of the pen, as a warning.
 */
function componentProblems(component: Component, version: string | undefined): BodyProblem[] {
  const fields = fieldsOf(component.class, component.type, version);
  if (fields === undefined) return [];
  const faults = [...bodyFaults({ kind: 'object', object: fields.config }, component.body, component.path)];
  const isLooked = isCovered(fields, version);
  const isWhole = fields.inexact.length === 0;
  // The component itself tells all fields of its uppermost level, whatever is open further down.
  const isAtTop = ({ path = [] }: BodyProblem) =>
    fields.from === 'reflection' && path.length === component.path.length + 1;
  const isKnown = (fault: BodyProblem) => (isLooked && isWhole) || (isLooked && isAtTop(fault));
  const sure = faults.filter(
    (fault) => !isMoved(component, fault, version) && (fields.exact || isKnown(fault) || isSlip(fault)),
  );
  const isCertain = (fault: BodyProblem) => {
    if (isIgnored(fault) || (!fields.exact && !isKnown(fault))) return false;
    if (version === undefined) return isSlip(fault);
    if (fault.kind === 'unknown') return isKnown(fault);
    const isAssumed = fields.release !== undefined && isAtLeast(version, fields.release);
    return fields.release === version || (fault.isShape === true && isAssumed);
  };
  return sure.map((fault) => ({ ...fault, severity: isCertain(fault) ? 'error' : 'warning' }));
}

/** A field that TV-5 tells more of: since when it is gone, and what to write instead. */
function isMoved(
  { class: componentClass, type, path: base }: Component,
  { kind, path = [] }: BodyProblem,
  version: string | undefined,
): boolean {
  if (kind !== 'unknown' || version === undefined) return false;
  const inside = path.slice(base.length).join('.');
  return movedFieldsOf(componentClass, type).some(
    ({ at, gone }) => at.join('.') === inside && isAtLeast(version, gone),
  );
}

function isCovered({ covers }: ComponentFields, version: string | undefined): boolean {
  if (covers === undefined || version === undefined) return false;
  return isAtLeast(version, covers.first) && isAtLeast(covers.last, version);
}

/** What is decoded leniently, so that an unknown key has no effect: operators of log receivers, and `count` (contrib 0.158). */
function isIgnored({ kind, path = [] }: BodyProblem): boolean {
  const isOperator = path[0] === 'receivers' && path[2] === 'operators';
  return (
    kind === 'unknown' && (isOperator || (path[0] === 'connectors' && /^count(?:\/|$)/.test(String(path[1]))))
  );
}

/** A name that differs from a known one as a mistyped word does, not as another word does. */
function isSlip({ kind, near, path = [] }: BodyProblem): boolean {
  const key = String(path[path.length - 1]);
  if (kind !== 'unknown' || near === undefined || near.length < 5 || key[0] !== near[0]) return false;
  const isOtherNumber = `${key}s` === near || key === `${near}s`;
  return !isOtherNumber && distance(key, near) <= (near.length < 8 ? 1 : 2);
}
