import { App } from 'cdk8s';
import { validateConstructs } from '../lib/delivery';
import { describe } from './environment';
import { InputRefused } from './input-refused';
import { LayerChart } from './layer-chart';
import { environmentsOf, strayCharts } from './tree';

/** Adds one environment's charts to an app. */
export type EnvironmentBuilder = (app: App) => void;

/**
 * Builds every environment into one app.
 *
 * @param environments builders by name
 * @throws InputRefused with all faults of all environments
 */
export function buildApp(environments: { readonly [name: string]: EnvironmentBuilder }): App {
  const app = new App();
  const thrown = Object.entries(environments).flatMap(([name, build]) => faultsOf(name, () => build(app)));
  for (const construct of app.node.findAll()) {
    if (LayerChart.isLayerChart(construct)) construct.complete();
  }
  const reported = environmentsOf(app).flatMap(({ name, problems }) =>
    problems.map((problem) => describe(name, problem)),
  );
  const stray = strayCharts(app).map(
    (chart) => `${chart.node.path}: stands in no layer; make it below a LayerChart of an Environment`,
  );
  const faults = [...reported, ...thrown, ...stray];
  if (faults.length > 0) throw new InputRefused(faults);
  validateConstructs(app);
  return app;
}

function faultsOf(environment: string, build: () => void): string[] {
  try {
    build();
    return [];
  } catch (error) {
    if (!(error instanceof Error) || isProgrammingError(error)) throw error;
    return error.message.split('\n').map((line) => `${environment}: ${line}`);
  }
}

/** A mistake in code rather than in what an environment says: its stack is worth more than one line. */
function isProgrammingError(error: Error): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError;
}
