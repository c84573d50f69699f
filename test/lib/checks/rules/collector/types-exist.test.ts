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

  it('knows names beyond the release of the catalog, as far as they were read', () => {
    const at = (version: string, type: string) => places(rule, config('receivers', type), { version });
    expect([at('0.158.0', 'sql_query'), at('0.159.0', 'sql_query'), at('0.161.0', 'sqlquery')]).toEqual([
      ['receivers::sql_query'],
      [],
      [],
    ]);
    expect(at('0.161.0', 'acme')).toEqual(['receivers::acme']);
    expect(at('0.162.0', 'acme')).toEqual([]);
    const renamed = config('processors', 'dynamic_sampling');
    expect(places(rule, renamed, { version: '0.160.0' })).toEqual(['processors::dynamic_sampling']);
  });

  it('says of a distribution only what was read of it', () => {
    const at = (version: string) =>
      places(rule, config('exporters', 'kafka'), { version, distribution: 'k8s' });
    expect([at('0.161.0'), at('0.165.1')]).toEqual([['exporters::kafka'], []]);
  });

  it('is not an error in a build of someone’s own', () => {
    const [own] = problems(rule, config('receivers', 'acme'), { origin: 'helmRelease' });
    expect(own?.severity).toBe('warning');
  });
});
