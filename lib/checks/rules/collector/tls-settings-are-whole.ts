import { isAtLeast, notation, read, type TlsBlock, tlsBlocks } from '../../../collector/effective';
import { field, knownText } from '../../../documents';
import { isEmpty } from '../../collector/constraint';
import type { CollectorRule, Problem } from '../../rule';

const versions = ['1.0', '1.1', '1.2', '1.3'];

export const tlsSettingsAreWhole: CollectorRule = {
  id: 'CV-17',
  title: 'TLS settings have a certificate with its key, each from one source, and versions in order',
  severity: 'error',
  why: 'The TLS settings are refused when the collector starts.',
  fix: 'Give certificate and key together, each as a file or as PEM.',
  appliesTo: 'collector',
  example: `  receivers:
-   otlp: {protocols: {grpc: {tls: {cert_file: /tls/tls.crt}}}}
+   otlp: {protocols: {grpc: {tls: {cert_file: /tls/tls.crt, key_file: /tls/tls.key}}}}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const block of tlsBlocks(component)) {
        yield* sourceFaults(block);
        yield* pairFaults(block, isAtLeast(subject.version, '0.136.0'));
        yield* versionFaults(block);
      }
    }
  },
};

function* sourceFaults({ block, path }: TlsBlock): Generator<Problem> {
  for (const name of ['ca', 'cert', 'key']) {
    if (isEmpty(field(block, `${name}_file`)) || isEmpty(field(block, `${name}_pem`))) continue;
    yield {
      message: `${notation(path)} has both ${name}_file and ${name}_pem.`,
      path: [...path, `${name}_pem`],
      fix: `Keep ${name}_file or ${name}_pem.`,
    };
  }
}

/** Servers without any certificate are refused from 0.136 on; a half pair always. */
function* pairFaults({ side, block, path }: TlsBlock, serversAreChecked: boolean): Generator<Problem> {
  const place = notation(path);
  const has = (name: string): boolean =>
    !isEmpty(field(block, `${name}_file`)) || !isEmpty(field(block, `${name}_pem`));
  if (has('cert') !== has('key')) {
    const [given, missing] = has('cert') ? ['cert', 'key'] : ['key', 'cert'];
    const written = [`${given}_file`, `${given}_pem`].find((name) => !isEmpty(field(block, name))) ?? '';
    yield {
      message: `${place} has a ${given === 'cert' ? 'certificate without its key' : 'key without its certificate'}.`,
      path: [...path, written],
      fix: `Write ${missing}_file too.`,
    };
  } else if (side === 'server' && serversAreChecked && !has('cert')) {
    yield {
      message: `${place} has neither certificate nor key, which a server needs.`,
      path,
      fix: 'Write cert_file and key_file, or remove the block.',
    };
  }
}

function* versionFaults({ block, path }: TlsBlock): Generator<Problem> {
  const ranks: (number | undefined)[] = [];
  for (const name of ['min_version', 'max_version']) {
    const value = field(block, name);
    const here = [...path, name];
    const text = knownText(value);
    ranks.push(text === undefined || text === '' ? undefined : versions.indexOf(text));
    if (typeof value === 'number') {
      yield {
        message: `${notation(here)} is a number and must be text.`,
        path: here,
        fix: `Write "${value === 1 ? '1.0' : value}" in quotes.`,
      };
    } else if (text !== undefined && text !== '' && !versions.includes(text)) {
      yield {
        message: `${notation(here)}: there is no TLS version "${text}".`,
        path: here,
        fix: 'Write "1.2" or "1.3".',
      };
    }
  }
  const [least, most] = ranks;
  if (least !== undefined && most !== undefined && most >= 0 && least > most) {
    yield {
      message: `${notation(path)}: min_version is newer than max_version.`,
      path: [...path, 'min_version'],
    };
  }
}
