import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { effectiveYaml } from '../../../lib/delivery/effective-yaml';
import type { Origin } from '../../../lib/helm';
import {
  authorOf,
  type ExplainedRelease,
  effectiveConfig,
  explain,
  isWritten,
  sourceOf,
} from '../../../lib/helm';
import { original } from './original';
import { storedVersions } from './stored-cases';

function explained(values: unknown, chartVersion = '0.170.0'): ExplainedRelease {
  const result = explain({ chartVersion, values, release: 'otel-collector', namespace: 'observability' });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

interface Case {
  name: string;
  release: string;
  namespace: string;
  values: unknown;
}

/** The origin tree holds one node for each node of the configuration. */
function sameShape(value: unknown, origin: Origin | undefined): boolean {
  if (origin === undefined) return false;
  if (Array.isArray(value)) {
    return (
      origin.items?.length === value.length &&
      value.every((item, position) => sameShape(item, origin.items?.[position]))
    );
  }
  if (typeof value !== 'object' || value === null) return true;
  const keys = Object.keys(value);
  return (
    origin.fields?.size === keys.length &&
    Object.entries(value).every(([key, item]) => sameShape(item, origin.fields?.get(key)))
  );
}

describe.each(storedVersions)('cases of chart %s', (version) => {
  const cases: Case[] = JSON.parse(readFileSync(join(__dirname, 'cases', `${version}.json`), 'utf8'));

  test('are explained as they are answered, node for node, and print as the same data', () => {
    let explainedCases = 0;
    for (const { values, release, namespace } of cases) {
      const input = { chartVersion: version, values, release, namespace };
      const result = explain(input);
      const plain = effectiveConfig(input);
      if (!result.ok || !plain.ok) {
        expect(result).toEqual(plain);
        continue;
      }
      explainedCases++;
      expect(result).toMatchObject(plain);
      expect(sameShape(result.config, result.origin ?? undefined)).toBe(true);
      const text = effectiveYaml(result);
      expect(parse(text, { version: '1.1' })).toEqual(result.config);
      expect(parse(text, { version: '1.2' })).toEqual(result.config);
    }
    expect(explainedCases).toBeGreaterThan(30);
  });
});

describe('authors', () => {
  const result = explained(original);
  const author = (...path: (string | number)[]): string | undefined => authorOf(result, path);

  test('the author, the chart and the preset each own their part', () => {
    expect(author('exporters', 'debug', 'verbosity')).toBe('written');
    expect(author('receivers', 'otlp')).toBe('written');
    expect(author('receivers', 'otlp', 'protocols', 'grpc')).toBe('chart default');
    expect(author('processors', 'k8s_attributes', 'passthrough')).toBe('preset kubernetesAttributes');
    expect(author('service', 'pipelines', 'traces', 'processors', 0)).toBe('preset kubernetesAttributes');
    expect(author('service', 'pipelines', 'traces', 'processors', 1)).toBe('chart default');
    expect(author('nowhere')).toBeUndefined();
  });

  test('a map that the author opened counts as written, one of defaults alone does not', () => {
    expect(isWritten(result, ['receivers'])).toBe(true);
    expect(isWritten(result, ['receivers', 'jaeger'])).toBe(false);
  });

  test('places in the values are those of the nearest written ancestor', () => {
    expect(sourceOf(result, ['exporters', 'debug', 'verbosity'])).toEqual([
      'config',
      'exporters',
      'debug',
      'verbosity',
    ]);
    expect(sourceOf(result, ['receivers', 'otlp', 'protocols', 'grpc', 'endpoint'])).toEqual([
      'config',
      'receivers',
      'otlp',
      'protocols',
    ]);
    expect(sourceOf(result, ['service', 'telemetry'])).toEqual(['config', 'service']);
  });

  test('a renamed component keeps its author and tells its old name', () => {
    const renamed = explained({
      ...original,
      config: {
        processors: { 'k8sattributes/x': { passthrough: true } },
        service: { pipelines: { traces: { processors: ['k8sattributes/x', 'batch', 'batch'] } } },
      },
    });
    const node = renamed.origin?.fields?.get('processors')?.fields?.get('k8s_attributes/x');
    expect(node).toMatchObject({ author: 'written', was: 'k8sattributes/x' });
    expect(sourceOf(renamed, ['processors', 'k8s_attributes/x', 'passthrough'])).toEqual([
      'config',
      'processors',
      'k8sattributes/x',
      'passthrough',
    ]);
    expect(renamed.changes.filter(({ kind }) => kind === 'changed')).toEqual([
      {
        kind: 'changed',
        path: ['service', 'pipelines', 'traces', 'processors'],
        by: 'preset kubernetesAttributes, rewrite of deprecated names',
        before: ['k8sattributes/x', 'batch', 'batch'],
        after: ['k8s_attributes', 'k8s_attributes/x', 'batch'],
      },
    ]);
    expect(effectiveYaml(renamed)).toContain(
      'k8s_attributes/x: # rewrite of deprecated names, was k8sattributes/x',
    );
  });

  test('configuration that nobody looks at is lost', () => {
    const unused = explained({
      ...original,
      alternateConfig: {
        service: { extensions: ['health_check'], pipelines: { traces: { processors: [] } } },
      },
    });
    expect(unused.changes).toContainEqual({
      kind: 'lost',
      path: ['config'],
      by: 'alternateConfig',
      before: original.config,
    });
  });

  test('without a ConfigMap there is nothing to explain', () => {
    const none = explained({ ...original, configMap: { create: false } });
    expect(none).toMatchObject({ config: null, origin: null });
    expect(effectiveYaml(none)).toMatch(/\nnull\n$/);
  });
});

test('the original configuration prints with a remark behind each line that nobody wrote', () => {
  const golden = readFileSync(join(__dirname, 'golden', 'original.effective.yaml'), 'utf8');
  expect(effectiveYaml(explained(original))).toBe(golden);
});

describe('a version that is not certain', () => {
  const values = { mode: 'daemonset', image: { repository: 'x' }, config: { exporters: { nop: { a: 1 } } } };
  const told = (chartVersion: string) => {
    const result = explain({ chartVersion, values, release: 'a', namespace: 'b' });
    return result.ok ? effectiveYaml(result) : result.reason;
  };

  test('of a range the newest is told, and what it adds is marked as assumed', () => {
    const text = told('>=0.110.0, <0.130.0');
    expect(text).toContain('chart opentelemetry-collector 0.129.0\n');
    expect(text).toContain('\n  batch: {} # chart default, assumed\n');
    expect(text).toContain('\n  nop:\n    a: 1\n');
  });

  test('a newer one is told as the newest', () => {
    expect(told('0.199.0')).toContain('chart opentelemetry-collector 0.199.0\n');
    expect(told('0.199.0')).toContain('# chart default, assumed\n');
    expect(told('0.170.0')).not.toContain('assumed');
  });

  test('one that never was is not told', () => {
    expect(told('0.115.2')).toBe('There is no chart version 0.115.2: the nearest are 0.115.0 and 0.116.0.');
  });
});
