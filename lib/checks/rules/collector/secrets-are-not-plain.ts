import { notation, plainSecrets, read } from '../../../collector/effective';
import { secretPlaces } from '../../../documents';
import { telemetryOf } from '../../../platform';
import { withExporter } from '../../frames';
import type { CollectorRule } from '../../rule';

export const secretsAreNotPlain: CollectorRule = {
  id: 'CV-31',
  title: 'Passwords, tokens and keys come from the environment',
  severity: 'error',
  why: 'The secret ends in Git and in the ConfigMap, readable to everyone who may read either.',
  fix: 'Write ${env:NAME} and set the variable from a Secret.',
  example: withExporter(`
-   otlp_grpc: {endpoint: "backend:4317", headers: {api-key: 3f9c1b7e5d}}
+   otlp_grpc: {endpoint: "backend:4317", headers: {api-key: "\${env:API_KEY}"}}
`),
  appliesTo: 'collector',
  *check(subject) {
    // A file of its own may lie anywhere; what Flux applies lies in Git for certain.
    const isInGit = subject.origin !== 'bare';
    const { place } = telemetryOf(subject);
    const found = [
      ...read(subject).components.flatMap(plainSecrets),
      ...secretPlaces(place.data, place.path),
    ];
    for (const { path, certainty } of found) {
      if (subject.isWritten(path))
        yield {
          message: `${notation(path)} ${certainty === 'known' ? 'holds' : 'looks like'} a secret in plain text.`,
          path,
          ...(isInGit && certainty === 'known' ? {} : { severity: 'warning' }),
        };
    }
  },
};
