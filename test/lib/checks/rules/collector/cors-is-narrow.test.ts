import { corsIsNarrow as rule } from '../../../../../lib/checks/rules/collector/cors-is-narrow';
import { places } from './judge';

describe('CV-21: CORS names its origins', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp::protocols::http::cors::allowed_origins[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
