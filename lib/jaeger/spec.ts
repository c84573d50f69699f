/** Fields of a Jaeger resource's `spec`, as plain data; odd types are read as absent. */
export type JaegerSpec = { readonly [key: string]: unknown };

/** Blocks of the spec that describe one component of Jaeger. */
export type ComponentBlock = 'allInOne' | 'collector' | 'query' | 'ingester' | 'agent';

/** The value as a map, or an empty one. */
export function mapOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: unknown })
    : {};
}

/** The value as non-empty text, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One block of the spec, empty where it is left out. */
export function block(spec: JaegerSpec, name: ComponentBlock | 'storage' | 'ingress'): JaegerSpec {
  return mapOf(mapOf(spec)[name]);
}

/**
 * Command line flags that the operator makes of an `options` map: nested maps joined by dots, null dropped, lists of
 * text repeated (jaeger-operator 1.65.0, `apis/v1/options.go`).
 */
export function flattenOptions(options: unknown): ReadonlyMap<string, readonly string[]> {
  const flags = new Map<string, string[]>();
  collectFlags(mapOf(options), '', flags, 0);
  return flags;
}

/** Deeper nesting than this is no command line flag; it also bounds the walk. */
const deepestFlag = 64;

function collectFlags(
  options: { readonly [key: string]: unknown },
  prefix: string,
  flags: Map<string, string[]>,
  depth: number,
): void {
  if (depth > deepestFlag) return;
  for (const [key, value] of Object.entries(options)) {
    const flag = prefix === '' ? key : `${prefix}.${key}`;
    if (value === null || value === undefined) continue;
    if (Array.isArray(value))
      flags.set(
        flag,
        value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : `${item}`)),
      );
    else if (typeof value === 'object') collectFlags(mapOf(value), flag, flags, depth + 1);
    else flags.set(flag, [String(value)]);
  }
}

/** First value of a flag in an `options` map, or undefined. */
export function option(options: unknown, flag: string): string | undefined {
  return flattenOptions(options).get(flag)?.[0];
}
