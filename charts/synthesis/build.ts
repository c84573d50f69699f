import { App } from 'cdk8s';
import { ConstructsInvalid, validateConstructs } from '../../lib/delivery';
import type { InputProblem } from '../input';
import { LayerChart } from '../layer-chart';
import { PropsRefused } from '../shape';
import { placeOf } from '../source-place';
import { type InputFault, InputRefused } from './input-refused';
import { missingFactory } from './missing-factory';
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
  const { app, faults } = buildLeniently(environments);
  if (faults.length > 0) throw new InputRefused(faults);
  validateConstructs(app);
  return app;
}

/** Builds every environment into one app, whatever is wrong with some of them. */
export function buildLeniently(environments: { readonly [name: string]: EnvironmentBuilder }): {
  readonly app: App;
  readonly faults: readonly InputFault[];
} {
  const app = new App();
  const thrown = Object.entries(environments).flatMap(([name, build]) => faultsOf(name, () => build(app)));
  for (const construct of app.node.findAll()) {
    if (LayerChart.isLayerChart(construct)) construct.complete();
  }
  const reported = environmentsOf(app).flatMap(({ name, problems }) =>
    problems.map((problem) => faultOf(name, problem)),
  );
  const stray = strayCharts(app).map((chart) => ({
    environments: [],
    text: `${chart.node.path}: stands in no layer; make it below a LayerChart of an Environment`,
  }));
  return { app, faults: [...reported, ...thrown, ...stray] };
}

function faultOf(environment: string, { field, message, fix, place }: InputProblem): InputFault {
  const written = place?.();
  return {
    environments: [environment],
    text: `${field}: ${message}; ${fix}`,
    ...(written === undefined ? {} : { place: written }),
  };
}

/** What an environment's function threw, each line of it at the place that it came from. */
function faultsOf(environment: string, build: () => unknown): InputFault[] {
  try {
    if (!(build() instanceof Promise)) return [];
    const text =
      'its function is async, and charts that it makes later are lost; make all of them at once, without await';
    return [{ environments: [environment], text }];
  } catch (error) {
    // What is missing was told where it was missed.
    if (error instanceof PropsRefused) return [];
    if (!(error instanceof Error) || error instanceof ConstructsInvalid) throw error;
    const place = placeOf(error);
    // A mistake in code of ours: its stack is worth more than one line.
    if (place === undefined && isProgrammingError(error)) throw error;
    return (missingFactory(error) ?? error.message).split('\n').map((text) => ({
      environments: [environment],
      text,
      ...(place === undefined ? {} : { place }),
    }));
  }
}

function isProgrammingError(error: Error): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError;
}
