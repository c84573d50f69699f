import {
  listed,
  notation,
  type Reading,
  type Role,
  read,
  resolve,
  roles,
  sections,
  type WrittenId,
} from '../../../collector/effective';
import { nearest } from '../../../documents';
import { type CollectorSubject, configOf } from '../../../platform';
import { otlpToDebug } from '../../frames';
import type { CollectorRule, Problem } from '../../rule';

export const referencesAreDefined: CollectorRule = {
  id: 'RF-1',
  title: 'Every receiver, processor and exporter that a pipeline names is defined',
  severity: 'error',
  why: 'The collector refuses to start on a pipeline that names a component which is not configured.',
  fix: 'Define the component in its section, or correct the id in the pipeline.',
  example: `${otlpToDebug}
+ connectors:
+   forward: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], processors: [batch], exporters: [debug]}
+     traces: {receivers: [otlp], exporters: [forward]}
+     traces/out: {receivers: [forward], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(subject) {
    const reading = read(subject);
    const openRoles = new Set(roles.filter((role) => isRoleOpen(subject, role)));
    for (const pipeline of reading.pipelines) {
      for (const role of roles) {
        if (openRoles.has(role)) continue;
        for (const reference of pipeline[role]) {
          if (resolve(reading, role, reference.id) === undefined) {
            yield undefinedReference(reading, notation(pipeline.path), role, reference);
          }
        }
      }
    }
  },
};

/** A section that comes from elsewhere or has the wrong shape (ST-4) is not a reason to blame each reference. */
function isRoleOpen(collector: CollectorSubject, role: Role): boolean {
  const [section, connectors] = [configOf(collector).at(role), configOf(collector).at('connectors')];
  return (
    (section.isSet && !section.isMap) || (connectors.isOpen && (!section.isSet || role !== 'processors'))
  );
}

function undefinedReference(
  reading: Reading,
  pipeline: string,
  role: Role,
  { id, path }: WrittenId,
): Problem {
  const noun = role.slice(0, -1);
  const misplaced = sections.find(
    ({ class: componentClass }) => reading.find(componentClass, id) !== undefined,
  );
  if (misplaced !== undefined) {
    return {
      message: `${pipeline} names "${id}" among its ${role}, but it is defined as ${article(misplaced.class)}.`,
      path,
      fix: `Define ${noun} "${id}" under ${role}, or take it out of the pipeline's ${role}.`,
    };
  }
  const known = knownIds(reading, role);
  const guess = nearest(id, known);
  return {
    message: `${pipeline} references ${noun} "${id}" which is not configured.`,
    path,
    fix:
      guess !== undefined
        ? `Write "${guess}", or define "${id}" under ${role}.`
        : `Define "${id}" under ${role}${known.length > 0 && known.length <= 8 ? `, or name one of ${listed(known, 'or')}` : ''}.`,
  };
}

function knownIds(reading: Reading, role: Role): readonly string[] {
  if (role === 'processors') return reading.ids('processor');
  return [...reading.ids(role === 'receivers' ? 'receiver' : 'exporter'), ...reading.ids('connector')];
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
