import { idFault, isOlder, notation, sections, splitId } from '../../../collector/effective';
import { entries } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const componentIdsAreLegal: CollectorRule = {
  id: 'ST-6',
  title: 'Component ids are type or type/name in legal characters, each once in its section',
  severity: 'error',
  why: 'The collector parses each id before it reads the component, and does not start on one that it cannot parse.',
  fix: 'Write the type, letters, digits and underscores with a letter first, and after a slash a name without blanks or symbols.',
  appliesTo: 'collector',
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
  *check({ config, version }) {
    // Types and names were checked less strictly before release 0.97.
    if (isOlder(version, '0.97.0')) return;
    for (const { section } of sections) {
      const seen = new Map<string, string>();
      for (const [key] of entries(config[section])) {
        const path = [section, key];
        const fault = idFault(key);
        if (fault !== undefined) {
          yield { message: `${notation(path)}: ${fault}.`, path };
          continue;
        }
        const { id } = splitId(key);
        const first = seen.get(id);
        if (first === undefined) seen.set(id, key);
        else
          yield {
            message: `${notation(path)} is the same id as "${first}": blanks around type and name do not count.`,
            path,
          };
      }
    }
  },
};
