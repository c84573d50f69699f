import { listed, notation, type Role, read, signalsOf } from '../../../collector/effective';
import { typeFaults } from '../../collector/type-faults';
import type { CollectorRule } from '../../rule';

const signals = ['traces', 'metrics', 'logs', 'profiles'];
const classes = { receivers: 'receiver', processors: 'processor', exporters: 'exporter' } as const;

export const typesCarryTheSignal: CollectorRule = {
  id: 'TV-2',
  title: 'Every component of a pipeline carries the pipeline’s signal',
  severity: 'error',
  why: 'The collector refuses to build the pipeline: the component does not support its signal.',
  fix: 'Name the component in a pipeline of a signal that it carries.',
  appliesTo: 'collector',
  example: `  receivers:
    zipkin: {}
  exporters:
    debug: {}
  service:
    pipelines:
-     logs: {receivers: [zipkin], exporters: [debug]}
+     traces: {receivers: [zipkin], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    // A type that does not exist is a fault of its own.
    const faulty = new Set(typeFaults(subject).map(({ component }) => component));
    for (const pipeline of reading.pipelines) {
      if (!signals.includes(pipeline.signal)) continue;
      for (const [role, componentClass] of Object.entries(classes)) {
        for (const { id, path } of pipeline[role as Role]) {
          const component = reading.find(componentClass, id);
          if (component === undefined || faulty.has(component)) continue;
          const carried = signalsOf(componentClass, component.writtenType);
          if (carried === undefined || carried.includes(pipeline.signal)) continue;
          yield {
            message: `${notation(pipeline.path)}: ${componentClass} "${id}" does not carry ${pipeline.signal}, only ${listed(carried)}.`,
            path,
          };
        }
      }
    }
  },
};
