import { dnsLabel, dnsSubdomain, isLabelKey, isLabelValue } from '../../../documents';
import { allHeldObjects, type Place, workloadOf } from '../../../platform';
import { nothing, type Problem, ruleOfEach } from '../../rule';

const serviceLabel = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

/** Kinds whose names may hold almost anything. */
const freeNames = new Set(['rbac.authorization.k8s.io']);

export const namesAndLabelsAreLegal = ruleOfEach({
  each: allHeldObjects,
  beside: nothing,
  id: 'XR-41',
  title: 'Names, labels and annotations follow the rules of the API server',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing beside it.',
  fix: 'Use lower-case letters, digits and dashes in names, and at most 63 letters, digits, dashes, dots or underscores in labels.',
  example: `  apiVersion: v1
  kind: ServiceAccount
- metadata: {name: sa_bank_service, namespace: flux-system}
+ metadata: {name: bank-reader, namespace: flux-system}
`,
  *check({ subject, name, metadata }) {
    const { group, kind } = subject;
    if (group === 'kustomize.config.k8s.io') return;
    if (name !== '' && !/\$|^ENC\[/.test(name) && !freeNames.has(group))
      yield* nameProblems(group, kind, metadata.name);
    yield* metadataProblems(metadata.place);
    const workload = workloadOf(subject);
    if (workload !== undefined && workload.templatePath.length > 0)
      yield* metadataProblems(workload.metadata);
  },
});

function* nameProblems(group: string, kind: string, at: Place): Generator<Problem> {
  const name = at.text ?? '';
  const isService = group === '' && kind === 'Service';
  const isNamespace = group === '' && kind === 'Namespace';
  const longest = isService || isNamespace ? 63 : group === 'batch' && kind === 'CronJob' ? 52 : 253;
  const pattern = isService ? serviceLabel : isNamespace ? dnsLabel : dnsSubdomain;
  if (name.length > longest) {
    yield {
      message: `The name of ${kind} ${name} has ${name.length} characters, ${longest} are allowed.`,
      at,
    };
  } else if (!pattern.test(name)) {
    yield {
      message: `"${name}" is not a legal name of a ${kind}.`,
      at,
      // Newer releases let the name of a Service begin with a digit.
      severity: isService && dnsLabel.test(name) ? 'warning' : undefined,
    };
  }
}

function* metadataProblems(metadata: Place): Generator<Problem> {
  for (const [key, at] of metadata.at('labels').entries) {
    yield* keyProblems(key, at);
    const value = at.text;
    if (value === undefined || /\$|^ENC\[/.test(value)) continue;
    if (value.length > 63)
      yield { message: `The label ${key} has ${value.length} characters, 63 are allowed.`, at };
    else if (!isLabelValue(value))
      yield { message: `"${value}" is not a legal value of the label ${key}.`, at };
  }
  for (const [key, at] of metadata.at('annotations').entries) yield* keyProblems(key, at);
}

function* keyProblems(key: string, at: Place): Generator<Problem> {
  if (key.includes('$')) return;
  if (!isLabelKey(key.replace(/^[^/]*\//, (domain) => domain.toLowerCase())))
    yield { message: `"${key}" is not a legal key of a label or annotation.`, at };
}
