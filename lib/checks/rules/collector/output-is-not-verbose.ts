import { debugExporters, telemetryOf } from '../../../platform';
import { withExporter } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

export const outputIsNotVerbose: CollectorRule = {
  id: 'CV-25',
  title: 'Nothing prints every record, and the log level is not debug',
  severity: 'advice',
  why: 'Every record is printed in full: it costs more than the data, and what is private ends in the log.',
  fix: 'Write verbosity: basic, and level: info.',
  example: withExporter(`
-   debug: {verbosity: detailed}
+   debug: {verbosity: basic}
`),
  appliesTo: 'collector',
  *check(collector) {
    for (const {
      isRunning,
      settings: { verbosity },
    } of debugExporters(collector))
      if (isRunning && verbosity.value === 'detailed') yield problemAt(verbosity, 'is "detailed"');
    const { level } = telemetryOf(collector).logs;
    if (level.value?.toLowerCase() === 'debug') yield problemAt(level, `is "${level.value}"`);
  },
};
