import { exprFault, strptimeFault } from '../../../collector/effective';
import {
  type Data,
  field,
  isEmpty,
  isMap,
  isOpen,
  isSet,
  items,
  knownText,
  ownValue,
  type Path,
} from '../../../documents';
import {
  alike,
  all,
  type Constraint,
  distinctIn,
  each,
  fields,
  goRegexp,
  matches,
  oneOf,
  refused,
  when,
  within,
} from '../constraint';
import { is, lacks } from './shared';

const types =
  'add assign_keys container copy csv_parser drop_output file_input file_output filter flatten generate_input journald_input json_array_parser json_parser key_value_parser move namedpipe noop recombine regex_parser regex_replace remove retain router sanitize_utf8 scope_name_parser severity_parser stdin stdout syslog_input syslog_parser tcp_input time_parser trace_parser udp_input unquote uri_parser windows_eventlog_input'.split(
    ' ',
  );

/** Operators whose failure handling is set by `on_error`. */
const onError = oneOf('send', 'send_quiet', 'drop', 'drop_quiet');

/** A field of an entry begins with body, attributes or resource. */
const rootableField = matches(
  /^$|^(?:body|attributes|resource)(?:[.[]|$)/,
  'must begin with body, attributes or resource',
);

/** A field that cannot be all attributes at once. */
const entryField: Constraint = all(rootableField, function* (value, path) {
  if (value !== 'attributes' && value !== 'resource') return;
  yield { path, message: `must name one of the ${value}: write ${value}.<name>` };
});

const parsedFrom = (block: string, others: readonly string[]): Constraint =>
  fields({
    [block]: function* (value, path) {
      if (!isMap(value)) return;
      for (const name of ['parse_from', ...others]) {
        if (isEmpty(field(value, name)))
          yield { path: name in value ? [...path, name] : path, message: `needs "${name}"` };
      }
      if (!isEmpty(value.parse_from)) yield* entryField(value.parse_from, [...path, 'parse_from']);
    },
  });

const oneField: Constraint = fields({ field: entryField });
const fromTo: Constraint = fields({ from: entryField, to: entryField });

/** A field that is written must name something. */
const filled = all(
  entryField,
  refused((value) => value === '', 'must name a field, and is empty'),
);

/** A number of bytes, with a unit such as MiB. */
const byteSize = matches(/^\d+\.?\d*\s*(?:[kmgtp]i?b)?$/i, 'must be a number of bytes such as 1MiB');

/** Further fields of an entry, by the type of the operator. */
const ownFields: { readonly [type: string]: Constraint } = {
  add: oneField,
  assign_keys: oneField,
  copy: fromTo,
  flatten: oneField,
  move: fromTo,
  recombine: fields({ combine_field: entryField, source_identifier: entryField, max_log_size: byteSize }),
  container: fields({ max_log_size: byteSize }),
  regex_replace: oneField,
  remove: fields({ field: rootableField }),
  retain: fields({ fields: each(filled) }),
  unquote: oneField,
};

const epochLayouts = ['s', 'ms', 'us', 'ns', 's.ms', 's.us', 's.ns'];

/** The layout of a time is one of its kind (pkg/stanza and coreinternal/timeutils, contrib 0.158). */
const timeLayout: Constraint = function* (block, path) {
  if (!isMap(block) || isOpen(block.layout_type)) return;
  yield* fields({ layout_type: oneOf('', 'strptime', 'gotime', 'epoch', 'native') })(block, path);
  const layout = knownText(block.layout);
  const type = isEmpty(block.layout_type) ? 'strptime' : block.layout_type;
  if (layout === undefined || layout === '') return;
  const place = [...path, 'layout'];
  if (type === 'epoch') yield* oneOf(...epochLayouts)(layout, place);
  const fault = type === 'strptime' ? strptimeFault(layout) : undefined;
  if (fault !== undefined) yield { path: place, message: `is not a layout of a time: ${fault}` };
  if (type === 'gotime' && /%[a-zA-Z]/.test(layout)) {
    yield {
      path: place,
      message: 'is in the words of strptime, and the layout_type is gotime: no time fits it',
      fix: 'Write layout_type: strptime, or the layout in the form of Go, as 2006-01-02T15:04:05Z07:00.',
      severity: 'warning',
    };
  }
};

const times = all(fields({ timestamp: timeLayout }), when(is('type', 'time_parser'), timeLayout));

/** Fields that operators read and write; refused when the configuration is decoded. */
const entryFields: Constraint = all(
  fields({ parse_to: rootableField }),
  function* (operator, path) {
    const type = knownText(field(operator, 'type'));
    // What needs one says so itself.
    const isNeeded = type === 'severity_parser' || type === 'time_parser';
    yield* fields({ parse_from: isNeeded ? entryField : filled })(operator, path);
    const own = type === undefined ? undefined : ownValue(ownFields, type);
    if (own !== undefined) yield* own(operator, path);
  },
  parsedFrom('timestamp', ['layout']),
  times,
  parsedFrom('severity', []),
);

/** The types of operators, refused when the configuration is decoded. */
export const operatorTypes: Constraint = function* (operator, path) {
  if (!isMap(operator)) return;
  const type = field(operator, 'type');
  if (!isSet(type)) yield { path, message: 'needs "type"' };
  else if (type === '') yield { path: [...path, 'type'], message: 'must not be empty' };
  else yield* oneOf(...types)(type, [...path, 'type']);
  yield* entryFields(operator, path);
};

const named = refused(
  (value) => !/^$|\(\?P?</.test(knownText(value) ?? ''),
  'must hold a named group such as (?P<name>…)',
);

/** An expression that can be compiled, as far as that is certain. */
const expression: Constraint = function* (value, path) {
  const text = knownText(value);
  const fault = text === undefined || text === '' ? undefined : exprFault(text);
  if (fault !== undefined) yield { path, message: `cannot be compiled: ${fault}` };
};

const character = matches(/^.?$/su, 'must be one character');

/** The names of columns stand in a header, with a delimiter between them, or in an attribute. */
const csvHeader: Constraint = function* (operator, path) {
  const isWritten = !isEmpty(field(operator, 'header'));
  if (isWritten === !isEmpty(field(operator, 'header_attribute')))
    yield { path, message: 'needs either "header" or "header_attribute"' };
  const header = knownText(field(operator, 'header'));
  const delimiter = isEmpty(field(operator, 'delimiter')) ? ',' : field(operator, 'delimiter');
  const between = isEmpty(field(operator, 'header_delimiter'))
    ? delimiter
    : field(operator, 'header_delimiter');
  const isKnown = typeof between === 'string' && [...between].length === 1;
  if (header === undefined || header === '' || !isKnown || header.includes(between)) return;
  yield { path: [...path, 'header'], message: `has no "${between}" that would divide its names` };
};

/** What single operators demand when they are built (pkg/stanza, contrib 0.158). */
const settings: { readonly [type: string]: Constraint } = {
  regex_parser: all(lacks('regex'), fields({ regex: all(goRegexp, named) })),
  filter: all(lacks('expr'), fields({ expr: expression })),
  router: fields({ routes: each(fields({ expr: expression })) }),
  severity_parser: lacks('parse_from'),
  time_parser: all(
    lacks('parse_from'),
    when((operator) => field(operator, 'layout_type') !== 'native', lacks('layout')),
  ),
  csv_parser: all(fields({ delimiter: character, header_delimiter: character }), csvHeader),
  recombine: all(
    refused(
      (operator) => isEmpty(field(operator, 'is_first_entry')) === isEmpty(field(operator, 'is_last_entry')),
      'needs either "is_first_entry" or "is_last_entry"',
    ),
    lacks('combine_field'),
    fields({ is_first_entry: expression, is_last_entry: expression }),
  ),
  syslog_parser: all(lacks('protocol'), fields({ protocol: oneOf('rfc3164', 'rfc5424') })),
  container: fields({ format: oneOf('', 'docker', 'crio', 'containerd') }),
  remove: lacks('field'),
  move: all(lacks('from'), lacks('to')),
  copy: all(lacks('from'), lacks('to')),
};

const operatorSettings: Constraint = function* (operator, path) {
  if (!isMap(operator) || [...Object.values(operator)].some((value) => isOpen(value))) return;
  yield* fields({ on_error: onError, if: expression })(operator, path);
  const type = knownText(field(operator, 'type'));
  const constraint = type === undefined ? undefined : ownValue(settings, type);
  if (constraint !== undefined) yield* constraint(operator, path);
};

/** `operators` of a log receiver: their types, or what each type demands. */
export function logOperators(what: 'settings' | Constraint): Constraint {
  if (what !== 'settings') return fields({ operators: each(what) });
  return fields({ operators: all(each(operatorSettings), distinctIn('id'), outputs) });
}

/** `output` names an operator by its id, or by its type where it has none; so do the routes of a router and its `default`. */
const outputs: Constraint = function* (operators, path) {
  const ids = items(operators).flatMap(
    (operator) => knownText(field(operator, 'id')) ?? knownText(field(operator, 'type')) ?? [],
  );
  for (const [index, operator] of items(operators).entries()) {
    for (const [place, value] of outputsOf(operator)) {
      for (const output of Array.isArray(value) ? value.map(knownText) : [knownText(value)]) {
        if (output === undefined || output === '' || ids.some((id) => output.startsWith(id))) continue;
        yield { path: [...path, index, ...place], message: `names operator "${output}", which there is not` };
      }
    }
  }
};

function* outputsOf(operator: Data): Generator<readonly [place: Path, output: Data | undefined]> {
  yield [['output'], field(operator, 'output')];
  if (field(operator, 'type') !== 'router') return;
  yield [['default'], field(operator, 'default')];
  for (const [index, route] of items(field(operator, 'routes')).entries())
    yield [['routes', index, 'output'], field(route, 'output')];
}

/** A pattern whose bracket does not end is not a pattern. */
const glob = refused(
  (value) => /\[[^\]]*$/.test(knownText(value)?.replace(/\\./g, '') ?? ''),
  'is not a pattern of files: "[" does not end',
);

const ends = ['line_start_pattern', 'line_end_pattern'];
const multiline = all(
  refused((block) => ends.every((name) => !isEmpty(field(block, name))), 'excludes "line_start_pattern"', {
    at: ['line_end_pattern'],
    fix: 'Keep one of the two.',
  }),
  alike(ends, goRegexp),
);

/** Settings of a consumer of files (pkg/stanza/fileconsumer, contrib 0.158). */
export const fileConsumer: Constraint = fields({
  include: each(glob),
  exclude: each(glob),
  start_at: oneOf('beginning', 'end'),
  max_concurrent_files: within({ atLeast: 1 }),
  max_batches: within({ atLeast: 0 }),
  max_log_size: all(byteSize, within({ above: 0 })),
  fingerprint_size: all(byteSize, within({ atLeast: 16 })),
  max_log_size_behavior: oneOf('split', 'truncate'),
  on_truncate: oneOf('ignore', 'read_whole_file', 'read_new'),
  multiline,
  ordering_criteria: fields({ regex: goRegexp }),
});
