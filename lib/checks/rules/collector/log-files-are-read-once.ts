import { type Component, notation, read, runningComponents } from '../../../collector/effective';
import { field, isOpen, items } from '../../../documents';
import { isEmpty } from '../../collector/constraint';
import type { CollectorRule } from '../../rule';

export const logFilesAreReadOnce: CollectorRule = {
  id: 'CV-24',
  title: 'Log files are read once, and the collector does not read its own',
  severity: 'warning',
  why: 'Without a storage every restart reads the files again from the begin; printed records that are read again form a loop.',
  fix: 'Name a storage extension, and exclude the collector’s own containers.',
  appliesTo: 'collector',
  example: `  receivers:
-   file_log: {include: [/data/app.log], start_at: beginning}
+   file_log: {include: [/data/app.log], start_at: end}
  exporters:
    debug: {}
  service:
    pipelines:
      logs: {receivers: [file_log], exporters: [debug]}
`,
  *check(subject) {
    const running = runningComponents(read(subject));
    const prints = running.some(
      ({ class: componentClass, type }) => componentClass === 'exporter' && type === 'debug',
    );
    for (const receiver of running) {
      if (receiver.class !== 'receiver' || receiver.type !== 'file_log') continue;
      const { body, path } = receiver;
      if (field(body, 'start_at') === 'beginning' && isEmpty(field(body, 'storage')) && !isOpen(body)) {
        const here = [...path, 'start_at'];
        yield { message: `${notation(here)} is "beginning" and there is no storage.`, path: here };
      }
      if (prints && readsAllContainers(receiver)) {
        const here = [...path, 'include'];
        yield { message: `${notation(here)} takes in what the debug exporter prints.`, path: here };
      }
    }
  },
};

/** Nothing is excluded, and the pattern covers the logs of every pod on the node. */
function readsAllContainers({ body }: Component): boolean {
  if (!isEmpty(field(body, 'exclude')) || isOpen(field(body, 'exclude'))) return false;
  return items(field(body, 'include')).some(
    (pattern) => typeof pattern === 'string' && /^\/var\/log\/(?:pods|containers)\/\*/.test(pattern),
  );
}
