/** A tree that cannot be found or opened, or is not among those that there are. */
export class UnknownTree extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnknownTree';
  }
}
