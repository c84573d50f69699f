/** Publishing would lose something or could not take effect; nothing was written. */
export class PublishRefused extends Error {
  constructor(
    readonly problems: readonly string[],
    /** What hands changed in owned files, as unified diffs; empty for other reasons. */
    readonly edits: string = '',
  ) {
    super(problems.join('\n'));
    this.name = 'PublishRefused';
  }
}

/** A path or an argument that cannot be used at all. */
export class PublishUsage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PublishUsage';
  }
}
