import {
  bracketFault,
  catalogueVersions,
  editorOf,
  editors,
  hasBarePath,
  isIncomplete,
  isNewer,
  isOlder,
  lowerCaseConverter,
  notation,
  type OttlText,
  ottlFault,
  ottlTexts,
  read,
} from '../../../collector/effective';
import { nearest } from '../../../documents';
import type { CollectorRule, Problem } from '../../rule';

export const ottlCanBeParsed: CollectorRule = {
  id: 'CV-28',
  title: 'OTTL statements close their brackets and quotes and begin with a function that there is',
  severity: 'error',
  why: 'The component parses its statements when the configuration is read, and the collector does not start.',
  fix: 'Correct the statement.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   transform: {trace_statements: ['set(span.name, "a" where span.name == "b"']}
+   transform: {trace_statements: ['set(span.name, "a)") where span.name == "b"']}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [transform], exporters: [debug]}
`,
  *check(subject) {
    // The functions are those of one release; older and newer ones have others.
    const knowsFunctions =
      !isNewer(subject.version, catalogueVersions.newest) && !isOlder(subject.version, '0.140.0');
    for (const component of read(subject).components) {
      for (const text of ottlTexts(component)) yield* faults(text, knowsFunctions);
    }
  },
};

function* faults({ text, path, kind, ...rest }: OttlText, knowsFunctions: boolean): Generator<Problem> {
  const fault = bracketFault(text);
  if (fault !== undefined) {
    yield { message: `${notation(path)}: ${fault}.`, path };
    return;
  }
  if (isIncomplete({ text, kind })) {
    yield {
      message: `${notation(path)}: "${text}" is not a valid ${kind}.`,
      path,
      fix:
        kind === 'condition'
          ? 'Write a comparison, or a function that gives true or false.'
          : 'Begin with a function, such as set(…).',
    };
    return;
  }
  if (hasBarePath({ text, ...rest })) {
    yield {
      message: `${notation(path)}: "attributes" does not say of what.`,
      path,
      fix: 'Write the context before the path, such as resource.attributes or span.attributes.',
    };
    return;
  }
  const converter = lowerCaseConverter({ text, kind });
  if (converter !== undefined) {
    yield {
      message: `${notation(path)}: "${converter}" is not a function that gives a value.`,
      path,
      fix: 'Functions that give a value begin with a capital letter.',
    };
    return;
  }
  const other = ottlFault({ text, kind, ...rest }, knowsFunctions);
  if (other !== undefined) {
    yield { message: `${notation(path)}: ${other}.`, path };
    return;
  }
  const editor = kind === 'statement' && knowsFunctions ? editorOf(text) : undefined;
  if (editor === undefined || editors.includes(editor)) return;
  const guess = nearest(editor, editors);
  yield {
    message: `${notation(path)}: there is no function "${editor}".`,
    path,
    ...(guess === undefined ? {} : { fix: `Write "${guess}".` }),
  };
}
