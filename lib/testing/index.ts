/** The door of pipeline tests: telemetry to give in, the real pipelines to run it through, and what to expect of exporters. */
export {
  differences,
  type Expected,
  type ExpectedLog,
  type ExpectedMetric,
  type ExpectedSpan,
  type ItemKind,
} from './compare';
export { type MatcherResult, telemetryMatchers } from './matchers';
export {
  type ConfigurationData,
  type PipelineOptions,
  type Pipelines,
  pipelinesOf,
  type Run,
  type Sent,
  type Step,
} from './pipelines';
export {
  type Attributes,
  type AttributeValue,
  type Log,
  log,
  logs,
  type Metric,
  metric,
  metrics,
  type SignalData,
  type Span,
  span,
  spans,
  trace,
} from './telemetry';
export {
  type PipelineTest,
  readTestFile,
  runTest,
  type TestFile,
  TestFileFault,
  type TestOutcome,
} from './test-file';
