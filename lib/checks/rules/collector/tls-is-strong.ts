import { notation, read, tlsBlocks } from '../../../collector/effective';
import { field, isOpen } from '../../../documents';
import { isEmpty } from '../../collector/constraint';
import type { CollectorRule } from '../../rule';

export const tlsIsStrong: CollectorRule = {
  id: 'CV-19',
  title: 'TLS verifies its peer, is at least 1.2, and its key is not in the configuration',
  severity: 'warning',
  why: 'Whoever sits between can read and change the data, or whoever reads the repository has the key.',
  fix: 'Verify certificates with ca_file, use TLS 1.2 or newer, and mount the key as a file from a Secret.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "backend:4317", tls: {insecure_skip_verify: true}}
+   otlp_grpc: {endpoint: "backend:4317", tls: {ca_file: /tls/ca.crt, min_version: "1.3"}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { block, path } of tlsBlocks(component)) {
        if (block.insecure_skip_verify === true) {
          const here = [...path, 'insecure_skip_verify'];
          yield { message: `${notation(here)}: the server's certificate is not verified.`, path: here };
        }
        if (block.min_version === '1.0' || block.min_version === '1.1') {
          const here = [...path, 'min_version'];
          yield { message: `${notation(here)}: TLS ${block.min_version} is broken.`, path: here };
        }
        if (!isEmpty(field(block, 'key_pem')) && !isOpen(field(block, 'key_pem'))) {
          const here = [...path, 'key_pem'];
          yield { message: `${notation(here)} holds a private key in plain text.`, path: here };
        }
      }
    }
  },
};
