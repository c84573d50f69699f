import { field, isOpen, isSet, knownText } from '../../../documents';
import {
  alike,
  all,
  type ComponentConstraints,
  type Constraint,
  distinctIn,
  each,
  fields,
  goRegexp,
  oneOf,
  refused,
  when,
  within,
} from '../constraint';
import { is, isOn } from './shared';

const policyTypes =
  'always_sample latency numeric_attribute probabilistic status_code string_attribute rate_limiting composite and not drop span_count trace_state boolean_attribute ottl_condition bytes_limiting trace_flags'.split(
    ' ',
  );

/** Any further type may come from a policy extension, which is recognised by a block of that name. */
const policyType: Constraint = function* (policy, path) {
  const type = field(policy, 'type');
  if (!isSet(type) || type === '') {
    yield { path, message: `needs "type"` };
    return;
  }
  const text = knownText(type);
  if (text === undefined || isSet(field(policy, text))) return;
  yield* oneOf(...policyTypes)(text, [...path, 'type']);
};

const names = all(
  each(
    refused((policy) => {
      const name = field(policy, 'name');
      return !isOpen(policy) && (!isSet(name) || name === '');
    }, 'needs "name"'),
  ),
  distinctIn('name'),
);

const settings: Constraint = fields({
  status_code: fields({ status_codes: each(oneOf('OK', 'ERROR', 'UNSET')) }),
  string_attribute: when(isOn('enabled_regex_matching'), fields({ values: each(goRegexp) })),
});

const statusCodes: Constraint = when(
  is('type', 'status_code'),
  refused((policy) => {
    const block = field(policy, 'status_code');
    const codes = field(block, 'status_codes');
    return !isOpen(block) && !isOpen(codes) && !(Array.isArray(codes) && codes.length > 0);
  }, 'needs status_code::status_codes'),
);

/** Policies that decide without settings, or ask for theirs with a message of their own. */
const bare = ['always_sample', 'trace_flags', 'status_code'];

/** The settings of a policy stand below its type; those below another are read by nothing. */
const settingsOfType: Constraint = function* (policy, path) {
  const type = knownText(field(policy, 'type'));
  if (type === undefined || !policyTypes.includes(type) || bare.includes(type) || isSet(field(policy, type)))
    return;
  const other = policyTypes.find((name) => name !== type && isSet(field(policy, name)));
  yield {
    path: other === undefined ? path : [...path, other],
    message:
      other === undefined
        ? `has no settings under "${type}", so that it decides with zeros`
        : `are settings of another type: the policy is of type "${type}", and reads those under that name`,
    fix: other === undefined ? `Write its settings under "${type}".` : `Write type: ${other}, or move them.`,
    severity: 'warning',
  };
};

const single: Constraint = all(policyType, settings, statusCodes, settingsOfType);

/** Policies that hold others; those inside need no name. */
const policy: Constraint = all(
  single,
  fields({
    and: fields({ and_sub_policy: each(negated(single)) }),
    drop: fields({ drop_sub_policy: each(negated(single)) }),
    not: fields({ not_sub_policy: single }),
    composite: fields({ composite_sub_policy: each(all(single, andInside(single))) }),
  }),
);

function negated(inner: Constraint): Constraint {
  return all(inner, fields({ not: fields({ not_sub_policy: inner }) }));
}

function andInside(inner: Constraint): Constraint {
  return fields({ and: fields({ and_sub_policy: each(inner) }) });
}

/** The tail_sampling processor; policies are built when it starts (contrib 0.158). */
export const tailSampling: ComponentConstraints = {
  configuration: all(
    alike(['num_traces', 'expected_new_traces_per_sec'], within({ atLeast: 0 })),
    fields({ sampling_strategy: oneOf('trace-complete', 'span-ingest') }),
  ),
  start: fields({ policies: all(names, each(policy)) }),
};
