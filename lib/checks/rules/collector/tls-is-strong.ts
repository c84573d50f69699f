import { tlsClients, tlsServers } from '../../../platform';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const tlsIsStrong = ruleOfCollector({
  each: (collector) => [...tlsClients(collector), ...tlsServers(collector)],
  id: 'CV-19',
  title: 'TLS verifies its peer, is at least 1.2, and its key is not in the configuration',
  severity: 'warning',
  why: 'Whoever sits between can read and change the data, or whoever reads the repository has the key.',
  fix: 'Verify certificates with ca_file, use TLS 1.2 or newer, and mount the key as a file from a Secret.',
  example: withExporter(`
-   otlp_grpc: {endpoint: "backend:4317", tls: {insecure_skip_verify: true}}
+   otlp_grpc: {endpoint: "backend:4317", tls: {ca_file: /tls/ca.crt, min_version: "1.3"}}
`),
  *check({ insecure_skip_verify: unverified, min_version: version, key_pem: key }) {
    if (unverified.value === true)
      yield { message: `${unverified}: the server's certificate is not verified.`, at: unverified };
    if (version.value === '1.0' || version.value === '1.1')
      yield { message: `${version}: TLS ${version.value} is broken.`, at: version };
    if (!key.isEmpty && !key.isOpen) yield problemAt(key, 'holds a private key in plain text');
  },
});
