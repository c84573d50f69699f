import type { NotJudged } from '../lib/checks';
import {
  BrokenEngine,
  BrokenNative,
  defaultRelease,
  type Engine,
  isSwitchedOff,
  openEngine,
  packageName,
} from '../lib/engine';
import { WrongUse } from './ending';

/** Whether the collector itself is asked: where it is at hand (`auto`), in any case, never, or without the rules. */
export const engineModes = ['auto', 'on', 'off', 'only'] as const;
export type EngineMode = (typeof engineModes)[number];

/** The engine is asked for and is not at hand, or cannot be used. */
export class NoEngine extends WrongUse {}

/**
 * The engine that a run asks; undefined where it is not at hand or not wanted.
 *
 * @throws NoEngine where it is wanted in any case and is not at hand, or is not what it should be
 */
export function engineFor(mode: EngineMode): Engine | undefined {
  if (mode === 'off' || isSwitchedOff()) return undefined;
  try {
    const engine = openEngine();
    if (engine === undefined && mode !== 'auto') throw new NoEngine(`no engine is at hand; ${howToGetIt}`);
    return engine;
  } catch (error) {
    if (error instanceof BrokenEngine || error instanceof BrokenNative) throw new NoEngine(error.message);
    throw error;
  }
}

/** What is to be said where collectors were judged by rules alone, for want of an engine. */
export function missingEngine(mode: EngineMode): NotJudged[] {
  if (mode !== 'auto' || isSwitchedOff()) return [];
  return [
    {
      what: 'the collectors, by the collector itself',
      why: 'No engine is at hand, so that the rules alone have judged them.',
      how: `${howToGetIt.charAt(0).toUpperCase()}${howToGetIt.slice(1)}.`,
    },
  ];
}

const howToGetIt = `install the package ${packageName(defaultRelease)}, run npm run engines in a checkout of otelflux, or name a native collector with OTELFLUX_OTELCOL`;
