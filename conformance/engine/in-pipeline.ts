/** A receiver of OTLP over gRPC. */
export const otlp = { otlp: { protocols: { grpc: {} } } };

/** A configuration with one pipeline, which ends at `debug`. */
export function inPipeline(signal: string, receivers: object, processors: object): object {
  return {
    receivers,
    processors,
    exporters: { debug: {} },
    service: {
      pipelines: {
        [signal]: {
          receivers: Object.keys(receivers),
          processors: Object.keys(processors),
          exporters: ['debug'],
        },
      },
    },
  };
}
