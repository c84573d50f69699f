/** The door of the engines: real programs, compiled from `engine/`, that judge what the models describe. */
export { type Engine, openEngine, openPlayer, type Player } from './engine';
export { BrokenEngine, defaultRelease, packageName } from './find';
export { type EngineManifest, manifestFile, moduleFile, packedFile } from './manifest';
export { builtFolder } from './places';
export { askModule, EngineFailure } from './process';
export type {
  EngineFault,
  Play,
  PlayedSignal,
  PlayOutcome,
  PlayStep,
  Question,
  SentBatch,
  Stage,
  Verdict,
} from './protocol';
