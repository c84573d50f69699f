import { notation, read } from '../../../collector/effective';
import { walk } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const messagesAreBounded: CollectorRule = {
  id: 'CV-22',
  title: 'A gRPC message is at most 128 MiB',
  severity: 'advice',
  why: 'One request may then take as much memory as all of the collector should.',
  fix: 'Write a max_recv_msg_size_mib of 128 or less, and send smaller batches.',
  appliesTo: 'collector',
  example: `  receivers:
-   otlp: {protocols: {grpc: {max_recv_msg_size_mib: 512}}}
+   otlp: {protocols: {grpc: {max_recv_msg_size_mib: 64}}}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { value, path } of walk(component.body)) {
        if (path[path.length - 1] !== 'max_recv_msg_size_mib' || typeof value !== 'number' || value <= 128)
          continue;
        const here = [...component.path, ...path];
        yield { message: `${notation(here)} allows messages of ${value} MiB.`, path: here };
      }
    }
  },
};
