import { parseImage } from '../../documents';

/** What a collector image's name says about the binary in it. */
export interface CollectorImage {
  /** Release of the tag (`0.158.0`); absent where the tag is none, or the image someone's own: its maker numbers it. */
  readonly version?: string;
  /** `k8s`, `contrib`, `otelcol`, …; absent for an image of someone's own. */
  readonly distribution?: string;
}

/** The project's images: `otel/…` of Docker Hub and `…/opentelemetry-collector-releases/…` of GitHub, under any registry that mirrors them. */
const official =
  /(?:^|\/)(?:otel|open-telemetry|opentelemetry-collector-releases)\/opentelemetry-collector(?:-([a-z0-9-]+))?$/;
const command = /^\/?otelcol(?:-([a-z0-9-]+))?$/;

/** Distributions that the project publishes beside the core one, by the suffix of image and command. */
const suffixes = ['k8s', 'contrib', 'otlp', 'ebpf-profiler'];

/** Reads release and distribution from an image of the form `repository[:tag][@digest]`. */
export function collectorImage(image: string): CollectorImage {
  const { repository, tag } = parseImage(image);
  const version = tag !== undefined && official.test(repository) ? releaseOfTag(tag) : undefined;
  const distribution = distributionOf(repository);
  return {
    ...(version === undefined ? {} : { version }),
    ...(distribution === undefined ? {} : { distribution }),
  };
}

/** The release that a tag of the project's images names; undefined for `latest` and the like. */
export function releaseOfTag(tag: string): string | undefined {
  return /^v?(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
}

/** True for an image of the project, from its own registries or a mirror that keeps the path. */
export function isProjectImage(image: string): boolean {
  return official.test(parseImage(image).repository);
}

/** Distribution that an image repository stands for; undefined for one of someone's own. */
export function distributionOf(repository: string): string | undefined {
  const found = official.exec(repository);
  if (found === null) return undefined;
  const suffix = found[1];
  if (suffix === undefined) return 'otelcol';
  return suffixes.includes(suffix) ? suffix : undefined;
}

/** Distribution that a binary is named after: `otelcol-k8s`. Plain `otelcol` is what builders call their own, too. */
export function distributionOfCommand(name: string): string | undefined {
  const suffix = command.exec(name)?.[1];
  return suffix !== undefined && suffixes.includes(suffix) ? suffix : undefined;
}

/** True for an image that holds a collector, official or by its name. */
export function isCollectorImage(image: string): boolean {
  return /opentelemetry-collector|otelcol|otel-collector/.test(image);
}

/** The user of the project's images; nothing for others. */
export function imageUserOf(image: string): { readonly imageUser?: number } {
  return isProjectImage(image) ? { imageUser: 10001 } : {};
}
