/** The door of the engines: real programs, compiled from `engine/`, that judge what the models describe. */
export { type Engine, openEngine } from './engine';
export { BrokenEngine, defaultRelease, packageName } from './find';
export { EngineFailure } from './process';
export type { EngineFault, Question, Stage, Verdict } from './protocol';
