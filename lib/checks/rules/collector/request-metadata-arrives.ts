import { metadataLoss, metadataReads, notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const requestMetadataArrives: CollectorRule = {
  id: 'MD-1',
  title: 'What reads a key of the request’s metadata gets it',
  severity: 'warning',
  why: 'The key is empty for every request: the header is not sent, the route never taken, the batch never divided.',
  fix: 'Write include_metadata: true at the receiver, and name the key in metadata_keys of every batch on the way.',
  appliesTo: 'collector',
  example: `  extensions:
    headers_setter: {headers: [{key: X-Scope-OrgID, from_context: x-scope-orgid}]} # ←
  receivers:
-   otlp: {protocols: {http: {}}}
+   otlp: {protocols: {http: {include_metadata: true}}}
  exporters:
    otlp_http: {endpoint: "http://tempo:4318", auth: {authenticator: headers_setter}}
  service:
    extensions: [headers_setter]
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_http]}
`,
  *check(subject) {
    const reading = read(subject);
    const reported = new Set<string>();
    for (const each of metadataReads(reading)) {
      const loss = metadataLoss(reading, each);
      const place = notation(each.path);
      if (loss === undefined || reported.has(place)) continue;
      reported.add(place);
      const by = notation(loss.by.path);
      const why =
        loss.reason === 'notTaken'
          ? `${by} does not take the metadata of requests`
          : `${by} drops it on the way`;
      yield {
        message: `${place} reads "${each.key}" of the request in ${notation(each.pipeline.path)}, but ${why}.`,
        path: each.path,
        ...(loss.reason === 'notTaken'
          ? { fix: `Write include_metadata: true where ${by} listens, if it can.` }
          : { fix: fixOf(loss.by.class, loss.by.type, each.key) }),
      };
    }
  },
};

function fixOf(componentClass: string, type: string, key: string): string {
  if (type === 'batch') return `Write metadata_keys: [${key}] in the batch, or leave the batch out.`;
  if (componentClass === 'exporter')
    return `Write sending_queue.batch.partition.metadata_keys: [${key}], or no batch in the queue.`;
  return 'Read it before that component, and keep it as an attribute.';
}
