import { componentFacts, notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

const unstable = new Set(['development', 'unmaintained']);

export const componentsAreStable: CollectorRule = {
  id: 'TV-7',
  title: 'No component is in development or without maintainers',
  severity: 'advice',
  why: 'Its fields may change or it may vanish with any release.',
  fix: 'Pin the collector’s version and read the change log before each upgrade, or use a maintained component.',
  appliesTo: 'collector',
  example: `  receivers:
-   vcr: {}
+   otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
-     logs: {receivers: [vcr], exporters: [debug]}
+     logs: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    for (const { class: componentClass, writtenType, path } of read(subject).components) {
      const levels = Object.values(componentFacts(componentClass, writtenType)?.stability ?? {});
      const level = levels[0];
      if (level === undefined || !levels.every((each) => unstable.has(each))) continue;
      yield {
        message: `${notation(path)}: the ${componentClass} "${writtenType}" is ${level === 'unmaintained' ? 'unmaintained' : 'in development'}.`,
        path,
      };
    }
  },
};
