import { minorOf } from '../documents';
import type { Engine, Player } from './contract';
import { type FoundEngine, findEngine } from './find';
import { findNative } from './native';
import { nativeEngine } from './native-engine';
import { nativePlayer } from './native-player';
import { askModule, EngineFailure } from './process';
import type { Question, Verdict } from './protocol';
import { Session } from './session';
import { rememberedVerdict, rememberVerdict } from './verdicts';

/** How many questions one run of the engine answers: its memory grows with them. */
const batchSize = 40;

/** How long pipelines may run, in ms of this machine: the time that passes in them costs nothing. */
const patienceMs = 30_000;

/** The engine of a release, ready to run pipelines; undefined where it is not at hand. */
export function openPlayer(release?: string): Player | undefined {
  const native = findNative();
  if (native !== undefined) return nativePlayer(native);
  const found = findEngine(release);
  if (found === undefined) return undefined;
  const session = new Session(found.module);
  return {
    release: found.manifest.release,
    hasOwnClock: true,
    play: async (play) => {
      const outcome = (await session.ask({ play: [play] }, patienceMs)).play?.[0];
      if (outcome === undefined) throw new EngineFailure('it gave no answer');
      return outcome;
    },
  };
}

/**
 * The engine of a release, ready to be asked; undefined where it is not at hand. A native collector that `OTELFLUX_OTELCOL` names stands in
 * its place.
 *
 * @throws BrokenEngine where one is there and its content is not what its manifest says
 * @throws BrokenNative where `OTELFLUX_OTELCOL` names no collector
 */
export function openEngine(release?: string): Engine | undefined {
  const native = findNative();
  if (native !== undefined) return { ...nativeEngine(native), other: otherEngine };
  const found = findEngine(release);
  return found === undefined ? undefined : { ...engineOf(found), other: otherEngine };
}

/** `OTELFLUX_ENGINE=off` is for machines that have an engine and runs that shall not depend on it. */
export function isSwitchedOff(): boolean {
  return process.env.OTELFLUX_ENGINE === 'off';
}

/** Patches of one minor release take the same configurations. */
function otherEngine(release: string): Engine | undefined {
  const patches = [release, ...[0, 1, 2, 3].map((patch) => `${minorOf(release)}.${patch}`)];
  for (const patch of new Set(patches)) {
    const found = findEngine(patch);
    if (found !== undefined) return engineOf(found);
  }
  return undefined;
}

function engineOf(found: FoundEngine): Engine {
  const types = new Set(
    Object.entries(found.manifest.components).flatMap(([section, names]) =>
      names.map((name) => `${section} ${name}`),
    ),
  );
  return {
    release: found.manifest.release,
    identity: found.manifest.sha256,
    ...(found.manifest.defaults && { defaults: found.manifest.defaults }),
    knows: (section, type) => types.has(`${section} ${type}`),
    judge: (questions) => verdicts(found, questions),
  };
}

function verdicts(engine: FoundEngine, questions: readonly Question[]): (Verdict | EngineFailure)[] {
  const known = questions.map((question) => rememberedVerdict(engine, question));
  const open = questions.filter((_, at) => known[at] === undefined);
  const answers = new Map<Question, Verdict | EngineFailure>();
  for (let at = 0; at < open.length; at += batchSize) {
    const batch = open.slice(at, at + batchSize);
    for (const [index, answer] of ask(engine, batch).entries()) {
      const question = batch[index];
      if (question === undefined) continue;
      answers.set(question, answer);
      if (!(answer instanceof EngineFailure)) rememberVerdict(engine, question, answer);
    }
  }
  return questions.map(
    (question, at) => known[at] ?? answers.get(question) ?? new EngineFailure('it gave no answer'),
  );
}

/** Asks all at once; where that fails, one after the other, so that one question spoils no other's answer. */
function ask(engine: FoundEngine, questions: readonly Question[]): (Verdict | EngineFailure)[] {
  try {
    return [...askModule(engine.module, { judge: questions }).judge];
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return questions.length === 1 ? [error] : questions.flatMap((question) => ask(engine, [question]));
  }
}
