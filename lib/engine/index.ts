/** The door of the engines: real programs, compiled from `engine/`, that judge what the models describe. */
export type { Engine, Player } from './contract';
export { isSwitchedOff, openEngine, openPlayer } from './engine';
export { BrokenEngine, packageName } from './find';
export {
  type Defaults,
  defaultRelease,
  type EngineManifest,
  manifestFile,
  moduleFile,
  packedFile,
} from './manifest';
export { BrokenNative } from './native';
export { builtFolder, cacheFolder } from './places';
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
