/** Something that was not judged, so that silence about it does not mean that it is sound. */
export interface NotJudged {
  /** What it is, as `HelmRelease observability/otel-collector`. */
  readonly what: string;
  /** One sentence: why it could not be judged. */
  readonly why: string;
  /** One sentence: how to make it known. */
  readonly how: string;
}
