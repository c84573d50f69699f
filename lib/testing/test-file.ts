import { type Data, isMap, objectPath, type Path, type YamlDocument } from '../documents';
import { differences, type ItemKind } from './compare';
import type { Pipelines, Step } from './pipelines';
import {
  type Attributes,
  type AttributeValue,
  log,
  logs,
  metric,
  metrics,
  type SignalData,
  span,
  spans,
} from './telemetry';

/** A file of pipeline tests, `*.telemetry.yaml`. */
export interface TestFile {
  /** Path of the manifest or configuration that holds the collector, relative to the file. */
  readonly collector: string;
  /** Which collector of several: a part of its title, as `observability/gateway`. */
  readonly name?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly tests: readonly PipelineTest[];
}

/** One test: what comes in, and what exporters get. */
export interface PipelineTest {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly expectations: readonly Expectation[];
}

interface Expectation {
  readonly exporter: string;
  readonly kind: ItemKind;
  readonly items: readonly object[];
}

/** A file that is no test file, with the place. */
export class TestFileFault extends Error {}

const itemKinds: readonly ItemKind[] = ['spans', 'logs', 'metrics'];

/**
 * Reads a file of pipeline tests.
 *
 * @throws TestFileFault for what is no test file, with file, line and what belongs there
 */
export function readTestFile(document: YamlDocument): TestFile {
  const reader = new Reader(document);
  const root = reader.map([]);
  reader.only([], ['collector', 'name', 'environment', 'tests']);
  return {
    collector: reader.text(['collector']),
    ...(root.name === undefined ? {} : { name: reader.text(['name']) }),
    environment: root.environment === undefined ? {} : reader.texts(['environment']),
    tests: reader.list(['tests']).map((_, at) => testOf(reader, ['tests', at])),
  };
}

function testOf(reader: Reader, path: Path): PipelineTest {
  reader.only(path, ['name', 'receive', 'expect']);
  const expected = reader.map([...path, 'expect']);
  return {
    name: reader.text([...path, 'name']),
    steps: reader.list([...path, 'receive']).map((_, at) => stepOf(reader, [...path, 'receive', at])),
    expectations: Object.keys(expected).flatMap((exporter) =>
      expectationsOf(reader, [...path, 'expect', exporter], exporter),
    ),
  };
}

function stepOf(reader: Reader, path: Path): Step {
  const step = reader.map(path);
  if (step.wait !== undefined) {
    reader.only(path, ['wait']);
    return { wait: reader.text([...path, 'wait']) };
  }
  const kind = itemKinds.find((each) => step[each] !== undefined);
  if (kind === undefined) throw reader.fault(path, 'needs spans, logs, metrics or wait');
  reader.only(path, ['receiver', kind]);
  const items = reader.list([...path, kind]).map((_, at) => reader.map([...path, kind, at]));
  return { receiver: reader.text([...path, 'receiver']), telemetry: telemetryOf(kind, items) };
}

/** Items as they are written; what is left out is what the builders set. */
function telemetryOf(kind: ItemKind, items: readonly { readonly [key: string]: Data }[]): SignalData {
  switch (kind) {
    case 'spans':
      return spans(
        ...items.map(({ name, attributes, ...more }) => span(String(name ?? ''), given(attributes), more)),
      );
    case 'logs':
      return logs(
        ...items.map(({ body, attributes, ...more }) =>
          log((body ?? '') as AttributeValue, given(attributes), more),
        ),
      );
    case 'metrics':
      return metrics(
        ...items.map(({ name, value, attributes, ...more }) =>
          metric(String(name ?? ''), Number(value ?? 0), given(attributes), more),
        ),
      );
  }
}

function given(attributes: Data | undefined): Attributes {
  return isMap(attributes) ? (attributes as Attributes) : {};
}

/** An exporter with `{}` gets nothing at all. */
function expectationsOf(reader: Reader, path: Path, exporter: string): Expectation[] {
  const expected = reader.map(path);
  reader.only(path, itemKinds);
  const kinds =
    Object.keys(expected).length === 0 ? itemKinds : itemKinds.filter((kind) => expected[kind] !== undefined);
  return kinds.map((kind) => ({
    exporter,
    kind,
    items:
      expected[kind] === undefined
        ? []
        : reader.list([...path, kind]).map((_, at) => reader.map([...path, kind, at])),
  }));
}

/** What came of a test. */
export interface TestOutcome {
  /** What is not as expected; empty where the test passes. */
  readonly failures: readonly string[];
  /** Components that did not run. */
  readonly skipped: readonly string[];
}

/** Runs one test. What stops the pipelines is a failure of the test too. */
export async function runTest(
  pipelines: Pipelines,
  { steps, expectations }: PipelineTest,
): Promise<TestOutcome> {
  try {
    const run = await pipelines.play(steps);
    const failures = expectations.flatMap(
      ({ exporter, kind, items }) => differences(run.sentTo(exporter), kind, items) ?? [],
    );
    return { failures, skipped: run.skipped };
  } catch (error) {
    return { failures: [error instanceof Error ? error.message : String(error)], skipped: [] };
  }
}

/** Reads parts of a document, and says where what is not as it should be. */
class Reader {
  constructor(private readonly document: YamlDocument) {}

  map(path: Path): { readonly [key: string]: Data } {
    const value = this.at(path);
    if (isMap(value)) return value;
    throw this.fault(path, 'must be a map');
  }

  list(path: Path): readonly Data[] {
    const value = this.at(path);
    if (Array.isArray(value)) return value;
    throw this.fault(path, 'must be a list');
  }

  text(path: Path): string {
    const value = this.at(path);
    if (typeof value === 'string' && value !== '') return value;
    throw this.fault(path, 'must be a text');
  }

  texts(path: Path): Record<string, string> {
    return Object.fromEntries(Object.entries(this.map(path)).map(([key, value]) => [key, String(value)]));
  }

  only(path: Path, known: readonly string[]): void {
    const strange = Object.keys(this.map(path)).find((key) => !known.includes(key));
    if (strange !== undefined)
      throw this.fault([...path, strange], `is not known here; there are ${known.join(', ')}`);
  }

  fault(path: Path, what: string): TestFileFault {
    const { file, line } = this.document.locate(path);
    const place = objectPath(path) || 'the file';
    return new TestFileFault(`${file}:${line}: ${place} ${what}`);
  }

  private at(path: Path): Data | undefined {
    return path.reduce<Data | undefined>((value, step) => {
      if (Array.isArray(value)) return value[Number(step)];
      return isMap(value) ? value[String(step)] : undefined;
    }, this.document.data);
  }
}
