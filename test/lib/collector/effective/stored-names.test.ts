import { foundAgainBetween, leftBehind, leftBehindBetween, read } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

const reading = (text: string) => read(subjectOf(text));

/** A receiver that keeps checkpoints, as it is written. */
const componentOf = (text: string) => {
  const [component] = reading(text).components;
  if (component === undefined) throw new Error('there is none');
  return component;
};
const receiver = (type: string) => componentOf(`receivers: {${type}/a: {storage: file_storage/b}}`);

/** What is lost where a type is written without its underscores, or with them. */
const lost = (old: string, now: string, release?: string) =>
  leftBehind(receiver(old), now, release).map(({ message }) => message);

test.each([
  ['filelog', 'file_log'],
  ['k8sobjects', 'k8s_objects'],
  ['mongodbatlas', 'mongodb_atlas'],
  ['namedpipe', 'named_pipe'],
  ['otlpjsonfile', 'otlp_json_file'],
  ['tcplog', 'tcp_log'],
  ['udplog', 'udp_log'],
  ['windowseventlog', 'windows_event_log'],
  ['journald', 'jour_nald'],
  ['sqlquery', 'sql_query'],
  ['syslog', 'sys_log'],
])('%s finds as %s what it remembers, from 0.149 on', (old, now) => {
  expect(lost(old, now)).toEqual([]);
  expect(lost(old, now, '0.149.0')).toEqual([]);
  expect(lost(old, now, '0.148.0')).toEqual([
    `what ${old}/a remembers is stored in file_storage/b under receiver_${old}_a; as ${now}/a it does not find it, and begins anew`,
  ]);
});

test('a receiver that asks by its type begins anew', () => {
  expect(lost('filelog', 'filelog')).toEqual([]);
  expect(lost('filelog', 'file_logs')).toEqual([
    expect.stringContaining('as file_logs/a it does not find it'),
  ]);
  expect(lost('kubeletstats', 'kubelet_stats')).toEqual([]);
});

test('an exporter does not find its queue', () => {
  const exporter = componentOf('exporters: {otlphttp: {sending_queue: {storage: file_storage}}}');
  expect(leftBehind(exporter, 'otlp_http')).toEqual([
    {
      what: 'queue',
      storage: 'file_storage',
      path: ['exporters', 'otlphttp', 'sending_queue', 'storage'],
      message:
        'what waits in the sending queue of otlphttp is stored in file_storage under exporter_otlphttp_; as otlp_http the exporter does not find it, and it is never sent',
    },
  ]);
  expect(leftBehind(receiver('filelog'), 'otherlog').map(({ what }) => what)).toEqual(['checkpoints']);
});

test('two readings of one collector are compared by class, type and name', () => {
  const before = reading(`
receivers: {filelog: {storage: a}, filelog/own: {storage: b, auth: {authenticator: c}}, filelog/gone: {storage: a}, journald: {storage: a}}
exporters: {otlphttp: {sending_queue: {storage: a}}}
`);
  const after = reading(`
receivers: {file_log: {storage: a}, file_log/own: {storage: b}, journald: {storage: a}}
exporters: {otlp_http: {sending_queue: {storage: a}}, file_log/gone: {}}
`);
  expect(foundAgainBetween(before, after)).toEqual([
    'file_log finds the checkpoints of filelog in a: receivers ask for them by their type without underscores since 0.149.0',
    'file_log/own finds the checkpoints of filelog/own in b: receivers ask for them by their type without underscores since 0.149.0',
  ]);
  expect(leftBehindBetween(before, after).map(({ what, storage }) => [what, storage])).toEqual([
    ['queue', 'a'],
  ]);
  expect(leftBehindBetween(before, before)).toEqual([]);
});
