import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Finding } from '../checks';
import { jsonText } from '../documents';
import { cdk8sSetting } from './cdk8s-settings';
import { documentText, identityOf } from './files';
import type { EnvironmentTree, Tree } from './tree';
import { oneForEachFile } from './verbatim';
import { writeYaml } from './yaml/write';

/** What one synth hands to cdk8s' command line. */
export interface StagingInput {
  readonly tree: Tree;
  /** Where the tree was delivered: `dist`. */
  readonly output: string;
  readonly findings: readonly Finding[];
  /**
   * `whole`: one file an environment with all its objects, what a validation plugin or `--stdout` needs.
   * `summary`: one file with a small ConfigMap an environment that says where the tree is, since the command line prints
   * a line a file. Default: as `stagingMode` finds.
   */
  readonly mode?: 'summary' | 'whole';
}

/** cdk8s' own name and version of the file by which a validation plugin finds constructs. */
const constructMetadata = { file: 'construct-metadata.json', version: '1.0.0' };

/**
 * Whether cdk8s' command line needs the whole tree: validations are configured (it then asks for construct metadata),
 * or the folder is not the one that cdk8s.yaml names, as with `--stdout` and `--output`.
 */
export function stagingMode(
  outdir: string,
  environment: NodeJS.ProcessEnv = process.env,
): 'summary' | 'whole' {
  if (environment.CDK8S_RECORD_CONSTRUCT_METADATA === 'true') return 'whole';
  const configured = configuredOutput();
  return configured !== undefined && resolve(configured) === resolve(outdir) ? 'summary' : 'whole';
}

function configuredOutput(): string | undefined {
  const setting = cdk8sSetting('cdk8s.yaml', 'output');
  return 'fault' in setting ? undefined : (setting.value ?? 'dist');
}

/**
 * Why a folder may not be `output` in cdk8s.yaml: the command line deletes it before every run, and with it whatever
 * tree it holds. Call it before the delivery.
 * @returns one message, or undefined when all is well
 */
export function stagingProblem(outdir: string, output: string): string | undefined {
  const [staging, target] = [settle(outdir), settle(output)];
  const nested = staging === target || staging.startsWith(target + sep) || target.startsWith(staging + sep);
  if (!nested) return undefined;
  return `cdk8s synth deletes its output folder before each run, and ${outdir} is or holds or lies in ${output}, so a failing run would leave no tree: set "output: .cdk8s-staging" in cdk8s.yaml`;
}

/** An absolute path with the symbolic links of its existing part resolved. */
function settle(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(settle(parent), basename(absolute));
  }
}

/**
 * Writes what `cdk8s synth` expects of an app into its folder: at least one YAML file, fit for validation plugins, and
 * findings.json with the findings of the run. Where the folder is the output itself, that already holds YAML, and
 * nothing is written over it.
 * @param outdir the command line's `CDK8S_OUTDIR`
 */
export function writeStaging(outdir: string, input: StagingInput): void {
  if (stagingProblem(outdir, input.output) !== undefined) return;
  mkdirSync(outdir, { recursive: true });
  if ((input.mode ?? stagingMode(outdir)) === 'whole') writeWhole(outdir, input.tree);
  else writeFileSync(join(outdir, 'environments.k8s.yaml'), summaries(input));
  writeFileSync(join(outdir, 'findings.json'), `${jsonText(findingsReport(input.findings))}\n`);
}

/** Findings as every verb of the command line gives them with `--json`. */
function findingsReport(findings: readonly Finding[]): object {
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  return { findings, summary: { error: count('error'), warning: count('warning'), advice: count('advice') } };
}

function writeWhole(outdir: string, tree: Tree): void {
  for (const environment of tree.environments) {
    writeFileSync(join(outdir, `${environment.name}.k8s.yaml`), allDocuments(environment));
  }
  writeFileSync(join(outdir, constructMetadata.file), constructPaths(tree));
}

function allDocuments(environment: EnvironmentTree): string {
  const documents = environment.folders.flatMap((folder) => oneForEachFile(folder.documents));
  // A separator before each one, since `--stdout` writes files one after the other without any.
  return documents
    .map((document) => `---\n${documentText(environment.name, document).replace(/(?<!\n)$/, '\n')}`)
    .join('');
}

function summaries({ tree, output, findings }: StagingInput): string {
  const documents = tree.environments.map(({ name, folders }) =>
    writeYaml({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: `otelflux-${name}`,
        // kustomize leaves objects with this annotation out of what it builds.
        annotations: { 'config.kubernetes.io/local-config': 'true' },
      },
      data: {
        environment: name,
        folder: `${output}/${name}`,
        objects: String(folders.reduce((sum, folder) => sum + folder.documents.length, 0)),
        findings: String(findings.length),
      },
    }),
  );
  return `# The objects themselves are in ${output}/; this file only tells cdk8s that the run succeeded.\n${documents.join('---\n')}`;
}

/** cdk8s keys this by name alone, so of two objects of one name the last one counts. */
function constructPaths(tree: Tree): string {
  const resources: Record<string, { path: string }> = {};
  for (const environment of tree.environments) {
    for (const document of environment.folders.flatMap((folder) => folder.documents)) {
      if (document.construct === undefined) continue;
      resources[identityOf(document.object).name] = { path: document.construct };
    }
  }
  return JSON.stringify({ version: constructMetadata.version, resources }, null, 2);
}
