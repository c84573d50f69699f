import { messagesAreBounded as rule } from '../../../../../lib/checks/rules/collector/messages-are-bounded';
import { places } from './judge';

describe('CV-22: A gRPC message is at most 128 MiB', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp::protocols::grpc::max_recv_msg_size_mib']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
