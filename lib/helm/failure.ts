/** The release cannot be rendered; `message` says in one sentence what to change. Never leaves this room. */
export class RenderFailure extends Error {
  override readonly name = 'RenderFailure';
}

export function fail(reason: string): never {
  throw new RenderFailure(reason);
}

/** What an action makes; undefined where the chart refuses the values that it works on. */
export function unlessRefused<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof RenderFailure) return undefined;
    throw error;
  }
}
