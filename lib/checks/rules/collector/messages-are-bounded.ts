import { components } from '../../../platform';
import { withReceivers } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const messagesAreBounded = ruleOfCollector({
  each: components,
  id: 'CV-22',
  title: 'A gRPC message is at most 128 MiB',
  severity: 'advice',
  why: 'One request may then take as much memory as all of the collector should.',
  fix: 'Write a max_recv_msg_size_mib of 128 or less, and send smaller batches.',
  example: withReceivers(`
-   otlp: {protocols: {grpc: {max_recv_msg_size_mib: 512}}}
+   otlp: {protocols: {grpc: {max_recv_msg_size_mib: 64}}}
`),
  *check({ place }) {
    for (const at of place.walk()) {
      if (at.key === 'max_recv_msg_size_mib' && (at.number ?? 0) > 128)
        yield problemAt(at, `allows messages of ${at.number} MiB`);
    }
  },
});
