import { extensionReferences, notation, read } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

const references = (text: string) =>
  read(subjectOf(text)).components.flatMap((component) =>
    extensionReferences(component).map(({ id, path, purpose }) => `${notation(path)} ${id} ${purpose}`),
  );

describe('extensionReferences', () => {
  it('finds authenticators, middlewares and storages at any depth', () => {
    expect(
      references(`
receivers:
  otlp: {protocols: {http: {auth: {authenticator: oidc/a}, middlewares: [{id: limiter}]}}}
  filelog/pods: {storage: file_storage}
  k8s_cluster: {k8s_leader_elector: k8s_leader_elector}
  receiver_creator: {watch_observers: [k8s_observer, host_observer], receivers: {redis: {config: {x: 1}}}}
exporters:
  otlp: {sending_queue: {storage: file_storage/queue}}
  file: {encoding: otlp_encoding}
extensions:
  headers_setter: {additional_auth: basicauth}
  opamp: {server: {ws: {auth: bearertokenauth}}}
`),
    ).toEqual([
      'receivers::otlp::protocols::http::auth::authenticator oidc/a authenticator',
      'receivers::otlp::protocols::http::middlewares[0]::id limiter middleware',
      'receivers::filelog/pods::storage file_storage storage',
      'receivers::k8s_cluster::k8s_leader_elector k8s_leader_elector leader elector',
      'receivers::receiver_creator::watch_observers[0] k8s_observer observer',
      'receivers::receiver_creator::watch_observers[1] host_observer observer',
      'exporters::otlp::sending_queue::storage file_storage/queue storage',
      'exporters::file::encoding otlp_encoding encoding',
      'extensions::headers_setter::additional_auth basicauth authenticator',
      'extensions::opamp::server::ws::auth bearertokenauth authenticator',
    ]);
  });

  it('finds encodings, one or one a signal, where formats may stand as well', () => {
    expect(
      references(`
receivers:
  kafka: {encoding: avro_log_encoding/a, logs: {encoding: text_encoding}}
exporters:
  file: {encodings: {traces: otlp_encoding, logs: json}}
`),
    ).toEqual([
      'receivers::kafka::encoding avro_log_encoding/a encoding',
      'receivers::kafka::logs::encoding text_encoding encoding',
      'exporters::file::encodings::traces otlp_encoding encoding',
    ]);
  });

  it('takes formats, character sets, references and queues that are off for none', () => {
    expect(
      references(`
receivers:
  kafka: {encoding: otlp_proto}
  file_log: {encoding: utf-8, storage: "\${env:STORAGE}"}
exporters:
  otlp_http: {encoding: json, sending_queue: {enabled: false, storage: file_storage}}
`),
    ).toEqual([]);
  });
});
