import fc from 'fast-check';

/**
 * Property tests of the gate run on one seed, so that a change is judged by what it changes. `OTELFLUX_SEED=random` looks for new
 * counterexamples, a number repeats a run.
 */
const wanted = process.env.OTELFLUX_SEED ?? '20261124';
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });

// What the tests say does not depend on an engine that a machine may have.
process.env.OTELFLUX_ENGINE ??= 'off';
