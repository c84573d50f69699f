import { checkSources } from '../../../../../lib/checks';
import { exposedReceiversAreGuarded as rule } from '../../../../../lib/checks/rules/collector/exposed-receivers-are-guarded';

const places = (text: string) =>
  checkSources([{ name: 'input.yaml', text }], { rules: [rule.id], complete: true }).map(({ path }) => path);

describe('CV-20: A receiver that the outside can reach asks for TLS or credentials', () => {
  it('finds the place of its example', () => {
    expect(places(rule.bad)).toEqual([
      'receivers::jaeger::protocols::grpc::endpoint',
      'receivers::jaeger::protocols::thrift_compact::endpoint',
      'receivers::jaeger::protocols::thrift_http::endpoint',
      'receivers::otlp::protocols::grpc::endpoint',
      'receivers::otlp::protocols::http::endpoint',
      'receivers::zipkin::endpoint',
    ]);
  });

  it('passes the near miss', () => {
    expect(places(rule.good)).toEqual([]);
  });
});
