import type { Held } from './mirrors';

/** An entry: a folder or a file, tests below `test/` with blanks between, and what they do that holds each file. */
function holds(source: string, by: string, why: string, more: Pick<Held, 'each' | 'starts'> = {}): Held {
  return { source, by: by === '' ? [] : by.split(' ').map((test) => `test/${test}`), why, ...more };
}

/** The same for some files of a folder, with blanks between. */
function some(source: string, files: string, by: string, why: string): Held {
  return { ...holds(source, by, why), files: files.split(' ') };
}

const visited = { each: true };
const asProgram = { starts: 'cli' };

/**
 * What no test beside it imports. An entry speaks of few files, so that its reason is true of each. What really holds each line is told by the
 * mutations of `tools/mutations`.
 */
export const held: readonly Held[] = [
  holds('lib/adopt', 'lib/adopt', 'golden programs, each run and compared with what it was made of'),

  holds(
    'lib/checks/rules',
    'lib/checks/documentation lib/checks/rules/told.test.ts',
    'each rule has a marked example, one test puts every example before all rules, another one says what each rule tells at its borders',
    visited,
  ),
  some(
    'lib/checks/admission',
    'containers pods volumes claims workloads scaling formats problem',
    'lib/checks/admission',
    'objects with one fault each, of every kind of pod, that the API server refuses, and their right forms',
  ),
  some(
    'lib/checks/admission',
    'contents index ingresses rights selectors services',
    'lib/checks/admission',
    'the same of what is no pod',
  ),
  some(
    'lib/checks/collector/constraints',
    'kafka prometheus prometheus-client prometheus-durations receivers relabel stanza',
    'lib/checks/collector/constraints/told.test.ts lib/checks/rules/collector/constraints.test.ts',
    'right and wrong bodies of each receiver',
  ),
  some(
    'lib/checks/collector/constraints',
    'attribute-actions k8s-attributes metric-processors ottl-processors processors tail-sampling',
    'lib/checks/collector/constraints/told.test.ts lib/checks/rules/collector/constraints.test.ts',
    'right and wrong bodies of each processor',
  ),
  some(
    'lib/checks/collector/constraints',
    'blocks connectors contrib exporters extensions index shared telemetry',
    'lib/checks/collector/constraints/told.test.ts lib/checks/rules/collector/constraints.test.ts',
    'right and wrong bodies of the others, and blocks that many have',
  ),
  holds(
    'lib/checks/collector',
    'lib/checks/rules/collector lib/checks/documentation',
    'what several rules ask; each has a test of its own',
  ),
  holds(
    'lib/checks/engine',
    'lib/checks/engine',
    'one run: what is left out of its findings, and what of texts',
  ),
  holds('lib/checks/jaeger', 'lib/checks/documentation', 'the examples of the rules on resources of Jaeger'),
  holds('lib/checks/pod-security', 'lib/checks/documentation', 'the examples of the rules on levels'),
  some(
    'lib/checks',
    'dead-end reference',
    'lib/checks/documentation',
    'the examples of the rules on names that lead nowhere',
  ),
  holds('lib/checks/schema', 'lib/checks/schema', 'one validator, compared with ajv and the API server'),
  holds('lib/checks/verdict', 'lib/checks/verdict', 'one question to the engine and its answer'),

  holds(
    'lib/collector/catalog',
    'lib/collector/catalog.test.ts lib/collector/catalog-fields.test.ts lib/collector/catalog-counts.test.ts',
    'one table of facts and its questions',
  ),
  holds(
    'lib/collector/components',
    'lib/collector/components',
    'a table test drops each entry of each card',
    visited,
  ),
  holds(
    'lib/collector/ottl',
    'lib/collector/ottl',
    'one reading of a text; stored outcomes of the real collector',
  ),
  holds('lib/collector/used', 'lib/collector', 'which components a configuration holds is compared whole'),

  holds('lib/delivery/diff', 'lib/delivery/diff', 'golden diffs of two trees'),
  some(
    'lib/delivery/publish',
    'commit held-index journal killed-run message plan stored target',
    'lib/delivery/publish',
    'one transaction: it is killed and broken at every step',
  ),
  some(
    'lib/delivery/publish',
    'applied identity look selector source',
    'lib/delivery/publish',
    'what is published, and what the checkout holds of it, before and after',
  ),
  holds('lib/delivery', 'lib/delivery', 'git reads back what is written'),
  holds(
    'lib/documents/escapes',
    'lib/documents/escapes',
    'one table: each way out, with what must not get through',
  ),
  holds('lib/documents/secrets', 'lib/documents/secrets', 'texts with secrets in them, and without'),
  holds('lib/engine', 'lib/engine', 'one process with its protocol'),

  some(
    'lib/flux/build',
    'kustomization accumulator resources configuration configurations generators hash transformers setters images',
    'lib/flux/build',
    'what kustomize makes of the same files, field by field of a kustomization.yaml',
  ),
  some(
    'lib/flux/build',
    'patches json-patch merge merge-schema openapi elements target targets patterns replacements',
    'lib/flux/build',
    'the same of patches and replacements',
  ),
  some(
    'lib/flux/build',
    'field-specs label-selectors name-references paths plain print shapes sops',
    'lib/flux/build',
    'the same of names, labels and scalars that change what others say',
  ),
  some(
    'lib/flux/build',
    'artifacts built cluster files ignore roots sinks sources substitute-object variables',
    'lib/flux/build',
    'what the libraries of Flux make of the same Kustomizations',
  ),
  holds(
    'lib/flux/build/variables-of',
    'lib/flux/build',
    'variables from ConfigMaps and Secrets, known and not',
  ),

  some(
    'lib/helm/objects',
    'config-map container environment memory pod probes text volumes workload ports',
    'lib/helm/outcomes.test.ts',
    'every pod that the real Helm made of the probes, at twelve versions',
  ),
  some(
    'lib/helm/objects',
    'access changes cluster-role index metadata presets extra-manifests',
    'lib/helm/outcomes.test.ts',
    'the rights, labels and further manifests beside it',
  ),
  some(
    'lib/helm/objects',
    'exposure monitoring prometheus-rule scaling service',
    'lib/helm/outcomes.test.ts',
    'the objects around it, each by a probe that switches it on',
  ),
  some(
    'lib/helm/presets',
    'annotation-discovery cluster-metrics host-metrics kubelet-metrics logs-collection logs-operators profiling',
    'lib/helm/outcomes.test.ts',
    'a probe for each preset',
  ),
  some(
    'lib/helm/presets',
    'kubernetes-attributes kubernetes-events kubernetes-objects leader-election pipelines resource-detection',
    'lib/helm/outcomes.test.ts',
    'likewise',
  ),
  some(
    'lib/helm/tpl',
    'budget index lex parse run scan surroundings unknown',
    'lib/helm/templated.test.ts',
    'templates in values with what Helm renders of them',
  ),
  some(
    'lib/helm/tpl',
    'collections comparisons faults functions numbers value',
    'lib/helm/templated.test.ts',
    'the same of each function',
  ),
  holds('lib/helm/model', 'lib/helm/outcomes.test.ts lib/helm/model', 'what changed from version to version'),
  holds('lib/helm/probe', 'lib/helm/outcomes.test.ts', 'the probes themselves, whose outcomes are stored'),
  some(
    'lib/helm',
    'deprecations helm-yaml internal-telemetry memory-limit pod rendered rewrite-names steps telemetry-address',
    'lib/helm/outcomes.test.ts lib/helm',
    'the configuration that the real Helm made of the probes',
  ),

  holds(
    'lib/platform/subjects',
    'lib/platform/subjects lib/checks/documentation',
    'values by parameters and files',
  ),
  holds('lib/platform/views', 'lib/checks/documentation', 'the example of each rule reads a view'),
  some(
    'lib/topology',
    'columns crossings drawing inner-layout layout sorting names',
    'lib/topology',
    'golden pictures, and pictures that are counted',
  ),
  some(
    'lib/topology',
    'collectors exports injection jaeger services storage targets',
    'lib/topology',
    'who is drawn, and where arrows lead',
  ),
  holds('lib/upgrade', 'lib/upgrade', 'one upgrade, compared text by text'),

  holds(
    'charts/synthesis',
    'charts/synthesis.test.ts charts/once.test.ts charts/kept-review.test.ts',
    'one synth',
  ),
  some(
    'charts/workload',
    'calls deployment monitor network-policy pod scaling service shapes validate variables',
    'charts/service.test.ts charts/workloads.test.ts charts/mistakes.test.ts',
    'the objects of a service, and what is said of wrong props',
  ),
  some(
    'charts',
    'chart-names checked cluster-labels collector-telemetry component-place manifest operator-collector receiver-policy senders',
    'charts',
    'the objects that a platform with them emits',
  ),
  holds('environments', 'charts/once.test.ts charts/platform.test.ts', 'the objects of the example'),

  holds('conformance', '', 'runs the real engines', visited),

  holds('cli/catalog', 'cli/catalog.test.ts cli/explain.test.ts', 'a verb is tested as a program', asProgram),
  holds('cli/chart', 'cli/chart.test.ts', 'a verb is tested as a program', asProgram),
  holds('cli/effective', 'cli/effective.test.ts', 'a verb is tested as a program', asProgram),
  holds('cli/graph', 'cli/graph', 'a verb is tested as a program', asProgram),
  holds(
    'cli/helm',
    'cli/render.test.ts cli/effective.test.ts',
    'verbs that render, with a Helm that is none',
    asProgram,
  ),
  holds('cli/init', 'cli/init.test.ts', 'a verb is tested as a program', asProgram),

  holds('tools/bench', '', 'measures'),
  holds('tools/docs', 'tools/charts-page.test.ts', 'the page is as it would be written now'),
  some(
    'tools/engines',
    'build go licences pack',
    '',
    'the gate builds the engine, and packs and installs it',
  ),
  holds('tools/fuzz', '', 'the gate runs it'),
  holds('tools/helm-chart', '', 'writes facts that the stored outcomes of the real Helm hold'),
  holds('tools/house/index', '', 'the gate runs it'),
  some('tools/mutations', 'equivalent index types', '', 'a run of mutants, which says what survived'),
  holds('tools/ottl', '', 'writes facts that the real collector is held against'),
  holds('tools/package', '', 'the gate packs, installs and uses the package'),
  holds(
    'tools/release-facts/index',
    '',
    'its parts are tested; it writes the text of a change, which people read',
  ),
  holds('tools/rules/index', '', 'writes what a test compares with the folders'),
  some(
    'tools/schemas',
    'cuts import-crds import-documents kubernetes-facts kubernetes-types kustomize',
    'imports',
    'what is generated is compared with what is committed, and put to use',
  ),
  holds('tools/schemas/import', '', 'calls the generators, which are tested'),
  some(
    'tools/schemas/lib/collector',
    'data names notation notes read refine twins typescript used model',
    'tools/schemas/collector',
    'generated texts of small catalogs',
  ),
  some(
    'tools/schemas/lib/collector',
    'history reflection',
    'tools/schemas/collector',
    'inspections that become fields, and their history',
  ),
  holds('tools/schemas/lib/collector/refresh', '', 'rewrites the catalog, whose fields tests count'),
];
