/** The release cannot be rendered; `message` says in one sentence what to change. Never leaves this room. */
export class RenderFailure extends Error {
  override readonly name = 'RenderFailure';
}

export function fail(reason: string): never {
  throw new RenderFailure(reason);
}
