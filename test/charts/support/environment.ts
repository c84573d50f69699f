import { App } from 'cdk8s';
import { Environment, type EnvironmentFacts, type LayerChart } from '../../../charts';
import { renderChart } from '../../../lib/delivery';

/** Facts of an environment for tests. */
export const facts: EnvironmentFacts = {
  domain: 'test.example.com',
  flux: { source: { kind: 'GitRepository', name: 'flux-system' } },
  ingress: { className: 'nginx', controllerNamespace: 'nginx-ingress', clusterIssuer: 'letsencrypt' },
};

export const helmSource = { name: 'repository', namespace: 'flux-system', url: 'https://charts.example.com' };

/** An environment in an app of its own. */
export function testEnvironment(name = 'test', changed: Partial<EnvironmentFacts> = {}): Environment {
  return new Environment(new App(), name, { ...facts, ...changed });
}

/** Plain objects of a chart. */
export type Manifest = { readonly [key: string]: unknown } & {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: { readonly [name: string]: string };
    readonly labels?: { readonly [name: string]: string };
  };
  // biome-ignore lint/suspicious/noExplicitAny: tests look into objects of every kind
  readonly spec: any;
};

/** The objects of a chart as they are written. */
export function objectsOf(chart: LayerChart): Manifest[] {
  return renderChart(chart).map(({ object }) => JSON.parse(JSON.stringify(object)) as Manifest);
}

/** The one object of a kind. */
export function only(chart: LayerChart, kind: string): Manifest {
  const found = objectsOf(chart).filter((object) => object.kind === kind);
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} objects of kind ${kind}`);
  return found[0];
}
