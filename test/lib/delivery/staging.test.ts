import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { deliver, stagingMode, stagingProblem, writeStaging } from '../../../lib/delivery';
import { readTree, sampleTree, temporaryFolder } from './sample';

const folder = temporaryFolder();
const staging = () => join(folder.path, '.cdk8s-staging');
const output = () => join(folder.path, 'dist');
const finding = { rule: 'RF-1', severity: 'warning', message: 'm', why: 'w', fix: 'f' } as const;

describe('writeStaging', () => {
  test('writes one file, with an object an environment that says where the tree is, and the findings', () => {
    writeStaging(staging(), { tree: sampleTree(), output: 'dist', findings: [finding], mode: 'summary' });
    expect(readdirSync(staging()).sort()).toEqual(['environments.k8s.yaml', 'findings.json']);
    const objects = parseAllDocuments(readFileSync(join(staging(), 'environments.k8s.yaml'), 'utf8'));
    expect(objects.map((object) => object.toJS().data.folder)).toEqual(['dist/develop', 'dist/production']);
    expect(objects[0]?.toJS()).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'otelflux-develop', annotations: { 'config.kubernetes.io/local-config': 'true' } },
      data: { environment: 'develop', folder: 'dist/develop', objects: '6', findings: '1' },
    });
    expect(JSON.parse(readFileSync(join(staging(), 'findings.json'), 'utf8'))).toEqual({
      findings: [finding],
      summary: { error: 0, warning: 1, advice: 0 },
    });
  });

  test('hands the whole tree and the construct paths to validation plugins', () => {
    writeStaging(staging(), { tree: sampleTree(), output: 'dist', findings: [], mode: 'whole' });
    const text = readFileSync(join(staging(), 'develop.k8s.yaml'), 'utf8');
    expect(text.startsWith('---\n')).toBe(true);
    expect(parseAllDocuments(text).map((document) => document.toJS().metadata.name)).toEqual([
      'flux',
      'ingress',
      's0',
      's0-more',
      's1',
      's1-more',
    ]);
    expect(JSON.parse(readFileSync(join(staging(), 'construct-metadata.json'), 'utf8'))).toMatchObject({
      version: '1.0.0',
      resources: { s0: { path: 'app/s0' } },
    });
  });

  test('writes nothing over the tree where the command line was given the output itself', () => {
    deliver(sampleTree(), { output: output() });
    const before = readTree(output());
    for (const place of [output(), join(output(), 'staging'), folder.path]) {
      writeStaging(place, { tree: sampleTree('b'), output: output(), findings: [] });
    }
    expect(readTree(output())).toEqual(before);
    expect(readdirSync(folder.path)).toEqual(['dist']);
  });
});

describe('stagingProblem', () => {
  test('knows that the command line would delete the tree', () => {
    deliver(sampleTree(), { output: output() });
    symlinkSync('dist', join(folder.path, 'link'));
    for (const place of [output(), join(output(), 'x'), folder.path, join(folder.path, 'link')]) {
      expect(stagingProblem(place, output())).toContain('set "output: .cdk8s-staging" in cdk8s.yaml');
    }
  });

  test('is content with a folder of its own, also one that begins alike', () => {
    expect(stagingProblem(staging(), output())).toBeUndefined();
    expect(stagingProblem(`${output()}-staging`, output())).toBeUndefined();
  });
});

describe('stagingMode', () => {
  const home = process.cwd();
  afterEach(() => process.chdir(home));

  test('is a summary in the folder that cdk8s.yaml names, the whole tree elsewhere and for validations', () => {
    process.chdir(folder.path);
    expect(stagingMode(staging(), {})).toBe('whole');
    writeFileSync('cdk8s.yaml', 'language: typescript\noutput: .cdk8s-staging\n');
    expect(stagingMode(staging(), {})).toBe('summary');
    expect(stagingMode(join(folder.path, 'elsewhere'), {})).toBe('whole');
    expect(stagingMode(staging(), { CDK8S_RECORD_CONSTRUCT_METADATA: 'true' })).toBe('whole');
    expect(stagingMode(staging(), { CDK8S_RECORD_CONSTRUCT_METADATA: 'false' })).toBe('summary');
    expect(existsSync(staging())).toBe(false);
  });
});
