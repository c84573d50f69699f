import {
  checkDocuments,
  checkSources,
  environmentFacts,
  type Finding,
  ordered,
} from '../../../../lib/checks';
import { withoutEchoes } from '../../../../lib/checks/engine/echoes';
import { runRules } from '../../../../lib/checks/engine/run';
import type { ObjectRule, Problem } from '../../../../lib/checks/rule';
import { collectorPath, objectPath } from '../../../../lib/documents';
import { objectSubject, readTree } from '../../../../lib/platform';

const configMap = (annotation?: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'settings',
    namespace: 'develop',
    ...(annotation === undefined ? {} : { annotations: { 'otelflux.dev/ignore': annotation } }),
  },
  dota: {},
});
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'develop' } };
const facts = { environment: 'develop', external: [], suppressions: [] };
const brief = (findings: readonly Finding[]) => findings.map(({ rule, message }) => `${rule} ${message}`);

describe('suppression', () => {
  const judge = (
    annotation?: string,
    suppressions = facts.suppressions as { rule: string; reason: string }[],
  ) =>
    checkDocuments(
      [{ object: namespace }, { object: configMap(annotation) }],
      { ...facts, suppressions },
      { rules: ['KS-1', 'SU-1', 'SU-2'] },
    );

  test('leaves findings alone where nothing is suppressed', () => {
    expect(brief(judge())).toEqual(['KS-1 dota is not a field that is known here']);
  });

  test('hides with a reason what it names', () => {
    expect(judge('KS-1: being renamed')).toEqual([]);
  });

  test('can be limited to a path and what lies below it', () => {
    expect(judge('KS-1@dota: being renamed')).toEqual([]);
    expect(brief(judge('KS-1@dot: not this one'))).toEqual([
      'KS-1 dota is not a field that is known here',
      'SU-1 the suppression of KS-1 hides nothing',
    ]);
  });

  test('takes the colons of a path for a part of it', () => {
    expect(brief(judge('KS-1@exporters::debug: elsewhere; KS-1@dota'))).toEqual([
      'KS-1 dota is not a field that is known here',
      'SU-1 the suppression of KS-1 hides nothing',
      'SU-2 the suppression of KS-1 gives no reason',
    ]);
  });

  test('is not applied without a reason, and reported', () => {
    expect(brief(judge('KS-1'))).toEqual([
      'KS-1 dota is not a field that is known here',
      'SU-2 the suppression of KS-1 gives no reason',
    ]);
  });

  test('is reported where it hides nothing or names no rule', () => {
    expect(brief(judge('KS-1: known; SU-9: what'))).toEqual([
      'SU-1 the suppression of SU-9 names a rule that does not exist',
    ]);
    const object = { ...configMap('KS-1: known'), dota: undefined } as never;
    const { dota, ...rest } = object as { dota: unknown };
    const found = checkDocuments([{ object: rest as never }], facts, { rules: ['KS-1', 'SU-1'] });
    expect(brief(found)).toEqual(['SU-1 the suppression of KS-1 hides nothing']);
    expect(dota).toBeUndefined();
  });

  test('may be written without a blank', () => {
    expect(brief(judge('KS-1:known'))).toEqual([]);
    expect(brief(judge(' KS-1@dota:  known ;'))).toEqual([]);
  });

  test('of a component, as a handle writes it', () => {
    const config = {
      receivers: { otlp: { protocols: { grpc: {} } } },
      exporters: { 'otlp_http/jaeger': { endpoint: 'jaeger:4318' } },
      service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp_http/jaeger'] } } },
    };
    const resource = (annotation: string) => ({
      apiVersion: 'opentelemetry.io/v1beta1',
      kind: 'OpenTelemetryCollector',
      metadata: { name: 'a', namespace: 'develop', annotations: { 'otelflux.dev/ignore': annotation } },
      spec: { config },
    });
    const found = (annotation: string) =>
      checkDocuments([{ object: resource(annotation) }], facts, { rules: ['CV-12', 'SU-1'] }).map(
        ({ rule }) => rule,
      );
    expect(found('CV-12@exporters::otlp_http/jaeger: resolved by a proxy')).toEqual([]);
    expect(found('CV-12@exporters::otlp_http: resolved by a proxy').sort()).toEqual(['CV-12', 'SU-1']);
  });

  test('is not called unused while its rule does not run', () => {
    expect(
      checkDocuments([{ object: configMap('CV-25: develop only') }], facts, { rules: ['SU-1'] }),
    ).toEqual([]);
  });

  test('holds for an environment or for one object of it', () => {
    expect(judge(undefined, [{ rule: 'KS-1', reason: 'known' }])).toEqual([]);
    const scoped = { rule: 'KS-1', reason: 'known', object: 'ConfigMap develop/settings' };
    expect(judge(undefined, [scoped])).toEqual([]);
    expect(
      brief(judge(undefined, [{ ...scoped, object: 'ConfigMap develop/other' } as typeof scoped])),
    ).toEqual([
      'SU-1 the suppression of KS-1 for ConfigMap develop/other hides nothing',
      'KS-1 dota is not a field that is known here',
    ]);
  });
});

