import { type Authentication, cardOf, transportTitles } from '../../../collector/components';
import {
  type AuthenticatorPlace,
  authenticatorPlaces,
  extensionReferences,
  notation,
  type Reading,
  read,
  runningComponents,
} from '../../../collector/effective';
import type { CollectorRule, Problem } from '../../rule';

export const extensionsDoWhatTheyAreNamedFor: CollectorRule = {
  id: 'RF-9',
  title: 'An extension can do what a component names it for: authenticate at this end, keep data',
  severity: 'error',
  why: 'The component asks the extension for it when it starts; on a no the collector stops, after the rollout began.',
  fix: 'Name an extension that can do it.',
  appliesTo: 'collector',
  example: `  extensions:
-   oauth2client: {client_id: a, client_secret: "\${env:SECRET}", token_url: "https://login.example.org/token"}
+   oidc: {issuer_url: "https://login.example.org", audience: telemetry}
  receivers:
-   otlp: {protocols: {grpc: {auth: {authenticator: oauth2client}}}} # ←
+   otlp: {protocols: {grpc: {auth: {authenticator: oidc}}}}
  exporters:
    debug: {}
  service:
-   extensions: [oauth2client]
+   extensions: [oidc]
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    for (const component of runningComponents(reading)) {
      for (const place of authenticatorPlaces(component)) yield* authenticatorProblems(reading, place);
      for (const { id, path, purpose } of extensionReferences(component)) {
        if (purpose !== 'storage') continue;
        const extension = reading.find('extension', id);
        const role = extension && cardOf('extension', extension.type)?.role;
        if (role === undefined || role.stores === true) continue;
        yield {
          message: `${notation(path)} names "${id}", which stores nothing.`,
          path,
          fix: 'Name a storage extension: file_storage, db_storage or redis_storage.',
        };
      }
    }
  },
};

const words = {
  server: 'judges no incoming requests',
  client: 'adds no credentials to outgoing requests',
} as const;

const examples = {
  server: 'bearertokenauth, oidc, or basicauth with htpasswd',
  client: 'bearertokenauth, oauth2client, headers_setter, or basicauth with client_auth',
} as const;

function* authenticatorProblems(
  reading: Reading,
  { id, path, side, transport }: AuthenticatorPlace,
): Generator<Problem> {
  const extension = reading.find('extension', id);
  if (extension === undefined) return;
  const role = cardOf('extension', extension.type)?.role;
  if (role === undefined) return;
  if (role.authenticates === undefined) {
    yield {
      message: `${notation(path)} names "${id}", which is not an authenticator.`,
      path,
      fix: `Name an authenticator: ${examples[side]}.`,
    };
    return;
  }
  const authentication: Authentication = role.authenticates(extension.body);
  const able = authentication[side];
  if (able.length === 0) {
    yield {
      message: `${notation(path)} names "${id}", which ${words[side]}.`,
      path,
      fix: `Name an authenticator for the ${side}'s end: ${examples[side]}.`,
    };
  } else if (transport !== undefined && !able.includes(transport)) {
    yield {
      message: `${notation(path)} names "${id}", which does not work over ${transportTitles[transport]}.`,
      path,
      fix: `Name another authenticator, or send over ${transportTitles[transport === 'grpc' ? 'http' : 'grpc']}.`,
    };
  }
}
