import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RE2JS } from 're2js';
import semver from 'semver';
import { readYaml } from '../../documents';
import { durationMilliseconds } from '../../flux';
import { kustomizationFile } from '../files';
import { textOfFile } from '../plain-file';
import type { Promotion } from './decide';

/** Annotations of the kustomization.yaml at the root of an environment, by which synth hands on what it takes over. */
export const promotionAnnotations = {
  from: 'otelflux.dev/promotes-from',
  after: 'otelflux.dev/promotes-after',
  semver: 'otelflux.dev/promotes-semver',
  pattern: 'otelflux.dev/promotes-pattern',
} as const;

/** What the environments of an output folder take over from others. */
export function promotionsIn(output: string): readonly Promotion[] {
  return readdirSync(output, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => promotionOf(name, annotationsOf(join(output, name, kustomizationFile))) ?? []);
}

function promotionOf(environment: string, annotations: ReadonlyMap<string, string>): Promotion | undefined {
  const from = annotations.get(promotionAnnotations.from);
  const after = durationMilliseconds(annotations.get(promotionAnnotations.after) ?? '');
  if (from === undefined || after === undefined) return undefined;
  const pattern = annotations.get(promotionAnnotations.pattern);
  const range = annotations.get(promotionAnnotations.semver) ?? '>=0.0.0';
  return { environment, from, after, takes: pattern === undefined ? inRange(range) : matching(pattern) };
}

function inRange(range: string): (tag: string) => boolean {
  return (tag) => semver.satisfies(tag, range);
}

function matching(pattern: string): (tag: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  return (tag) => compiled.matcher(tag).find();
}

function annotationsOf(file: string): ReadonlyMap<string, string> {
  const [document] = readYaml(file, textOfFile(file) ?? '').documents;
  const annotations = memberOf(memberOf(document?.asHelm(), 'metadata'), 'annotations');
  if (typeof annotations !== 'object' || annotations === null) return new Map();
  return new Map(Object.entries(annotations).map(([name, value]) => [name, String(value)]));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
