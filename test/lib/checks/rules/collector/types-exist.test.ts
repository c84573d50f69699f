import { typesExist as rule } from '../../../../../lib/checks/rules/collector/types-exist';
import { places, problems } from './judge';

describe('TV-1: Every component type exists in the collector that runs', () => {
  const config = (section: string, id: string) => `${section}: {${id}: {}}\n`;

  it('asks only whether the type exists anywhere while nothing is known of the collector', () => {
    expect(places(rule, config('receivers', 'vcr'))).toEqual([]);
    expect(places(rule, config('receivers', 'otlp_grpc'))).toEqual(['receivers::otlp_grpc']);
  });

  it('knows releases and distributions', () => {
    expect(places(rule, config('exporters', 'otlp_http'), { version: '0.113.0' })).toEqual([
      'exporters::otlp_http',
    ]);
    expect(places(rule, config('exporters', 'otlphttp'), { version: '0.113.0' })).toEqual([]);
    expect(places(rule, config('exporters', 'otlphttp'), { version: '0.158.0' })).toEqual([]);
    expect(places(rule, config('processors', 'drain'), { version: '0.150.0' })).toEqual([
      'processors::drain',
    ]);
    expect(places(rule, config('exporters', 'kafka'), { version: '0.158.0', distribution: 'k8s' })).toEqual([
      'exporters::kafka',
    ]);
    expect(
      places(rule, config('exporters', 'kafka'), { version: '0.158.0', distribution: 'contrib' }),
    ).toEqual([]);
  });

  it('is not an error in a build of someone’s own', () => {
    const [own] = problems(rule, config('receivers', 'acme'), { origin: 'helmRelease' });
    expect(own?.severity).toBe('warning');
  });
});
