import { ApiObject, App, Cron, Size } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import * as plus34 from 'cdk8s-plus-34';
import type { Construct, IConstruct } from 'constructs';
import { Environment, LayerChart, otlpBackend } from '../../charts';
import { treeOf } from '../../charts/synthesis/tree';
import { at, type Data, items } from '../../lib/documents';
import { type KubernetesClient, type KubernetesObject, messageOf } from '../support/kubernetes-client';
import type { Disagreement, Outcome } from '../support/report';
import { versionOf } from './version';

const namespace = 'instrumented';
const image = 'registry.example.com/shop/cart:3.1.0';

/** A workload of somebody's own, and the attribute that names it. */
interface Foreign {
  readonly name: string;
  readonly owner: string;
  readonly make: (scope: Construct, name: string) => IConstruct;
}

type Plus = typeof plus28 | typeof plus34;

/** As users of cdk8s-plus write them, in two of its releases. */
function workloadsOf(plus: Plus, release: string): Foreign[] {
  const containers = [{ image, portNumber: 8080, resources: { memory: { limit: Size.mebibytes(64) } } }];
  const named = (name: string) => ({ metadata: { name, namespace }, containers });
  const withVariables = {
    image,
    envVariables: {
      POD: plus.EnvValue.fromFieldRef(plus.EnvFieldPaths.POD_NAME),
      LEVEL: plus.EnvValue.fromValue('info'),
      OTEL_LOG_LEVEL: plus.EnvValue.fromValue('warn'),
    },
  };
  return [
    {
      name: `deployment-${release}`,
      owner: 'k8s.deployment.name',
      make: (scope, name) => new plus.Deployment(scope as never, name, named(name)),
    },
    {
      name: `variables-${release}`,
      owner: 'k8s.deployment.name',
      make: (scope, name) =>
        new plus.Deployment(scope as never, name, { ...named(name), containers: [withVariables] }),
    },
    {
      name: `scaled-${release}`,
      owner: 'k8s.deployment.name',
      make: (scope, name) => {
        const deployment = new plus.Deployment(scope as never, name, { ...named(name), replicas: 3 });
        deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
        return deployment;
      },
    },
    {
      name: `stateful-${release}`,
      owner: 'k8s.statefulset.name',
      make: (scope, name) => new plus.StatefulSet(scope as never, name, named(name)),
    },
    {
      name: `daemon-${release}`,
      owner: 'k8s.daemonset.name',
      make: (scope, name) => new plus.DaemonSet(scope as never, name, named(name)),
    },
    {
      name: `job-${release}`,
      owner: 'k8s.job.name',
      make: (scope, name) => new plus.Job(scope as never, name, named(name)),
    },
    {
      name: `cron-${release}`,
      owner: 'k8s.cronjob.name',
      make: (scope, name) =>
        new plus.CronJob(scope as never, name, { ...named(name), schedule: Cron.hourly() }),
    },
  ];
}

const plain: Foreign = {
  name: 'plain',
  owner: 'k8s.deployment.name',
  make: (scope, name) =>
    new ApiObject(scope, name, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image }] } },
      },
    }),
};

/**
 * Instruments workloads with one line each, hands them to the API server, and reads in its own copy what the process in each pod would find in its
 * environment.
 */
export async function traceForeignWorkloads(client: KubernetesClient): Promise<Outcome> {
  await client.apply(namespaceObject);
  const all = [...workloadsOf(plus28, '28'), ...workloadsOf(plus34, '34'), plain];
  const disagreements: Disagreement[] = [];
  for (const foreign of all) {
    const problem = await problemOf(client, foreign);
    if (problem !== undefined) disagreements.push({ name: foreign.name, detail: problem });
  }
  return {
    engine: 'kube-apiserver',
    version: await versionOf(client),
    what: 'workloads of cdk8s-plus, traced with one line',
    cases: all.length,
    disagreements,
  };
}

async function problemOf(client: KubernetesClient, foreign: Foreign): Promise<string | undefined> {
  for (const object of objectsWith(foreign)) {
    const reply = await client.apply(object);
    if (reply.status > 201) return `${object.kind} is refused: ${messageOf(reply)}`;
    if (object.metadata.name !== foreign.name || object.kind === 'Service') continue;
    return environmentProblem(environmentIn(reply.body), foreign);
  }
  return 'nothing was written of it';
}

/** The objects of one workload, written as synth writes them. */
function objectsWith({ name, make }: Foreign): KubernetesObject[] {
  const environment = new Environment(new App(), 'test');
  const layer = new LayerChart(environment, 'theirs', { layer: 'services', namespace });
  const backend = otlpBackend(environment, { host: 'otlp.example.com' });
  backend.otlpHttp.instrument(make(layer, name), { name: 'cart' });
  return treeOf(environment)
    .folders.filter(({ path }) => path.startsWith('services'))
    .flatMap(({ documents }) => documents.map(({ object }) => object as KubernetesObject));
}

/** Variables of the first container as the kubelet makes them: what a variable names must stand before it. */
function environmentIn(object: Data): ReadonlyMap<string, string> {
  const pod = at(object, ['spec', 'jobTemplate', 'spec', 'template']) ?? at(object, ['spec', 'template']);
  const found = new Map<string, string>();
  for (const variable of items(at(pod, ['spec', 'containers', 0, 'env']))) {
    const field = at(variable, ['valueFrom', 'fieldRef', 'fieldPath']);
    const written = field === undefined ? String(at(variable, ['value']) ?? '') : `<${String(field)}>`;
    const value = written.replace(/\$\(([^)]*)\)/g, (whole, other: string) => found.get(other) ?? whole);
    found.set(String(at(variable, ['name'])), value);
  }
  return found;
}

function environmentProblem(
  found: ReadonlyMap<string, string>,
  { name, owner }: Foreign,
): string | undefined {
  const attributes = Object.fromEntries(
    (found.get('OTEL_RESOURCE_ATTRIBUTES') ?? '').split(',').map((pair) => pair.split('=', 2)),
  );
  const expected: readonly [what: string, is: string | undefined, should: string][] = [
    ['OTEL_SERVICE_NAME', found.get('OTEL_SERVICE_NAME'), 'cart'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', found.get('OTEL_EXPORTER_OTLP_ENDPOINT'), 'https://otlp.example.com:443'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', found.get('OTEL_EXPORTER_OTLP_PROTOCOL'), 'http/protobuf'],
    ['service.version', attributes['service.version'], '3.1.0'],
    ['k8s.namespace.name', attributes['k8s.namespace.name'], '<metadata.namespace>'],
    ['k8s.pod.name', attributes['k8s.pod.name'], '<metadata.name>'],
    ['k8s.pod.uid', attributes['k8s.pod.uid'], '<metadata.uid>'],
    ['k8s.node.name', attributes['k8s.node.name'], '<spec.nodeName>'],
    [owner, attributes[owner], name],
  ];
  const wrong = expected.filter(([, is, should]) => is !== should);
  return wrong.length === 0
    ? undefined
    : wrong.map(([what, is, should]) => `${what} is ${is ?? 'missing'}, expected ${should}`).join('\n');
}

const namespaceObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
} as KubernetesObject;
