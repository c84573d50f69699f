import { existence, leftBehind } from '../../../collector/effective';
import { components } from '../../../platform';
import { ruleOfCollector } from '../../rule';

export const typesAreCurrent = ruleOfCollector({
  each: components,
  id: 'TV-3',
  title: 'Components bear the name that the release uses',
  severity: 'advice',
  why: 'The old name is an alias that the collector logs a warning for and a later release will drop.',
  fix: 'Write the new type, here and wherever the id is named.',
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
  *check({ component, place }, { version }) {
    const { class: own, writtenType, name } = component;
    const { renamed, renamedTo, renamedIn } = existence(
      own,
      writtenType,
      version === undefined ? {} : { version },
    );
    if (!renamed || renamedTo === undefined) return;
    const lost = leftBehind(component, renamedTo, version).map(({ message }) => message);
    const newId = `${renamedTo}${name === '' ? '' : `/${name}`}`;
    yield {
      message: `${place}: "${writtenType}" has been "${renamedTo}" since release ${renamedIn}.${lost.length === 0 ? '' : ` Renaming loses data: ${lost.join('; ')}.`}`,
      at: place,
      fix:
        lost.length === 0
          ? `Write "${newId}", here and wherever the id is named.`
          : `Keep the name as long as the release takes it, or let the storage run empty first; then write "${newId}", here and wherever the id is named.`,
    };
  },
});
