import type { Held } from './mirrors';

/**
 * What is tested as a whole and not file by file. What really holds each line is told by the mutations of `tools/mutations`.
 */
export const held: readonly Held[] = [
  {
    source: 'lib/upgrade',
    by: ['test/lib/upgrade', 'test/cli/upgrade.test.ts'],
    why: 'one upgrade, compared text by text',
  },
  {
    source: 'lib/checks/rules',
    by: ['test/lib/checks/documentation', 'test/lib/checks/rules/told.test.ts'],
    why: 'each rule has a marked example, one test puts every example before all rules, another one says what each rule tells at its borders',
  },
  {
    source: 'lib/checks/collector',
    by: ['test/lib/checks/collector', 'test/lib/checks/rules', 'test/lib/checks/documentation'],
    why: 'what several rules ask; held by the examples and tests of those rules',
  },
  {
    source: 'lib/checks/engine',
    by: ['test/lib/checks/engine'],
    why: 'one run: order, echoes, suppressions',
  },
  {
    source: 'lib/checks/report',
    by: ['test/lib/checks/report', 'test/cli'],
    why: 'formats, compared as a verb prints them',
  },
  {
    source: 'lib/checks/schema',
    by: ['test/lib/checks/schema', 'test/lib/checks/documentation'],
    why: 'one validator, compared with ajv and the API server',
  },
  {
    source: 'lib/checks/verdict',
    by: ['test/lib/checks/verdict'],
    why: 'one question to the engine and its answer',
  },
  {
    source: 'lib/checks',
    by: ['test/lib/checks'],
    why: 'the door, what a finding is, and who is a secret’s rule',
  },
  {
    source: 'lib/collector/components',
    by: ['test/lib/collector', 'test/charts'],
    why: 'a table test drops each entry of each card',
  },
  {
    source: 'lib/collector/effective',
    by: ['test/lib/collector', 'test/lib/checks'],
    why: 'readers of configurations; held by what rules say of configurations, and by the real collector in conformance',
  },
  {
    source: 'lib/collector/ottl',
    by: ['test/lib/collector/ottl'],
    why: 'one reading of a text, from its words to its fault; held by the real collector in conformance',
  },
  {
    source: 'lib/collector/catalog',
    by: ['test/lib/collector'],
    why: 'one table of facts and its questions',
  },
  {
    source: 'lib/collector',
    by: ['test/lib/collector', 'test/charts'],
    why: 'typed handles; what they emit is compared',
  },
  { source: 'lib/delivery/diff', by: ['test/lib/delivery/diff'], why: 'golden diffs of two trees' },
  {
    source: 'lib/delivery/publish',
    by: ['test/lib/delivery/publish'],
    why: 'one transaction: it is killed and broken at every step',
  },
  {
    source: 'lib/delivery',
    by: ['test/lib/delivery', 'test/lib/topology', 'test/lib/helm'],
    why: 'one delivery, likewise',
  },
  {
    source: 'lib/documents',
    by: ['test/lib/documents', 'test/lib/flux', 'test/lib/checks'],
    why: 'one reader of YAML',
  },
  { source: 'lib/engine', by: ['test/lib/engine'], why: 'one process with its protocol' },
  {
    source: 'lib/flux/build',
    by: ['test/lib/flux/build'],
    why: 'one build, compared with the libraries of kustomize and Flux in conformance',
  },
  {
    source: 'lib/helm',
    by: ['test/lib/helm/outcomes.test.ts', 'test/lib/helm'],
    why: 'one chart: stored outcomes of the real Helm hold every part of the model',
  },
  { source: 'lib/jaeger', by: ['test/lib/jaeger'], why: 'one operator' },
  {
    source: 'lib/platform',
    by: ['test/lib/platform', 'test/lib/checks', 'test/lib/topology'],
    why: 'relations between objects; held by the rules and the picture that ask them',
  },
  {
    source: 'lib/adopt',
    by: ['test/lib/adopt'],
    why: 'golden programs, each run and compared with what it was made of',
  },
  { source: 'lib/topology', by: ['test/lib/topology'], why: 'golden pictures' },
  { source: 'lib/testing', by: ['test/lib/testing'], why: 'one run of pipelines' },
  {
    source: 'charts',
    by: ['test/charts'],
    why: 'a chart is tested by the objects that a platform with it emits',
  },
  { source: 'cli', by: ['test/cli'], starts: 'cli', why: 'a verb is tested as a program' },
];