describe('a rule that throws', () => {
  const rule = (check: () => Iterable<Problem>): ObjectRule => ({
    id: 'KS-1',
    title: 'a rule',
    severity: 'error',
    why: 'because.',
    fix: 'do.',
    example: '',
    appliesTo: 'object',
    check,
  });
  const subject = objectSubject(namespace);
  const { tree } = readTree({ objects: [subject], complete: false });

  test('becomes a finding on the rule, and what it found before is kept', () => {
    function* check(): Generator<Problem> {
      yield { message: 'found', path: ['spec'] };
      throw new Error('broken');
    }
    const judged = runRules([rule(check), rule(() => [{ message: 'next' }])], tree);
    expect(brief(judged.map(({ finding }) => finding))).toEqual([
      'KS-1 found',
      'EN-1 KS-1 broke off: broken',
      'KS-1 next',
    ]);
    expect(judged[0]?.finding).toMatchObject({ path: 'spec', construct: 'Namespace develop' });
  });
});

describe('findings', () => {
  const at = (
    rule: string,
    file: string,
    line: number,
    path = 'spec',
    severity: Finding['severity'] = 'error',
  ): Finding => ({
    rule,
    severity,
    message: rule,
    why: '',
    fix: '',
    file,
    line,
    path,
  });

  test('come in one order, each once', () => {
    const findings = [
      at('B-1', 'b', 1),
      at('A-1', 'b', 1),
      at('A-1', 'a', 10),
      at('A-1', 'a', 9),
      at('A-1', 'a', 9),
    ];
    const places = (list: readonly Finding[]) =>
      list.map(({ rule, file, line }) => `${file}:${line} ${rule}`);
    expect(places(ordered(findings))).toEqual(['a:9 A-1', 'a:10 A-1', 'b:1 A-1', 'b:1 B-1']);
    expect(ordered([...findings].reverse())).toEqual(ordered(findings));
  });

  test('of schemas and words give way to exact ones at the same place', () => {
    const rules = (list: readonly Finding[]) => withoutEchoes(list).map(({ rule }) => rule);
    expect(rules([at('KS-4', 'a', 1), at('FX-5', 'a', 1), at('YM-1', 'a', 1)])).toEqual(['FX-5']);
    expect(rules([at('KS-2', 'a', 1), at('YM-1', 'a', 1, 'spec', 'warning')])).toEqual(['KS-2']);
    expect(rules([at('KS-4', 'a', 1), at('FX-9', 'a', 1, 'spec', 'warning')])).toEqual(['KS-4', 'FX-9']);
    expect(rules([at('KS-4', 'a', 1), at('FX-5', 'a', 1, 'other')])).toEqual(['KS-4', 'FX-5']);
  });

  test('name places as the collector and Kubernetes do', () => {
    expect(collectorPath(['service', 'pipelines', 'traces/2', 'receivers', 0])).toBe(
      'service::pipelines::traces/2::receivers[0]',
    );
    expect(objectPath(['spec', 'containers', 0, 'image'])).toBe('spec.containers[0].image');
    expect(objectPath(['metadata', 'labels', 'app.kubernetes.io/name'])).toBe(
      'metadata.labels["app.kubernetes.io/name"]',
    );
    expect(objectPath(['data', 'otel-config'])).toBe('data.otel-config');
  });

  test('are the same from the model and from its YAML', () => {
    const model = checkDocuments([{ object: configMap(), construct: 'develop/settings' }], facts, {
      rules: ['KS-1'],
    });
    expect(model).toMatchObject([{ rule: 'KS-1', path: 'dota', construct: 'develop/settings' }]);
    const yaml = checkSources([{ name: 'a.yaml', text: JSON.stringify(configMap()) }], { rules: ['KS-1'] });
    expect(yaml).toMatchObject([
      { rule: 'KS-1', path: 'dota', construct: 'ConfigMap develop/settings', file: 'a.yaml', line: 1 },
    ]);
  });
});

describe('the facts of an environment', () => {
  test('are read back as they were written', () => {
    const written = environmentFacts({
      environment: 'develop',
      external: [
        { kind: 'Secret', namespace: 'observability', name: 'es' },
        { kind: 'Host', host: 'es.example.org', port: 9200 },
      ],
      suppressions: [{ rule: 'KS-1', reason: 'known', object: 'ConfigMap develop/settings' }],
    });
    const sources = [
      { name: 'dist/develop/review/environment.yaml', text: JSON.stringify(written), base: 'dist' },
      { name: 'dist/develop/services/settings.yaml', text: JSON.stringify(configMap()), base: 'dist' },
    ];
    expect(checkSources(sources, { rules: ['KS-1', 'SU-1', 'IN-6'] })).toEqual([]);
  });

  test('are reported where they are malformed', () => {
    const text = 'environment: develop\nexternal: [{kind: Sekret, name: x}, 3]\nsuppressions: {}\n';
    const found = checkSources([{ name: 'develop/review/environment.yaml', text, base: '.' }], {
      rules: ['IN-6'],
    });
    expect(found.map(({ message }) => message)).toEqual([
      'external[0] names no kind that is known, or no name or host',
      'external[1] names no kind that is known, or no name or host',
      'suppressions is not a list',
    ]);
  });
});
