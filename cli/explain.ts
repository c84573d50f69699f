import { Command } from 'commander';
import { ruleCatalog } from '../lib/checks';
import { explained } from '../lib/checks/documentation';
import { jsonText } from '../lib/documents';
import { type Explanation, explain } from './catalog/explain';
import { endedBy, WrongUse } from './ending';
import { emitOwn } from './output';

interface Options {
  readonly json?: boolean;
}

/** `otelflux explain`: one field of a component, or one rule. Exit status 0, 1 where there is no such field, 2 for wrong use. */
export function explainCommand(): Command {
  return new Command('explain')
    .description(
      'Tell what a field of a component means, its type, default and releases; or what a rule demands.',
    )
    .argument(
      '<name>',
      'otlp_http.sending_queue.queue_size, exporters::kafka::producer, receiver.otlp, or the id of a rule',
    )
    .option('--json', 'print JSON')
    .action((name: string, options: Options) => {
      try {
        process.exitCode = answer(name, options);
      } catch (error) {
        process.exitCode = endedBy('explain', error);
      }
    });
}

function answer(name: string, { json }: Options): number {
  const rule = ruleCatalog().find(({ id }) => id.toLowerCase() === name.trim().toLowerCase());
  if (rule !== undefined) {
    const { id, title, severity, why, fix } = rule;
    emitOwn(json === true ? `${jsonText({ id, title, severity, why, fix })}\n` : explained(rule));
    return 0;
  }
  const { found, reason } = explain(name);
  if (reason !== undefined) throw new WrongUse(reason);
  emitOwn(json === true ? `${jsonText({ fields: found })}\n` : found.map(text).join('\n'));
  return found.length > 0 ? 0 : 1;
}

function text(found: Explanation): string {
  const rows: (readonly [string, string])[] = [
    ['type', found.type],
    ...(found.unit === undefined ? [] : [['unit', found.unit] as const]),
    ['default', found.default],
    ...(found.marks.length === 0 ? [] : [['marks', found.marks.join(', ')] as const]),
    ['releases', found.releases],
    ['source', found.source],
    ...(found.fields.length === 0 ? [] : [['fields', found.fields.join(', ')] as const]),
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(9)} ${value}\n`);
  const note = found.note === undefined ? '' : `  ${found.note}\n`;
  return `${found.class} ${found.component}${found.path === '' ? '' : ` ${found.path}`}\n${note}${lines.join('')}`;
}
