import { existence, leftBehind, notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const typesAreCurrent: CollectorRule = {
  id: 'TV-3',
  title: 'Components bear the name that the release uses',
  severity: 'advice',
  why: 'The old name is an alias that the collector logs a warning for and a later release will drop.',
  fix: 'Write the new type, here and wherever the id is named.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlphttp: {endpoint: "http://backend:4318"}
+   otlp_http: {endpoint: "http://backend:4318"}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [otlphttp]}
+     traces: {receivers: [otlp], exporters: [otlp_http]}
`,
  *check(subject) {
    const build = subject.version === undefined ? {} : { version: subject.version };
    for (const component of read(subject).components) {
      const { class: componentClass, writtenType, name, path } = component;
      const found = existence(componentClass, writtenType, build);
      if (!found.renamed || found.renamedTo === undefined) continue;
      const lost = leftBehind(component, found.renamedTo, subject.version).map(({ message }) => message);
      const newId = `${found.renamedTo}${name === '' ? '' : `/${name}`}`;
      yield {
        message: `${notation(path)}: "${writtenType}" has been "${found.renamedTo}" since release ${found.renamedIn}.${lost.length === 0 ? '' : ` Renaming loses data: ${lost.join('; ')}.`}`,
        path,
        fix:
          lost.length === 0
            ? `Write "${newId}", here and wherever the id is named.`
            : `Keep the name as long as the release takes it, or let the storage run empty first; then write "${newId}", here and wherever the id is named.`,
      };
    }
  },
};
