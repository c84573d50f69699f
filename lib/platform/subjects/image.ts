/** What a collector image's name says about the binary in it. */
export interface CollectorImage {
  /** Release of the tag (`0.158.0`); absent where the tag is none. */
  readonly version?: string;
  /** `k8s`, `contrib`, `otelcol`, …; absent for an image of someone's own. */
  readonly distribution?: string;
}

const official = /(?:^|\/)(?:opentelemetry-collector(?:-([a-z0-9-]+))?|otelcol(?:-([a-z0-9-]+))?)$/;

/** Distributions that the project publishes beside the core one, by the suffix of image and command. */
const suffixes = ['k8s', 'contrib', 'otlp', 'ebpf-profiler'];

/** Reads release and distribution from an image of the form `repository[:tag][@digest]`. */
export function collectorImage(image: string): CollectorImage {
  const [named = ''] = image.split('@');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const version = hasTag ? /^v?(\d+\.\d+\.\d+)$/.exec(named.slice(colon + 1))?.[1] : undefined;
  const distribution = distributionOf(hasTag ? named.slice(0, colon) : named);
  return {
    ...(version === undefined ? {} : { version }),
    ...(distribution === undefined ? {} : { distribution }),
  };
}

/** Distribution that an image repository or a command (`otelcol-k8s`) stands for; undefined for one of someone's own. */
export function distributionOf(repositoryOrCommand: string): string | undefined {
  const found = official.exec(repositoryOrCommand);
  if (found === null) return undefined;
  const suffix = found[1] ?? found[2];
  if (suffix === undefined) return 'otelcol';
  return suffixes.includes(suffix) ? suffix : undefined;
}

/** True for an image that holds a collector, official or by its name. */
export function isCollectorImage(image: string): boolean {
  return /opentelemetry-collector|otelcol|otel-collector/.test(image);
}
