/** Input that no tree can be made from: every fault, one line each, naming environment, field and fix. */
export class InputRefused extends Error {
  /** @param faults one line each */
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'InputRefused';
  }
}
