import {
  type Container,
  configurationSource,
  mountedFile,
  type Place,
  type TreeSubject,
  type Workload,
  workloads,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const configurationsAreRead: TreeRule = {
  id: 'XR-61',
  title: 'A collector’s container reads the configuration that is mounted for it',
  severity: 'error',
  why: 'The collector runs the example that its image brings, or finds no file and does not start.',
  fix: 'Name the mounted file: args: ["--config=/conf/config.yaml"].',
  appliesTo: 'tree',
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: otel, namespace: observability}
  spec:
    selector: {matchLabels: {app: otel}}
    template:
      metadata: {labels: {app: otel}}
      spec:
        containers:
          - name: otelcol # ←
            image: otel/opentelemetry-collector-contrib:0.158.0
+           args: ["--config=/etc/otel/config.yaml"]
            volumeMounts: [{name: conf, mountPath: /etc/otel}]
        volumes: [{name: conf, configMap: {name: otel}}]
`,
  *check(tree) {
    for (const workload of workloads(tree)) {
      for (const container of workload.containers) {
        if (!container.init) yield* problemsOf(tree, workload, container);
      }
    }
  },
};

function* problemsOf(tree: TreeSubject, workload: Workload, container: Container): Generator<Problem> {
  const source = configurationSource(container);
  const title = `Container ${container.name}`;
  if (source.kind === 'none') {
    const words = wordsOf(container);
    yield {
      message: `${title} is given ${words.key} without --config, which replace those of the image: the collector refuses to start.`,
      at: words,
    };
  } else if (source.kind === 'builtIn') {
    // Where nothing is mounted that may hold a configuration, it may be the example that is wanted.
    if (
      !mountsTexts(workload, container) ||
      mountedFile(tree, workload, container, source.file).kind !== 'unmounted'
    )
      return;
    yield {
      message: `${title} names no configuration, so it reads ${source.file} of its image: nothing is mounted there.`,
      at: container.spec.place,
      fix: `Name the mounted file by --config, or mount it at ${source.file}.`,
    };
  } else if (source.kind === 'named') {
    for (const file of source.files) yield* fileProblems(tree, workload, container, file);
  }
}

/** Whether something is mounted that may hold a configuration: folders of the node, scratch space and claims do not. */
function mountsTexts({ spec }: Workload, container: Container): boolean {
  const mounted = container.spec.volumeMounts.map(({ name }) => name.value);
  return spec.volumes.some(
    ({ name, configMap, secret, projected }) =>
      mounted.includes(name.value) && [configMap, secret, projected].some(({ isWritten }) => isWritten),
  );
}

/** What the container is started with. */
function wordsOf({ spec }: Container): Place {
  return spec.args.items.length > 0 ? spec.args : spec.command;
}

function* fileProblems(
  tree: TreeSubject,
  workload: Workload,
  container: Container,
  file: string,
): Generator<Problem> {
  if (/^\/etc\/otelcol(?:-[a-z0-9-]+)?\/config\.yaml$/.test(file)) return;
  const found = mountedFile(tree, workload, container, file);
  const place = { at: wordsOf(container) };
  if (found.kind === 'unmounted') {
    yield {
      message: `Container ${container.name} reads ${file}, but nothing is mounted there.`,
      ...place,
      fix: 'Mount the ConfigMap with the configuration there, or name the file where it is mounted.',
    };
  } else if (found.kind === 'missingKey') {
    yield {
      message: `Container ${container.name} reads ${file}, but ConfigMap ${found.source.name} that is mounted there holds ${found.keys.join(', ') || 'nothing'}.`,
      ...place,
      fix: 'Name a file that the ConfigMap holds.',
    };
  }
}
