import { idFault, isOlder, splitId } from '../../../collector/effective';
import { sectionsOf } from '../../../platform';
import { problemAt, ruleOfCollector } from '../../rule';

export const componentIdsAreLegal = ruleOfCollector({
  each: sectionsOf,
  id: 'ST-6',
  title: 'Component ids are type or type/name in legal characters, each once in its section',
  severity: 'error',
  why: 'The collector parses each id before it reads the component, and does not start on one that it cannot parse.',
  fix: 'Write the type, letters, digits and underscores with a letter first, and after a slash a name without blanks or symbols.',
  example: `  receivers:
-   otlp/: {protocols: {grpc: {}}}
+   otlp/in-2.a: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [debug]}
+     traces: {receivers: [otlp/in-2.a], exporters: [debug]}
`,
  *check(section, { version }) {
    // Types and names were checked less strictly before release 0.97.
    if (isOlder(version, '0.97.0')) return;
    const seen = new Map<string, string>();
    for (const [key, at] of section.entries) {
      const fault = idFault(key);
      if (fault !== undefined) {
        yield { message: `${at}: ${fault}.`, at };
        continue;
      }
      const { id } = splitId(key);
      const first = seen.get(id);
      if (first === undefined) seen.set(id, key);
      else yield problemAt(at, `is the same id as "${first}": blanks around type and name do not count`);
    }
  },
});
