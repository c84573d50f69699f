import { join } from 'node:path';
import type { API, Snapshot } from 'typescript/unstable/sync' with { 'resolution-mode': 'import' };

/** A compiler that keeps a checkout in memory, so that a question about one changed file costs a fraction of a second. */
export class Types {
  private constructor(
    private readonly api: API,
    private readonly folder: string,
    private snapshot: Snapshot,
  ) {}

  /** @param folder a checkout with a `tsconfig.json` */
  static async open(folder: string): Promise<Types> {
    // The compiler is an ES module.
    const { API } = await import('typescript/unstable/sync');
    const api = new API({ cwd: folder });
    return new Types(api, folder, api.updateSnapshot({ openProjects: [join(folder, 'tsconfig.json')] }));
  }

  /**
   * Whether a file that was just written and others compile.
   *
   * @param others files whose types may depend on it; what lies farther away is not asked
   */
  compile(file: string, others: readonly string[]): boolean {
    const before = this.snapshot;
    this.snapshot = this.api.updateSnapshot({ fileChanges: { changed: [join(this.folder, file)] } });
    before.dispose();
    const program = this.snapshot.getProjects()[0]?.program;
    if (program === undefined) throw new Error(`${this.folder} is no TypeScript project`);
    if (program.getSyntacticDiagnostics(join(this.folder, file)).length > 0) return false;
    return [file, ...others].every(
      (one) => program.getSemanticDiagnostics(join(this.folder, one)).length === 0,
    );
  }

  close(): void {
    this.api.close();
  }
}
