import { mayBeAtLeast } from '../../../collector/effective';
import { type Place, type TlsBlock, tlsClients, tlsServers } from '../../../platform';
import { withReceivers } from '../../frames';
import { type CollectorRule, type Problem, problemAt } from '../../rule';

const versions = ['1.0', '1.1', '1.2', '1.3'];

export const tlsSettingsAreWhole: CollectorRule = {
  id: 'CV-17',
  title: 'TLS settings have a certificate with its key, each from one source, and versions in order',
  severity: 'error',
  why: 'The TLS settings are refused when the collector starts.',
  fix: 'Give certificate and key together, each as a file or as PEM.',
  example: withReceivers(`
-   otlp: {protocols: {grpc: {tls: {cert_file: /tls/tls.crt}}}}
+   otlp: {protocols: {grpc: {tls: {cert_file: /tls/tls.crt, key_file: /tls/tls.key}}}}
`),
  appliesTo: 'collector',
  *check(collector) {
    const servers = tlsServers(collector);
    for (const block of [...tlsClients(collector), ...servers]) {
      yield* sourceFaults(block);
      yield* pairFaults(block);
      yield* versionFaults(block);
    }
    // Those without any certificate are refused from 0.136 on.
    for (const { place } of mayBeAtLeast(collector.version, '0.136.0') ? servers : []) {
      if (writtenPart(place, 'cert') === undefined && writtenPart(place, 'key') === undefined)
        yield problemAt(place, 'has neither certificate nor key, which a server needs', {
          fix: 'Write cert_file and key_file, or remove the block.',
        });
    }
  },
};

function* sourceFaults({ place }: TlsBlock): Generator<Problem> {
  for (const name of ['ca', 'cert', 'key']) {
    const pem = place.at(`${name}_pem`);
    if (place.at(`${name}_file`).isEmpty || pem.isEmpty) continue;
    yield {
      message: `${place} has both ${name}_file and ${name}_pem.`,
      at: pem,
      fix: `Keep ${name}_file or ${name}_pem.`,
    };
  }
}

function writtenPart(place: Place, name: string): Place | undefined {
  return [place.at(`${name}_file`), place.at(`${name}_pem`)].find((each) => !each.isEmpty);
}

function* pairFaults({ place }: TlsBlock): Generator<Problem> {
  const [certificate, key] = [writtenPart(place, 'cert'), writtenPart(place, 'key')];
  if (certificate !== undefined && key === undefined)
    yield {
      message: `${place} has a certificate without its key.`,
      at: certificate,
      fix: 'Write key_file too.',
    };
  if (key !== undefined && certificate === undefined)
    yield { message: `${place} has a key without its certificate.`, at: key, fix: 'Write cert_file too.' };
}

function* versionFaults({ place, min_version: min, max_version: max }: TlsBlock): Generator<Problem> {
  for (const version of [min, max]) {
    if (version.number !== undefined) {
      yield problemAt(version, 'is a number and must be text', {
        fix: `Write "${version.number === 1 ? '1.0' : version.number}" in quotes.`,
      });
    } else if (version.value && !versions.includes(version.value)) {
      yield {
        message: `${version}: there is no TLS version "${version.value}".`,
        at: version,
        fix: 'Write "1.2" or "1.3".',
      };
    }
  }
  const most = versions.indexOf(max.value ?? '');
  if (most >= 0 && versions.indexOf(min.value ?? '') > most)
    yield { message: `${place}: min_version is newer than max_version.`, at: min };
}
