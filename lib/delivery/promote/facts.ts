import { join } from 'node:path';
import { RE2JS } from 're2js';
import semver from 'semver';
import { type Data, field } from '../../documents';
import { durationMilliseconds } from '../../flux';
import { environmentsIn, rootMetadata } from '../publish/source';
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
  return environmentsIn(output).flatMap(
    (name) => promotionOf(name, rootMetadata(join(output, name), 'annotations')) ?? [],
  );
}

function promotionOf(environment: string, annotations: Data | undefined): Promotion | undefined {
  const from = textIn(annotations, promotionAnnotations.from);
  const after = durationMilliseconds(textIn(annotations, promotionAnnotations.after) ?? '');
  if (from === undefined || after === undefined) return undefined;
  const pattern = textIn(annotations, promotionAnnotations.pattern);
  const range = textIn(annotations, promotionAnnotations.semver) ?? '>=0.0.0';
  return { environment, from, after, takes: pattern === undefined ? inRange(range) : matching(pattern) };
}

function textIn(annotations: Data | undefined, name: string): string | undefined {
  const value = field(annotations, name);
  return value === undefined ? undefined : String(value);
}

function inRange(range: string): (tag: string) => boolean {
  return (tag) => semver.satisfies(tag, range);
}

function matching(pattern: string): (tag: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  return (tag) => compiled.matcher(tag).find();
}
