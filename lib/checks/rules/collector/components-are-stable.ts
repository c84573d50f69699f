import { componentFacts, notation } from '../../../collector/effective';
import { components } from '../../../platform';
import { ruleOfCollector } from '../../rule';

const unstable = new Set(['development', 'unmaintained']);

export const componentsAreStable = ruleOfCollector({
  each: components,
  id: 'TV-7',
  title: 'No component is in development or without maintainers',
  severity: 'advice',
  why: 'Its fields may change or it may vanish with any release.',
  fix: 'Pin the collector’s version and read the change log before each upgrade, or use a maintained component.',
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
  *check({ component: { class: own, writtenType, path } }) {
    const levels = Object.values(componentFacts(own, writtenType)?.stability ?? {});
    const [level] = levels;
    if (level === undefined || !levels.every((each) => unstable.has(each))) return;
    const state = level === 'unmaintained' ? 'unmaintained' : 'in development';
    yield { message: `${notation(path)}: the ${own} "${writtenType}" is ${state}.`, path };
  },
});
